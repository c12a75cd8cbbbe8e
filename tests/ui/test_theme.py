"""Tokens hold together: every ink can be read on every ground it stands on, in both schemes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from esafety_desk.ui import icons
from esafety_desk.ui.sheet import sheet
from esafety_desk.ui.theme import DARK, LIGHT, Colours, Theme, colours, dress, text_font

SCHEMES = (LIGHT, DARK)


def luminance(colour: str) -> float:
    """Relative luminance, 0 black to 1 white. Source: WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(scheme: Colours) -> list[tuple[str, str]]:
    grounds = (scheme.bg, scheme.surface, scheme.rail, scheme.hover)
    inks = [(ink, ground) for ink in (scheme.ink, scheme.ink_2, scheme.accent) for ground in grounds]
    tones = [scheme.tone(name) for name in ("red", "amber", "green", "accent", "")]
    on_cards = [(ink, scheme.surface) for ink in (scheme.red, scheme.amber, scheme.green)]
    chosen = [(scheme.ink, scheme.tint), (scheme.ink_2, scheme.tint)]
    filled = [(scheme.on_accent, scheme.accent), (scheme.on_accent, scheme.accent_hover)]
    return [*inks, *tones, *on_cards, *chosen, *filled, (scheme.bg, scheme.ink), (scheme.ink_2, scheme.line)]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_every_ink_can_be_read_on_its_ground(scheme: Colours) -> None:
    assert {p: round(contrast(*p), 2) for p in pairs(scheme) if contrast(*p) < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_style_sheet_uses_no_colour_of_its_own(scheme: Colours) -> None:
    told = {value for name in scheme._fields if isinstance(value := getattr(scheme, name), str)}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet(scheme))) <= told


def test_forcing_a_scheme_dresses_the_whole_application(theme: Theme) -> None:
    theme.set_mode("dark")
    assert colours() is DARK
    theme.set_mode("light")
    assert colours() is LIGHT


def test_unknown_mode_follows_the_system(theme: Theme) -> None:
    theme.set_mode("mauve")
    assert theme.mode == "system"


def test_figures_are_tabular(theme: Theme) -> None:
    widths = {QLabel().fontMetrics().horizontalAdvance(figure * 10) for figure in "0123456789"}
    assert len(widths) == 1
    assert text_font(12).pixelSize() == 12


def test_dressing_a_shown_widget_changes_how_it_is_drawn(qtbot, theme: Theme) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.show()
    before = button.grab().toImage()
    dress(button, "primary")
    assert button.grab().toImage() != before


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_in_the_ink_asked_for(theme: Theme, name: str) -> None:
    image = icons.pixmap(name, "#FF0000").toImage()
    drawn = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
    solid = [c for c in drawn if c.alpha() > 150]
    assert solid
    assert all(c.red() > 200 and c.green() < 40 for c in solid)
