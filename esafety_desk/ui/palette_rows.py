"""How one line of the palette is painted: an icon, what it is, and where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from esafety_desk.ui import icons
from esafety_desk.ui.theme import GAP, HAIR, RADIUS, SMALL_PX, SPACE, TEXT_PX, colours, text_font

LINE = Qt.ItemDataRole.UserRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """One line on offer: ``detail`` follows the title, ``aside`` stands at the right end."""

    title: str
    detail: str
    aside: str
    icon: str
    act: Callable[[], object]


class LinePainter(QStyledItemDelegate):
    """Paints a line in one pass; nothing is laid out per line."""

    HEIGHT = 36

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(200, self.HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().tint))
            painter.drawRoundedRect(option.rect.adjusted(HAIR, 1, -HAIR, -1), RADIUS, RADIUS)
        room = option.rect.adjusted(SPACE - 2, 0, -SPACE, 0)
        self._draw_icon(painter, room, line.icon)
        self._write(painter, room.adjusted(icons.SIZE + GAP + 2, 0, 0, 0), line)
        painter.restore()

    def _draw_icon(self, painter: QPainter, room: QRect, name: str) -> None:
        picture = icons.pixmap(name, colours().ink_2, icons.SIZE, painter.device().devicePixelRatioF())
        painter.drawPixmap(room.left(), room.center().y() - icons.SIZE // 2 + 1, picture)

    def _write(self, painter: QPainter, room: QRect, line: Line) -> None:
        second = QColor(colours().ink_2)
        painter.setFont(text_font(SMALL_PX))
        painter.setPen(second)
        painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignRight, line.aside)
        left = room.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(line.aside) - SPACE, 0)
        painter.setFont(text_font(TEXT_PX))
        painter.setPen(QColor(colours().ink))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, _MIDDLE, title)
        rest = left.adjusted(metrics.horizontalAdvance(title) + GAP + 2, 0, 0, 0)
        if rest.width() > 40:
            painter.setFont(text_font(SMALL_PX))
            painter.setPen(second)
            detail = painter.fontMetrics().elidedText(line.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, _MIDDLE, detail)
