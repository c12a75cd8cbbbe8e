"""The program's own line icons, 20 px on a 1.5 px stroke, drawn in the ink asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from esafety_desk.host.resources import resource

SIZE = 20
_DRAWN_IN = "#1B2430"


def icon(name: str, ink: str, *, chosen: str = "", faded: str = "", gap: int = 0) -> QIcon:
    """Icon ``name`` of resources/icons in ``ink``; in ``chosen`` where checked, in ``faded`` where disabled.

    ``gap``: blank px behind it, for a button that sets text beside it.
    """
    return _icon(name, ink, chosen, faded, gap, QGuiApplication.instance().devicePixelRatio())


def pixmap(name: str, ink: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Icon ``name`` in ``ink``, ``size`` px square, for a screen of pixel ``ratio``."""
    return _pixmap(name, ink, size, ratio)


def sheet_file(name: str) -> str:
    """The address a style sheet gives for its own small marks, such as a combo box's chevron."""
    return (_folder() / f"sheet-{name}.svg").as_posix()


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(sorted(path.stem for path in _folder().glob("*.svg") if not path.stem.startswith("sheet-")))


@cache
def _folder() -> Path:
    return resource("icons")


@cache
def _icon(name: str, ink: str, chosen: str, faded: str, gap: int, ratio: float) -> QIcon:
    made = QIcon(_pixmap(name, ink, SIZE, ratio, gap))
    if chosen:
        made.addPixmap(_pixmap(name, chosen, SIZE, ratio, gap), QIcon.Mode.Normal, QIcon.State.On)
    if faded:
        made.addPixmap(_pixmap(name, faded, SIZE, ratio, gap), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


@cache
def _pixmap(name: str, ink: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    drawing = (_folder() / f"{name}.svg").read_text(encoding="utf-8").replace(_DRAWN_IN, ink)
    image = QPixmap(QSize(size + gap, size) * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image
