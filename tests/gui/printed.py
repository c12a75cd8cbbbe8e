"""What a printer put on its sheets, looked at: side by side with the pages it was given."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from esafety_desk.ui.printing import opened

_LOOKED_AT = QSize(620, 877)
"""An A4 sheet at 75 dots per inch."""
_DIFFERENCE = 4.0
"""Of 255, on the average: two drawings of the same page differ by less at their letters' edges."""


def sides(paper: Path | bytes) -> list[QImage]:
    """The pages of a PDF as pictures."""
    document, _buffer = opened(paper if isinstance(paper, bytes) else paper.read_bytes())
    return [_on_white(document.render(page, _LOOKED_AT)) for page in range(document.pageCount())]


def is_alike(one: QImage, other: QImage) -> bool:
    """Whether two sides show the same, colours apart."""
    return difference(one, other) < _DIFFERENCE


def difference(one: QImage, other: QImage) -> float:
    """By how much two sides differ in grey, of 255, on the average."""
    pairs = zip(_greys(one), _greys(other), strict=True)
    return sum(abs(mine - yours) for mine, yours in pairs) / (_LOOKED_AT.width() * _LOOKED_AT.height())


def is_grey(side: QImage) -> bool:
    return side.allGray()


def is_blank(side: QImage) -> bool:
    return not any(255 - grey > 8 for grey in _greys(side))


def _greys(side: QImage) -> bytes:
    grey = side.convertToFormat(QImage.Format.Format_Grayscale8)  # held while its bits are read
    return bytes(grey.constBits())


def _on_white(image: QImage) -> QImage:
    sheet = QImage(image.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    return sheet
