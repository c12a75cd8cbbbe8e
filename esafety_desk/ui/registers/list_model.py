"""The lazy list of a register: every id at once, rows only as they show, fetched on the store thread."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from esafety_desk.policy.wording import short
from esafety_desk.records.facts import Kind
from esafety_desk.services import listing
from esafety_desk.services.listing import Column, ListQuery, ListRow
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.registers.declaration import RegisterView, Shown
from esafety_desk.ui.session import Session

PAGE, PAGES_AT_ONCE, ROWS_KEPT = 32, 8, 4_096
FIRST = 32
"""Rows that come with the ids: what a window shows at once."""
_WIDTHS = {Kind.DATE: 112, Kind.NUMBER: 96, Kind.YES_NO: 96, Kind.CHOICE: 120}
_LETTER = 8
"""Widths in px of columns that no register declares a width for, and of a letter of their heads."""
ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class RegisterModel(QAbstractTableModel):
    """Rows of one register in the order of its query.

    At most one fetch is under way: what scrolled by meanwhile is asked for next, newest first, and what
    scrolled by long ago not at all. A refresh keeps the old rows in view until the new ones are there.
    """

    loaded = Signal()
    """The ids of the newest query are in place."""

    def __init__(self, view: RegisterView, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._session = session
        self._columns: dict[str, Column] = {c.name: c for c in listing.columns(view.register)}
        self.columns: tuple[Shown, ...] = (*view.columns, *offered(view, self._columns.values()))
        self._query = ListQuery(view.register, sort=view.sort, descending=view.descending)
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, ListRow] = OrderedDict()
        self._fresh: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._is_fetching = False
        self._edition = 0
        self.is_loaded = False

    @property
    def query(self) -> ListQuery:
        return self._query

    def ask(self, query: ListQuery) -> None:
        """Show what ``query`` lets through, keeping this list's order."""
        self._query = replace(query, sort=self._query.sort, descending=self._query.descending)
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the same query; rows are read anew as they show."""
        desk, words = self._session.desk, self._session.words
        self._session.run(
            self, partial(listing.opened, desk, self._query, words, FIRST), self._on_opened, channel="ids"
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        field, descending = self.columns[column].field, order is Qt.SortOrder.DescendingOrder
        if (field, descending) != (self._query.sort, self._query.descending):
            self._query = replace(self._query, sort=field, descending=descending)
            self.refresh()

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: int) -> int:
        """The row a record stands in; -1 where the query leaves it out."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def ids_in(self, spans: Iterable[range]) -> list[int]:
        """The ids of these rows."""
        return [key for span in spans for key in self._ids[span.start : span.stop]]

    def rows_among(self, ids: Set[int]) -> list[range]:
        """The rows in which records of ``ids`` stand, as stretches."""
        stretches: list[range] = []
        for row, key in enumerate(self._ids):
            if key in ids:
                begun = stretches.pop().start if stretches and stretches[-1].stop == row else row
                stretches.append(range(begun, row + 1))
        return stretches

    def row_at(self, row: int) -> ListRow | None:
        """The row's content if it is here already; else it is sent for."""
        key = self._ids[row]
        if key not in self._fresh:
            self._send_for(row // PAGE)
        return self._rows.get(key)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ROW:
            return self.row_at(index.row())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        return "" if row is None else self.text(row, self.columns[index.column()])

    def text(self, row: ListRow, shown: Shown) -> str:
        """What stands in one cell. A restricted row says its reference, its day and that it is restricted."""
        if row.restricted and shown.field not in row.cells:
            day = row.dated_on if self.view.day == shown.field else None
            return _short_day(day, self._session.today()) if day else ""
        value = row.cells.get(shown.field)
        if isinstance(value, date):
            said = _short_day(value, self._session.today())
            return f"{said} · late" if self.is_late(row, shown) else said
        return "" if value is None else str(value)

    def is_late(self, row: ListRow, shown: Shown) -> bool:
        """True where the day in this cell has gone by and what it was set for has not happened."""
        day = row.cells.get(shown.field)
        is_past = bool(shown.late_while) and isinstance(day, date) and day < self._session.today()
        return is_past and all(row.cells[field] == waiting for field, waiting in shown.late_while.items())

    def title(self, shown: Shown) -> str:
        """What a column is called."""
        column = self._columns.get(shown.field)
        return shown.title or (column.title if column else shown.field)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        shown = self.columns[section]
        column = self._columns.get(shown.field)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(shown)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = column is not None and column.align_right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _on_opened(self, found: tuple[array[int], Mapping[int, ListRow]]) -> None:
        ids, first = found
        self._edition += 1
        self._rows.update(first)
        self._fresh = set(first)
        self.is_loaded = True
        if ids == self._ids:
            self._repaint(range(len(ids)))
        else:
            self.beginResetModel()
            self._ids = ids
            self._wanted.clear()
            self.endResetModel()
        self.loaded.emit()

    def _send_for(self, page: int) -> None:
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        if not self._is_fetching:
            self._is_fetching = True
            QTimer.singleShot(0, self, self._fetch)

    def _fetch(self) -> None:
        pages = [page for page, _ in reversed(self._wanted.items())][:PAGES_AT_ONCE]
        self._wanted.clear()
        ids = [key for page in pages for key in self._ids[page * PAGE : (page + 1) * PAGE]]
        if not ids:
            self._is_fetching = False
            return
        desk, words = self._session.desk, self._session.words
        self._session.run(
            self,
            partial(listing.rows_of, desk, self.view.register, ids, words),
            partial(self._on_rows, pages, ids, self._edition),
            self._on_failed,
        )

    def _on_rows(self, pages: list[int], ids: list[int], edition: int, rows: Mapping[int, ListRow]) -> None:
        for key in ids:
            if key in rows:
                self._rows[key] = rows[key]
                self._rows.move_to_end(key)
        while len(self._rows) > ROWS_KEPT:
            gone, _ = self._rows.popitem(last=False)
            self._fresh.discard(gone)
        if edition == self._edition:
            self._fresh.update(ids)
            for page in pages:
                self._repaint(range(page * PAGE, min((page + 1) * PAGE, len(self._ids))))
        self._is_fetching = bool(self._wanted)
        if self._is_fetching:
            self._fetch()

    def _on_failed(self, error: Exception) -> None:
        self._is_fetching = False
        self._session.report_error(error)

    def _repaint(self, rows: range) -> None:
        if rows:
            last = self.index(rows[-1], self.columnCount() - 1)
            self.dataChanged.emit(self.index(rows[0], 0), last, [Qt.ItemDataRole.DisplayRole, ROW])


def offered(view: RegisterView, listed: Iterable[Column]) -> tuple[Shown, ...]:
    """The columns of a register that its list does not show unless they are chosen."""
    shown = {column.field for column in view.columns}
    return tuple(
        Shown(column.name, max(_WIDTHS.get(column.kind, 150), _LETTER * len(column.title) + 34), keep=1)
        for column in listed
        if column.name not in shown
    )


def _short_day(day: date, today: date) -> str:
    """As everywhere, but a day of another year gives its weekday up so that the column stays narrow."""
    return day_text(day, today) if day.year == today.year else short(day, today)
