"""A verified backup, against a bare copy forced to the disk with its seals checked; and the window meanwhile."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer

from esafety_desk.services import backups
from esafety_desk.ui.jobs import Worker
from tests.benchmarks import invented, raw
from tests.benchmarks.measure import Limit, Row, Timed, clocked, median, side_by_side
from tests.benchmarks.stage import Stage, until

_ROUNDS = 3
_GOAL, _PAUSE_MS = 1.5, 16.0
_TICK_MS = 1


def rows(stage: Stage) -> list[Row]:
    with tempfile.TemporaryDirectory(dir=stage.folder.parent) as aside:
        place = Path(aside)
        ours, theirs = side_by_side(_verified(stage, place), _bare(stage, place), _ROUNDS)
        pause = _longest_pause(lambda: _in_the_background(stage, place))
    limits = (Limit("window's longest pause", pause, _PAUSE_MS),)
    yardstick = "VACUUM INTO + fsync + cipher check"
    return [Row("verified backup", yardstick, median(ours), median(theirs), _GOAL, limits=limits)]


def _verified(stage: Stage, place: Path) -> Timed:
    moments = count(1)

    def backed_up() -> None:
        now = invented.NOW + timedelta(seconds=next(moments))
        outcome = backups.back_up_to(stage.session.desk, place, now)
        assert outcome.backup is not None, outcome.problem

    return clocked(backed_up)


def _bare(stage: Stage, place: Path) -> Timed:
    def copied() -> None:
        target = place / "bare.db"
        target.unlink(missing_ok=True)
        with closing(raw.connect(stage.folder / "desk.db", stage.data_key)) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        with target.open("rb+") as file:
            os.fsync(file.fileno())
        with closing(raw.connect(target, stage.data_key)) as copy:
            assert copy.execute("PRAGMA cipher_integrity_check").fetchall() == []

    return clocked(copied)


def _in_the_background(stage: Stage, place: Path) -> None:
    """As the window does it: on a thread of its own."""
    now, done = invented.NOW + timedelta(hours=1), []
    stage.session.jobs.run(
        stage.session,
        lambda: backups.back_up_to(stage.session.desk, place, now),
        done.append,
        on=Worker.BACKUP,
    )
    until(lambda: done)


def _longest_pause(work: Callable[[], None]) -> float:
    """The longest time in ms that the window's thread was kept from its events while ``work`` went on."""
    pauses, last = [0.0], time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        pauses.append((now - last) * 1_000 - _TICK_MS)
        last = now

    timer = QTimer(interval=_TICK_MS)
    timer.timeout.connect(tick)
    timer.start()
    work()
    timer.stop()
    return max(pauses)
