"""Every measure and colour of the window in one place, and the one act that dresses the application in them."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

HAIR, GAP, SPACE, WIDE = 4, 8, 14, 24
"""The four distances of the window, in px: within a thing, between things, inside a card, around a page."""
RADIUS, CARD_RADIUS = 6, 8
TITLE_PX, HEADING_PX, TEXT_PX, SMALL_PX, CAPTION_PX = 22, 15, 14, 12, 11
MEETING_TITLE_PX, MEETING_PX = 30, 21
"""Read from the back of a room."""
CONTROL_HEIGHT, ROW_HEIGHT, RAIL_WIDTH, DETAIL_WIDTH = 36, 36, 212, 372
MODES = ("system", "light", "dark")
STYLE = ("-style", "fusion")
"""What a QApplication is told at its making; setting the style later would load all of QStyle at the start."""


class Colours(NamedTuple):
    """One scheme's colours as "#rrggbb". A ``…_tint`` lies under its colour; ``charts`` go from dark to light."""

    name: str
    bg: str
    surface: str
    rail: str
    line: str
    hover: str
    ink: str
    ink_2: str
    accent: str
    accent_hover: str
    on_accent: str
    tint: str
    red: str
    red_tint: str
    amber: str
    amber_tint: str
    green: str
    green_tint: str
    charts: tuple[str, str, str, str]

    def tone(self, name: str) -> tuple[str, str]:
        """Ink and ground of a badge: "red", "amber", "green", "accent"; any other name is plain."""
        tones = {
            "red": (self.red, self.red_tint),
            "amber": (self.amber, self.amber_tint),
            "green": (self.green, self.green_tint),
            "accent": (self.accent, self.tint),
        }
        return tones.get(name, (self.ink_2, self.rail))


LIGHT = Colours(
    name="light", bg="#F6F7F9", surface="#FFFFFF", rail="#EEF1F5", line="#DDE2E9", hover="#F1F4F8",
    ink="#1B2430", ink_2="#56616F", accent="#1F5FA8", accent_hover="#184E8C", on_accent="#FFFFFF", tint="#E3EDF8",
    red="#B3261E", red_tint="#FBE9E7", amber="#8A5A00", amber_tint="#FFF1D6", green="#1E6B3A", green_tint="#E2F3E8",
    charts=("#1F4E79", "#3E86C6", "#9CC3E6", "#C9CED6"),
)  # fmt: skip
DARK = Colours(
    name="dark", bg="#14181D", surface="#1B2127", rail="#171C22", line="#2C343D", hover="#232A32",
    ink="#E8ECF1", ink_2="#A3AEBB", accent="#8AB8F0", accent_hover="#A5C9F5", on_accent="#14181D", tint="#21364F",
    red="#FF9A92", red_tint="#45211F", amber="#F2C56B", amber_tint="#40320F", green="#86D6A3", green_tint="#183626",
    charts=("#5B9BE0", "#8AB8F0", "#BAD6F7", "#5A6470"),
)  # fmt: skip


def colours() -> Colours:
    """The scheme the application wears now; what paints by hand asks at each painting."""
    return _scheme_worn(QGuiApplication.palette().cacheKey())


def dress(widget: QWidget, look: str, **states: str) -> None:
    """Give ``widget`` a look of the style sheet (and further properties), repainting it if it was shown."""
    for name, value in {"look": look, **states}.items():
        widget.setProperty(name, value)
    if widget.window().isVisible():
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def text_font(px: int = TEXT_PX, *, strong: bool = False) -> QFont:
    """The window's font for what is painted by hand; figures are tabular."""
    font = QFont(QApplication.font())
    font.setPixelSize(px)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def be_still() -> None:
    """Let nothing move by itself, whatever the system would have it do: menus and lists are simply there.

    So whoever asked their system for reduced motion has it, and nobody waits for a flourish.
    """
    from PySide6.QtCore import Qt

    for effect in Qt.UIEffect:
        QApplication.setEffectEnabled(effect, False)


class Theme(QObject):
    """Dresses one application and follows the system's scheme, unless ``mode`` is "light" or "dark"."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode = "system"
        self._worn = ""
        # Asked of the palette: the scheme's own name would load the whole namespace Qt before the first paint.
        self._system = _scheme_of(app.palette())
        app.setFont(_window_font())
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.set_mode(mode)

    @property
    def mode(self) -> str:
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Wear "light", "dark", or whatever the system wears."""
        before, self._mode = self._mode, mode if mode in MODES else "system"
        if {before, self._mode} != {"system"}:
            self._tell_system()
        self._wear()

    def _tell_system(self) -> None:
        # So that the frame, which the system draws, goes with what is in it.
        from PySide6.QtCore import Qt

        forced = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._app.styleHints().setColorScheme(forced.get(self._mode, Qt.ColorScheme.Unknown))

    def _on_system_changed(self, scheme: object) -> None:
        self._system = DARK if scheme.name == "Dark" else LIGHT
        self._wear()

    def _wear(self) -> None:
        from esafety_desk.ui.sheet import sheet

        worn = {"light": LIGHT, "dark": DARK}.get(self._mode, self._system)
        if worn.name == self._worn:
            return
        self._worn = worn.name
        self._app.setPalette(_palette(worn))
        self._app.setStyleSheet(sheet(worn))
        self.changed.emit()


@lru_cache(maxsize=4)
def _scheme_worn(key: int) -> Colours:
    """The scheme of the application's palette, whose ``key`` changes with it: asked for each thing that is drawn."""
    return _scheme_of(QGuiApplication.palette())


def _scheme_of(palette: QPalette) -> Colours:
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def _window_font() -> QFont:
    """Open Sans, which the program carries for its papers, so that every machine shows the same calm."""
    found = find_spec("ttf_opensans")
    family = ""
    for weight in ("Regular", "SemiBold"):
        if found is None or found.origin is None:
            break
        number = QFontDatabase.addApplicationFont(
            str(Path(found.origin).parent / "ttf" / f"OpenSans-{weight}.ttf")
        )
        names = QFontDatabase.applicationFontFamilies(number)
        family = family or (names[0] if names else "")
    font = QFont(family) if family else QFont(QApplication.font())
    font.setPixelSize(TEXT_PX)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    inks = {
        role.Window: colours.bg, role.WindowText: colours.ink, role.Base: colours.surface,
        role.AlternateBase: colours.rail, role.Text: colours.ink, role.PlaceholderText: colours.ink_2,
        role.Button: colours.surface, role.ButtonText: colours.ink, role.BrightText: colours.red,
        role.Highlight: colours.tint, role.HighlightedText: colours.ink, role.Link: colours.accent,
        role.LinkVisited: colours.accent, role.Accent: colours.accent, role.ToolTipBase: colours.ink,
        role.ToolTipText: colours.surface, role.Light: colours.surface, role.Midlight: colours.line,
        role.Mid: colours.line, role.Dark: colours.line, role.Shadow: colours.line,
    }  # fmt: skip
    palette = QPalette()
    for one, ink in inks.items():
        palette.setColor(one, QColor(ink))
    faded = QColor(colours.ink_2)
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, faded)
    return palette
