"""A small table of text that reads calmly: fixed rows, the last column takes the room, cells say all on hover."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from esafety_desk.ui.theme import ROW_HEIGHT


class Grid(QTableWidget):
    """``headings`` with their widths; a width of 0 shares what room is left."""

    def __init__(self, name: str, told: str, headings: Sequence[tuple[str, int]]) -> None:
        super().__init__(0, len(headings))
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setHorizontalHeaderLabels([title for title, _ in headings])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, (_, width) in enumerate(headings):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(place, mode)
            if width:
                self.setColumnWidth(place, width)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show ``rows`` in place of what was there."""
        self.clearContents()
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(at, place, item)
