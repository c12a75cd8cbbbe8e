"""Page down and jumps in a register, against the same table over rows held in memory."""

from __future__ import annotations

import random
import time

from esafety_desk.services import listing
from esafety_desk.ui.registers.declarations import INCIDENTS
from esafety_desk.ui.registers.list_model import RegisterModel
from esafety_desk.ui.registers.table import RegisterTable
from tests.benchmarks.measure import Limit, Row, Timed, median, percentile, side_by_side
from tests.benchmarks.stage import Stage, settle, show, until

_ROUNDS = 120
_GOAL, _P99_MS = 1.25, 16.0


class MemoryModel(RegisterModel):
    """The register's model with every row in memory from the start."""

    def hold(self, rows: list[listing.ListRow]) -> None:
        self.beginResetModel()
        self._in_memory = rows
        self.endResetModel()

    def row_at(self, row: int) -> listing.ListRow:
        return self._in_memory[row]

    def rowCount(self, parent: object = None) -> int:
        return len(getattr(self, "_in_memory", ()))


def rows(stage: Stage) -> list[Row]:
    lazy = RegisterModel(INCIDENTS, stage.session)
    table = RegisterTable(lazy)
    show(table)
    lazy.refresh()
    until(lambda: lazy.is_loaded and lazy.rowCount())
    memory = MemoryModel(INCIDENTS, stage.session)
    plain = RegisterTable(memory)
    show(plain)
    memory.hold(_all_rows(stage, lazy))
    settle()
    return [
        _row("jump anywhere in the list", table, plain, _jumps),
        _row("page down in the list", table, plain, _pages),
    ]


def _row(what: str, table: RegisterTable, plain: RegisterTable, way: object) -> Row:
    ours, theirs = side_by_side(way(table), way(plain), _ROUNDS, warm_up=10)
    limit = Limit("p99", percentile(ours, 0.99), _P99_MS)
    return Row(what, "same table over memory", median(ours), median(theirs), _GOAL, limits=(limit,))


def _jumps(table: RegisterTable) -> Timed:
    chance = random.Random(7)
    bar = table.verticalScrollBar()
    return lambda: _painted_at(table, chance.randrange(bar.maximum()))


def _pages(table: RegisterTable) -> Timed:
    bar = table.verticalScrollBar()
    bar.setValue(0)

    def page_down() -> float:
        settle(3)  # a person looks at a page before the next
        return _painted_at(table, bar.value() + bar.pageStep())

    return page_down


def _painted_at(table: RegisterTable, value: int) -> float:
    settle(2)
    came: list[bool] = []

    def on_rows_came(*_: object) -> None:
        came.append(True)

    table.model().dataChanged.connect(on_rows_came)
    begun = time.perf_counter()
    table.verticalScrollBar().setValue(value)
    table.viewport().repaint()
    while not is_painted_in_full(table):
        until(lambda: came)
        came.clear()
        table.viewport().repaint()
    spent = time.perf_counter() - begun
    table.model().dataChanged.disconnect(on_rows_came)
    return spent


def is_painted_in_full(table: RegisterTable) -> bool:
    model = table.model()
    first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    shown = range(first, (last if last >= 0 else model.rowCount() - 1) + 1)
    return all(model.row_at(row) is not None for row in shown)


def _all_rows(stage: Stage, model: RegisterModel) -> list[listing.ListRow]:
    ids = [model.id_at(row) for row in range(model.rowCount())]
    found = {}
    for begun in range(0, len(ids), 500):
        some = ids[begun : begun + 500]
        desk, words = stage.session.desk, stage.session.words
        found |= listing.rows_of(desk, INCIDENTS.register, some, words)
    return [found[key] for key in ids]
