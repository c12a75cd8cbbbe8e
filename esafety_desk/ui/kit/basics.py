"""Labels, buttons and lines in the window's own looks, with the layouts that hold them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from esafety_desk.ui.early import BY_TAB_ONLY, NO_FOCUS, PLAIN_TEXT, give
from esafety_desk.ui.theme import GAP, colours, dress


def label(text: str = "", look: str = "", *, wraps: bool = False, name: str = "") -> QLabel:
    """A plain-text label in a look: title, heading, strong, figure, sentence, secondary, caption, hint, error, name."""
    made = QLabel(text)
    give(made, PLAIN_TEXT)
    made.setWordWrap(wraps)
    made.setObjectName(name)
    if look:
        dress(made, look)
    return made


class Button(QPushButton):
    """A button in a look: plain, primary, quiet, link, icon; its icon follows the palette."""

    def __init__(
        self,
        text: str,
        look: str = "plain",
        *,
        name: str = "",
        icon: str = "",
        told: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        """``told`` is the accessible name and tool tip, needed where there is an icon and no text."""
        super().__init__(text)
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(told or text.replace("&", ""))
        if told and not text:
            self.setToolTip(told)
        if look in ("quiet", "icon", "link"):
            give(self, BY_TAB_ONLY)
        dress(self, look)
        self._draw_icon()
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def set_icon(self, name: str) -> None:
        self._icon = name
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon:
            from esafety_desk.ui.icons import SIZE, icon

            worn = colours()
            ink = worn.on_accent if self.property("look") == "primary" else worn.ink_2
            gap = 6 if self.text() else 0
            self.setIconSize(QSize(SIZE + gap, SIZE))
            self.setIcon(icon(self._icon, ink, gap=gap))


def button(
    text: str,
    look: str = "plain",
    *,
    name: str = "",
    icon: str = "",
    told: str = "",
    on_click: Callable[[], object] | None = None,
) -> Button:
    """A Button; a function so that pages read as sentences."""
    return Button(text, look, name=name, icon=icon, told=told, on_click=on_click)


def rule() -> QFrame:
    """A hairline across."""
    line = QFrame()
    dress(line, "rule")
    return line


def column(*things: QWidget | QLayout | int, gap: int = GAP, margins: int = 0) -> QVBoxLayout:
    """Things under one another; an int is that many px of space, 0 a stretch."""
    return _filled(QVBoxLayout(), things, gap, margins)


def row(*things: QWidget | QLayout | int, gap: int = GAP, margins: int = 0) -> QHBoxLayout:
    """Things beside one another; an int is that many px of space, 0 a stretch."""
    return _filled(QHBoxLayout(), things, gap, margins)


def holder(layout: QBoxLayout, look: str = "") -> QWidget:
    """A bare widget around ``layout``."""
    made = QWidget()
    made.setLayout(layout)
    if look:
        from PySide6.QtCore import Qt

        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(made, look)
    return made


def scrolling(inside: QWidget) -> QScrollArea:
    """``inside`` in an area that scrolls up and down, never sideways, on the ground it stands on."""
    from PySide6.QtCore import Qt

    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    give(area, NO_FOCUS)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def emptied(layout: QBoxLayout) -> None:
    """Take everything out of ``layout`` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)


def _filled(layout: QBoxLayout, things: tuple, gap: int, margins: int) -> QBoxLayout:
    layout.setSpacing(gap)
    layout.setContentsMargins(margins, margins, margins, margins)
    for thing in things:
        if isinstance(thing, QWidget):
            layout.addWidget(thing)
        elif isinstance(thing, QLayout):
            layout.addLayout(thing)
        elif thing == 0:
            layout.addStretch(1)
        else:
            layout.addSpacing(thing)
    return layout
