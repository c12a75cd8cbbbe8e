"""The longest turn of the event loop over five jobs, and while words are typed into the search everywhere."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from esafety_desk.app import Program
from esafety_desk.records.people import PersonKind, Role
from esafety_desk.services import unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.theme import Theme
from tests.benchmarks.invented import NOW, PASSPHRASE
from tests.benchmarks.measure import Row
from tests.conftest import add_person
from tests.gui import driving
from tests.gui.driving import Leader, settings_in
from tests.gui.five_jobs import JOBS, CountedLeader, prepare
from tests.gui.watchdog import Pause, Watchdog

_JOB_MS, _TYPING_MS = 50.0, 16.0
_TYPING = "typing in the search"
_TYPED = ("message", "zajac", "fake choir")


def rows(desk: Path) -> list[Row]:
    prepare_jobs(desk)
    app = QApplication.instance() or QApplication(["pauses"])
    with at_the_desk(desk, Theme(app, "light")) as leader:
        return [_row(leader, job) for job in DONE]


def prepare_jobs(desk: Path) -> None:
    """Enter what the five jobs begin with."""
    opened = unlocking.unlock(desk, PASSPHRASE, now=NOW)
    work = Work(opened, "leader", NOW)
    add_person(work, "Morwenna", "Tregear", PersonKind.STAFF, Role.SOCIAL_TEAM)
    prepare(work)
    opened.close()


@contextmanager
def at_the_desk(desk: Path, theme: Theme) -> Iterator[Leader]:
    """The program on ``desk``, unlocked, on Today."""
    with tempfile.TemporaryDirectory() as aside:
        program = Program(
            Opening(desk, lambda: NOW), settings_in(Path(aside) / "window.ini"), theme, now=lambda: NOW
        )
        program.frame.resize(1280, 720)
        program.start()
        program.frame.activateWindow()
        leader = Leader(program)
        leader.settle()
        leader.type(PASSPHRASE)
        leader.press("Return")
        leader.waits_for("Thursday 19 November")
        try:
            yield leader
        finally:
            program.frame.close()
            program.frame.deleteLater()


def longest_turn(leader: Leader, do: Callable[[Leader], object]) -> Pause:
    """The longest turn while ``do`` goes on, which begins on Today."""
    leader.go("today")
    leader.settle()
    real = driving.QTest, driving.QCoreApplication
    with Watchdog().watching() as watchdog:
        driving.QTest, driving.QCoreApplication = watchdog.hands, watchdog.loop
        try:
            do(leader)
        finally:
            driving.QTest, driving.QCoreApplication = real
    return watchdog.longest


def _type(leader: Leader) -> None:
    leader.press("Ctrl+K")
    for words in _TYPED:
        for letter in words:
            leader.type(letter)
            leader.settle()
        leader.press("Ctrl+A")
    leader.press("Esc")


def _job(name: str, leader: Leader) -> None:
    JOBS[name](CountedLeader(leader))


DONE: dict[str, Callable[[Leader], object]] = {_TYPING: _type, **{job: partial(_job, job) for job in JOBS}}
"""What is done at the desk, by name."""


def _row(leader: Leader, job: str) -> Row:
    longest = longest_turn(leader, DONE[job])
    print(f"{job}: longest pause {longest.told()}", file=sys.stderr)
    goal = _TYPING_MS if job == _TYPING else _JOB_MS
    return Row(f"longest pause, {job}", "its goal", longest.busy_ms, goal, 1.0)
