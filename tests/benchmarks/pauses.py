"""The longest turn of the event loop over five jobs, and while words are typed into the search everywhere."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from esafety_desk.app import Program
from esafety_desk.records.people import PersonKind
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
from tests.gui.watchdog import Watchdog

_JOB_MS, _TYPING_MS = 50.0, 16.0
_TYPED = ("message", "zajac", "fake choir")


def rows(desk: Path) -> list[Row]:
    opened = unlocking.unlock(desk, PASSPHRASE, now=NOW)
    work = Work(opened, "leader", NOW)
    add_person(work, "Morwenna", "Tregear", PersonKind.STAFF)
    prepare(work)
    opened.close()
    app = QApplication.instance() or QApplication(["pauses"])
    theme = Theme(app, "light")
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
        found = [_row("typing in the search", _TYPING_MS, lambda: _typed(leader))]
        for job, do in JOBS.items():
            leader.go("today")
            leader.settle()
            found.append(_row(job, _JOB_MS, lambda do=do: do(CountedLeader(leader))))
        program.frame.close()
        program.frame.deleteLater()
    return found


def _typed(leader: Leader) -> None:
    leader.press("Ctrl+K")
    for words in _TYPED:
        for letter in words:
            leader.type(letter)
            leader.settle()
        leader.press("Ctrl+A")
    leader.press("Esc")


def _row(job: str, goal_ms: float, do: Callable[[], object]) -> Row:
    real = driving.QTest, driving.QCoreApplication
    with Watchdog().watching() as watchdog:
        driving.QTest, driving.QCoreApplication = watchdog.hands, watchdog.loop
        try:
            do()
        finally:
            driving.QTest, driving.QCoreApplication = real
    print(f"{job}: {watchdog.told()}", file=sys.stderr)
    return Row(f"longest pause, {job}", "its goal", watchdog.longest.busy_ms, goal_ms, 1.0)
