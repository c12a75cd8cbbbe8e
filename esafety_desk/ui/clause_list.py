"""The clauses of the policy one under another, each with its state in a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from esafety_desk.ui.theme import ROW_HEIGHT, SMALL_PX, SPACE, colours, text_font

STATES = {
    "red": ("Needs action", "red"),
    "amber": ("Watch", "amber"),
    "green": ("In order", "green"),
    "grey": ("Nothing yet", ""),
}
"""What each status is called, and its tone."""
_CLAUSE = Qt.ItemDataRole.UserRole
_REF_WIDTH, _BADGE_PAD = 100, 7


class _Clauses(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.clauses: Sequence[Any] = ()

    def show(self, clauses: Sequence[Any]) -> None:
        self.beginResetModel()
        self.clauses = clauses
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return len(self.clauses)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        clause = self.clauses[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{clause.ref}, {clause.title}: {STATES[clause.status][0]}"
        return clause if role == _CLAUSE else None


class _ClausePainter(QStyledItemDelegate):
    """Reference in the second ink, title in ink, the state as a badge at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(240, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        clause, worn = index.data(_CLAUSE), colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(worn.tint))
            if option.widget is not None and option.widget.hasFocus():
                painter.fillRect(
                    QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), QColor(worn.accent)
                )
        room = option.rect.adjusted(SPACE, 0, -SPACE, 0)
        taken = self._badge(painter, room, *STATES[clause.status])
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(text_font())
        painter.setPen(QColor(worn.ink_2))
        painter.drawText(room, middle, clause.ref)
        painter.setPen(QColor(worn.ink))
        left = room.adjusted(_REF_WIDTH, 0, -taken - SPACE, 0)
        title = painter.fontMetrics().elidedText(clause.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle, title)
        painter.restore()

    def _badge(self, painter: QPainter, room: QRect, word: str, tone: str) -> int:
        """Draw the state; how much of the width it took."""
        ink, ground = colours().tone(tone)
        painter.setFont(text_font(SMALL_PX, strong=True))
        width = painter.fontMetrics().horizontalAdvance(word) + 2 * _BADGE_PAD
        box = QRect(room.right() - width, room.center().y() - 10, width, 21)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        return width


class ClauseList(QListView):
    """``picked`` carries the chosen clause's status. A new reading keeps the choice."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._clauses = _Clauses(self)
        self.setModel(self._clauses)
        self.setItemDelegate(_ClausePainter(self))
        self.setObjectName("list.scorecard")
        self.setAccessibleName("Clauses of the policy")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_clauses(self, clauses: Sequence[Any]) -> None:
        before = self.currentIndex().data(_CLAUSE)
        self._clauses.show(clauses)
        at = next((n for n, c in enumerate(clauses) if before is not None and c.ref == before.ref), 0)
        if clauses:
            self.setCurrentIndex(self._clauses.index(at))

    def choose(self, ref: str) -> None:
        """Choose the clause with this reference."""
        for at, clause in enumerate(self._clauses.clauses):
            if clause.ref == ref:
                self.setCurrentIndex(self._clauses.index(at))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(current.data(_CLAUSE))
