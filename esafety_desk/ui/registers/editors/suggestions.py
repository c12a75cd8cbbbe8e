"""What a type-ahead field offers: a short list under the line, inside the window, worked by the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from esafety_desk.ui.theme import CAPTION_PX, HAIR, RADIUS, SMALL_PX, SPACE, TEXT_PX, colours, text_font

_ROW, _HEADING_ROW, _MOST_ROWS, _LEAST_WIDTH = 32, 28, 9, 280
_VALUE = Qt.ItemDataRole.UserRole
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line on offer; a heading cannot be chosen."""

    text: str
    detail: str = ""
    value: Any = None
    is_heading: bool = False


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: Sequence[Suggestion] = ()

    def show(self, items: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return len(self.items)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            item = self.items[index.row()]
            return f"{item.text} {item.detail}".strip()
        return self.items[index.row()] if role == _VALUE else None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        heading = self.items[index.row()].is_heading
        return (
            Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        )


class SuggestionPainter(QStyledItemDelegate):
    """Text in ink at the left, detail in the second ink at the right; headings as captions."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        item: Suggestion = index.data(_VALUE)
        return QSize(_LEAST_WIDTH, _HEADING_ROW if item.is_heading else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        item: Suggestion = index.data(_VALUE)
        worn = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.tint))
            painter.drawRoundedRect(option.rect.adjusted(HAIR, 0, -HAIR, 0), RADIUS, RADIUS)
        room = option.rect.adjusted(SPACE, 0, -SPACE, 0)
        if item.is_heading:
            painter.setFont(text_font(CAPTION_PX, strong=True))
            painter.setPen(QColor(worn.ink_2))
            painter.drawText(room.adjusted(0, 0, 0, -HAIR), Qt.AlignmentFlag.AlignBottom, item.text)
        else:
            self._write(painter, room, item)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, item: Suggestion) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(text_font(SMALL_PX))
        detail = painter.fontMetrics().elidedText(item.detail, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.setPen(QColor(colours().ink_2))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, detail)
        taken = painter.fontMetrics().horizontalAdvance(detail) + (SPACE if detail else 0)
        painter.setFont(text_font(TEXT_PX))
        left = room.adjusted(0, 0, -taken, 0)
        painter.setPen(QColor(colours().ink))
        text = painter.fontMetrics().elidedText(item.text, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle, text)


class Suggestions(QListView):
    """The list of one line edit. ``asked``: the person wants to see what there is (arrow down)."""

    chosen = Signal(object)
    asked = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._watched: list[QWidget] = []
        self._offered_for = ""
        self._typed_ahead: int | None = None
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(SuggestionPainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("suggestions")
        self.setAccessibleName("Suggestions")
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._choose)
        self.hide()
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)

    def offer(self, items: Sequence[Suggestion]) -> None:
        """Show ``items`` under the line, the first one chosen; nothing shows if there are none."""
        typed_ahead, self._typed_ahead = self._typed_ahead, None
        self._offered_for = self._line.text()
        self._lines.show(items)
        if not items or not self._line.isVisible():
            self.hide()
            return
        if self.parentWidget() is not self._line.window():
            self.setParent(self._line.window())
        self._watch_above()
        self._place()
        self._move_to(0, 1)
        self.show()
        self.raise_()
        if typed_ahead is not None:
            press = QKeyEvent(QEvent.Type.KeyPress, typed_ahead, Qt.KeyboardModifier.NoModifier)
            QApplication.postEvent(self._line, press)

    @property
    def items(self) -> Sequence[Suggestion]:
        return self._lines.items if self.isVisible() else ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._place()
        if watched is not self._line:
            return False
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and self.isVisible()
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._typed_ahead = None
            self.hide()
        return event.type() is QEvent.Type.KeyPress and self._takes(event)

    def _watch_above(self) -> None:
        """Follow the line when the form scrolls or is laid out anew under the list."""
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        above = self._line.parentWidget()
        while above is not None and not above.isWindow():
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()

    def _takes(self, event: QKeyEvent) -> bool:
        key = event.key()
        self._typed_ahead = None
        if not self.isVisible():
            if key == Qt.Key.Key_Down:
                self.asked.emit()
            return key == Qt.Key.Key_Down
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._move_to(self.currentIndex().row() + step, step)
        elif key in _TAKING and self._line.text() != self._offered_for:
            self._typed_ahead = (
                key  # what is offered still answers fewer letters: who types fast means another
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key == Qt.Key.Key_Tab and self._line.text().strip():
            self._choose(self.currentIndex())
            return False
        else:
            return False
        return True

    def _move_to(self, row: int, step: int) -> None:
        while 0 <= row < len(self._lines.items) and self._lines.items[row].is_heading:
            row += step
        if 0 <= row < len(self._lines.items):
            index = self._lines.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(self._lines.index(0) if row == 1 else index)

    def _choose(self, index: QModelIndex) -> None:
        item: Suggestion | None = index.data(_VALUE) if index.isValid() else None
        if item is None or item.is_heading:
            return
        self.hide()
        self.chosen.emit(item)

    def _place(self) -> None:
        heights = [_HEADING_ROW if item.is_heading else _ROW for item in self._lines.items]
        height = min(sum(heights), _MOST_ROWS * _ROW) + 2 * HAIR
        window = self._line.window()
        below = self._line.mapTo(window, QPoint(0, self._line.height() + HAIR))
        fits = below.y() + height <= window.height() - HAIR
        top = below.y() if fits else max(HAIR, below.y() - self._line.height() - 2 * HAIR - height)
        width = max(self._line.width(), _LEAST_WIDTH)
        left = max(HAIR, min(below.x(), window.width() - width - HAIR))
        self.setGeometry(left, top, width, height)
        self.setStyleSheet(
            f"QListView {{ border: 1px solid {colours().line}; border-radius: {RADIUS}px; padding: {HAIR - 1}px 0; }}"
        )
