"""Open Sans for paper: registered once, measured, and asked which characters it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from ttf_opensans import TTF_BIN_FOLDER

from esafety_desk.reports.style import REGULAR, SEMIBOLD, Face

_FONTS = (REGULAR, SEMIBOLD)
_KEPT_WORDS = 8_000
"""How many widths are remembered of each face: a paper drawn anew after a change says nearly the same words."""


@cache
def font(name: str) -> Any:
    """The named font, registered with reportlab when first asked for."""
    made = TTFont(name, str(TTF_BIN_FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(made)
    return made


def register() -> None:
    """Make every font of the paper known to reportlab."""
    for name in _FONTS:
        font(name)


def width(text: str, face: Face) -> float:
    """How wide ``text`` is in ``face``, in points."""
    return measure(face)(text)


@cache
def measure(face: Face) -> Callable[[str], float]:
    """What measures texts in ``face``, letter by letter: the paper sets no kerning."""
    widths, usual = font(face.font).face.charWidths, font(face.font).face.defaultWidth
    scale, of = face.size / 1000, widths.get

    @lru_cache(maxsize=_KEPT_WORDS)
    def measured(text: str) -> float:
        return float(sum([of(ord(letter), usual) for letter in text]) * scale)

    return measured


@cache
def covered() -> frozenset[int]:
    """The code points that every font of the paper has."""
    return frozenset.intersection(*(frozenset(font(name).face.charToGlyph) for name in _FONTS))
