"""Saving an incident: the commit against a bare one, and the way until the list shows it."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from pathlib import Path

from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import PersonKind
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keeping, listing
from esafety_desk.services.listing import ListQuery
from esafety_desk.ui.registers.declarations import INCIDENTS
from esafety_desk.ui.registers.list_model import RegisterModel
from esafety_desk.ui.registers.table import RegisterTable
from tests.benchmarks import invented, raw
from tests.benchmarks.measure import Limit, Row, Timed, median, percentile, side_by_side
from tests.benchmarks.stage import Stage, show, until

_ROUNDS = 80
_GOAL, _P95_MS = 2.0, 16.0
_BYTES_OF_A_RECORD = 700


def rows(stage: Stage) -> list[Row]:
    new = _Incidents(stage)
    with tempfile.TemporaryDirectory(dir=stage.folder.parent) as aside:
        connection = raw.connect(Path(aside) / "bare.db", stage.data_key)
        try:
            connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, content TEXT)")
            ours, theirs = side_by_side(_commit(stage, new), _bare_commit(connection), _ROUNDS, warm_up=10)
        finally:
            connection.close()
    save_and_repaint = _repaint(stage, new)
    repainted = [save_and_repaint() * 1_000 for _ in range(_ROUNDS)]
    limits = (
        Limit("save → repainted, median", median(repainted), _P95_MS),
        Limit("p95", percentile(repainted, 0.95), _P95_MS),
    )
    return [
        Row("save: the commit", "bare WAL/FULL commit", median(ours), median(theirs), _GOAL, limits=limits)
    ]


class _Incidents:
    """Invented incidents, one after the other."""

    def __init__(self, stage: Stage) -> None:
        self._chance = random.Random(99)
        self._children = _people(stage, PersonKind.PUPIL)
        self._adults = _people(stage, PersonKind.STAFF)

    def next(self) -> Incident:
        return invented.incident(self._chance, self._children, self._adults)


def _people(stage: Stage, kind: PersonKind) -> list[PersonId]:
    query = ListQuery(PEOPLE, choices={"kind": frozenset({kind.value})})
    return [PersonId(key) for key in listing.ids(stage.session.desk, query)]


def _commit(stage: Stage, new: _Incidents) -> Timed:
    def timed() -> float:
        incident = new.next()
        unit_of_work = stage.session.desk.writing("leader", invented.NOW)
        keeping.keep(unit_of_work.__enter__(), incident, invented.NOW.date())
        begun = time.perf_counter()
        unit_of_work.__exit__(None, None, None)
        return time.perf_counter() - begun

    return timed


def _bare_commit(connection: sqlite3.Connection) -> Timed:
    content = "x" * _BYTES_OF_A_RECORD

    def timed() -> float:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO kept (content) VALUES (?)", (content,))
        begun = time.perf_counter()
        connection.execute("COMMIT")
        return time.perf_counter() - begun

    return timed


def _repaint(stage: Stage, new: _Incidents) -> Timed:
    """Save through the session, as a form does, until the list has painted the new record."""
    model = RegisterModel(INCIDENTS, stage.session)
    table = RegisterTable(model)
    stage.session.records_changed.connect(model.refresh)
    show(table)
    model.refresh()
    until(lambda: model.is_loaded and model.rowCount() and model.row_at(0) is not None)

    def timed() -> float:
        incident, before = new.next(), model.rowCount()
        begun = time.perf_counter()
        stage.session.change(table, lambda work: keeping.save(work, incident))
        until(lambda: model.rowCount() > before and model.row_at(0) is not None)
        table.viewport().repaint()
        return time.perf_counter() - begun

    return timed
