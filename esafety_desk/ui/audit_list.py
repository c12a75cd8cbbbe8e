"""The lines of the audit as a list: the newest first, older ones fetched as one scrolls down."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)  # fmt: skip

from esafety_desk.services.auditing import AuditEntry
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.theme import ROW_HEIGHT, colours

_HEADS = ("Line", "When", "Who", "What", "Record")
_WIDTHS = (76, 164, 250, 0, 136)
_WHAT = 3
_PAD = 7
_NARROW, _WHO_NARROW = 860, 150
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AuditModel(QAbstractTableModel):
    """Holds the lines fetched so far; ``more_wanted`` carries the sequence before which the next ones stand."""

    more_wanted = Signal(int)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._entries: list[AuditEntry] = []
        self._has_more, self._is_fetching = False, False

    def begin(self, entries: tuple[AuditEntry, ...], *, more: bool, today: date) -> None:
        """Show these lines in place of what was shown."""
        self.beginResetModel()
        self._entries, self._has_more, self._is_fetching, self._today = list(entries), more, False, today
        self.endResetModel()

    def go_on(self, entries: tuple[AuditEntry, ...], *, more: bool) -> None:
        """Put older lines below."""
        first = len(self._entries)
        self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
        self._entries += entries
        self.endInsertRows()
        self._has_more, self._is_fetching = more, False

    def entry(self, row: int) -> AuditEntry:
        return self._entries[row]

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def canFetchMore(self, parent: QModelIndex) -> bool:
        return self._has_more and not self._is_fetching and bool(self._entries)

    def fetchMore(self, parent: QModelIndex) -> None:
        self._is_fetching = True
        self.more_wanted.emit(self._entries[-1].sequence)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == 0 else _LEFT
        return None

    def data(self, index: QModelIndex, role: int = 0) -> Any:
        entry, column = self._entries[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(entry)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column == 0 else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colours().ink if column == _WHAT else colours().ink_2)
        return None

    def _said(self, entry: AuditEntry) -> tuple[str, ...]:
        at = entry.at.astimezone()
        when = f"{day_text(at.date(), self._today)}, {at:%H:%M}"
        return f"{entry.sequence:,}", when, entry.who, entry.what, entry.reference


class _Padded(QStyledItemDelegate):
    """Keeps the words of a cell as far from its edges as the heads above keep theirs."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours().tint))
        option.rect = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        super().paint(painter, option, index)


class AuditList(QTableView):
    """``opened`` carries the reference of the line that was double-clicked or chosen with Enter."""

    opened = Signal(str)

    def __init__(self, model: AuditModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("list.audit")
        self.setAccessibleName("Audit")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Padded(self))
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.activated.connect(lambda index: self.opened.emit(model.entry(index.row()).reference))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths, room = list(_WIDTHS), self.viewport().width()
        if room < _NARROW:
            widths[2] = _WHO_NARROW
        widths[_WHAT] = max(150, room - sum(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
