"""A key pressed in the incidents' filter until its results are painted, with another filter on."""

from __future__ import annotations

import itertools
import time

from PySide6.QtTest import QTest

from esafety_desk.services import listing
from esafety_desk.ui.registers.declarations import INCIDENTS
from esafety_desk.ui.registers.page import RegisterPage
from esafety_desk.ui.registers.table import RegisterTable
from tests.benchmarks import raw
from tests.benchmarks.measure import Limit, Row, Timed, median, side_by_side
from tests.benchmarks.scrolling import MemoryModel, is_painted_in_full
from tests.benchmarks.stage import Stage, settle, show, until

_TYPED = ("message", "teacher", "zajac", "snap", "weekend")
_SHOWN = 50
_ROUNDS = 60
_GOAL, _EVERY_KEY_MS = 1.25, 16.0
_NEWEST_MATCHES = (
    "SELECT incidents.* FROM search JOIN search_text ON search_text.id = search.rowid "
    "JOIN incidents ON incidents.id = search_text.entry_id "
    "WHERE search MATCH ? AND incidents.status IN ({}) ORDER BY search.rowid DESC LIMIT {}"
)


def rows(stage: Stage) -> list[Row]:
    ours, theirs = side_by_side(_in_the_page(stage), _raw(stage), _ROUNDS, warm_up=6)
    limit = Limit("slowest key", max(ours), _EVERY_KEY_MS)
    yardstick = f"raw query + {_SHOWN}-row repaint"
    return [
        Row("keystroke → painted results", yardstick, median(ours), median(theirs), _GOAL, limits=(limit,))
    ]


def _in_the_page(stage: Stage) -> Timed:
    page = RegisterPage(INCIDENTS, stage.session)
    show(page)
    until(lambda: page.model.is_loaded)
    chip = next(chip for declared, chip in page.filters._chips if declared.field == "status")
    chip.setChecked(True)
    settle()
    keys = itertools.cycle([*_TYPED, ""])
    word = {"left": ""}
    loads: list[bool] = []
    page.model.loaded.connect(lambda: loads.append(True))

    def timed() -> float:
        if not word["left"]:
            page.filters.text.clear()
            word["left"] = next(keys) or next(keys)
        settle(8)
        key, word["left"] = word["left"][0], word["left"][1:]
        loads.clear()
        begun = time.perf_counter()
        QTest.keyClick(page.filters.text, key)
        until(lambda: loads)
        page.table.viewport().repaint()
        until(lambda: page.model.rowCount() == 0 or is_painted_in_full(page.table))
        page.table.viewport().repaint()
        return time.perf_counter() - begun

    return timed


def _raw(stage: Stage) -> Timed:
    connection = raw.connect(stage.folder / "desk.db", stage.data_key)
    open_ones = ", ".join(f"'{status}'" for status in ("open", "waiting", "monitoring", "reopened"))
    query = _NEWEST_MATCHES.format(open_ones, _SHOWN)
    memory = MemoryModel(INCIDENTS, stage.session)
    table = RegisterTable(memory)
    show(table)
    ids = listing.ids(stage.session.desk, memory.query)[:_SHOWN]
    held = list(listing.rows_of(stage.session.desk, INCIDENTS.register, ids, stage.session.words).values())
    starts = itertools.cycle([word[: at + 1] for word in _TYPED for at in range(len(word))])

    def timed() -> float:
        prefix = next(starts)
        begun = time.perf_counter()
        connection.execute(query, (f'"{prefix}"*',)).fetchall()
        memory.hold(held)
        table.viewport().repaint()
        return time.perf_counter() - begun

    return timed
