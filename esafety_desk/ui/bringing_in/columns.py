"""What each column was taken to mean, with how sure that is; every meaning can be corrected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QTableWidgetItem

from esafety_desk.exchange.columns import FAIR, REMEMBERED, SURE, TOLD, Column
from esafety_desk.ui.bringing_in.grid import Grid


class ColumnsGrid(Grid):
    """``corrected`` carries a heading and the word for what it means, or None."""

    corrected = Signal(str, object)

    def __init__(self) -> None:
        titles = (("Column", 208), ("Means", 200), ("Sure", 76), ("For example", 0))
        super().__init__("list.columns", "Columns and what they mean", titles)

    def show_columns(self, columns: tuple[Column, ...], meanings: dict[str, str], left_out: str) -> None:
        """One line a column, ``left_out`` said of one that means nothing; only one with a heading can be corrected."""
        self.fill(
            [
                (c.heading or f"Column {c.place + 1}", "", _sureness(c), "  ·  ".join(c.examples))
                for c in columns
            ]
        )
        for at, column in enumerate(columns):
            self.setCellWidget(at, 1, self._choice(column, meanings, left_out))

    def _choice(self, column: Column, meanings: dict[str, str], left_out: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"means.{column.place}")
        box.setAccessibleName(f"{column.heading} means")
        box.setEnabled(bool(column.heading))
        box.addItem(left_out, None)
        for meaning, title in meanings.items():
            box.addItem(title, meaning)
        box.setCurrentIndex(max(box.findData(column.meaning.value if column.meaning else None), 0))
        box.activated.connect(partial(self._on_chosen, column.heading, box))
        return box

    def _on_chosen(self, heading: str, box: QComboBox, _place: int) -> None:
        self.corrected.emit(heading, box.currentData())

    def item_text(self, row: int, place: int) -> str:
        item: QTableWidgetItem | None = self.item(row, place)
        return item.text() if item else ""


def _sureness(column: Column) -> str:
    if column.meaning is None:
        return ""
    if column.why in (TOLD, REMEMBERED):
        return column.why
    if column.confidence >= SURE:
        return "sure"
    return "fairly" if column.confidence >= FAIR else "look"
