"""A table of words large enough for a room: rows as tall as what stands in them, nothing to edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from esafety_desk.ui.theme import MEETING_PX, SPACE, colours, text_font

_TONES = {"Green": "green", "Amber": "amber", "Red": "red"}
_ROOM_ABOVE = 10_000
_SHARES = {1: (1,), 2: (2, 3), 3: (3, 2, 5), 4: (3, 4, 3, 4)}


class _Measured(QStyledItemDelegate):
    """Says how tall a cell must be for its words; the style sheet's margins are not in Qt's own answer."""

    def __init__(self, table: BigTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        width = self._table.columnWidth(index.column()) - 2 * SPACE
        wraps = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(text_font(MEETING_PX, strong=True))
        taken = metrics.boundingRect(QRect(0, 0, width, _ROOM_ABOVE), wraps, str(index.data() or ""))
        return QSize(width, taken.height() + 2 * SPACE)


class BigTable(QTableWidget):
    """Shows rows under ``heads``; ``shares`` say how the width is divided among them."""

    def __init__(self, name: str, told: str, heads: Sequence[str], shares: Sequence[int] = ()) -> None:
        super().__init__(0, len(heads))
        self._shares = tuple(shares) or _SHARES[len(heads)]
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setHorizontalHeaderLabels(list(heads))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Measured(self))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Put these rows in place of what stood here, from the top."""
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if text in _TONES:
                    item.setFont(text_font(MEETING_PX, strong=True))
                    item.setForeground(QColor(colours().tone(_TONES[text])[0]))
                self.setItem(number, column, item)
        self._fit()
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, room * share // sum(self._shares))
        self.resizeRowsToContents()
