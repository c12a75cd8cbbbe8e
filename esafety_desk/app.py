"""Starts the window: reads its words, dresses the application, and runs the program until it is closed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from esafety_desk.host.errors import BadUsage
from esafety_desk.host.window_words import read
from esafety_desk.ui import imports
from esafety_desk.ui.end_watch import EndWatch
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.program import LOCKED, SOON_MS
from esafety_desk.ui.program import Program as Program
from esafety_desk.ui.theme import STYLE, Theme
from esafety_desk.ui.tidying import collect_on_this_thread

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType


def main(words: Sequence[str]) -> int:
    """Open the window: ``--desk DIR`` on a desk of one's own choice, ``--demo`` on a throw-away invented school.

    ``--locked`` says at the way in that the desk was locked and nothing half-typed is lost.
    """
    imports.without_hook()
    try:
        asked = read(words)
    except BadUsage as error:
        sys.stderr.write(f"{error.sentence}\n")
        return error.exit_code
    if asked.is_demo:
        from esafety_desk.host.throwaway import throwaway

        with throwaway("esafety-demo-") as aside:
            return run(aside / "desk", demo=True)
    sentence = LOCKED if asked.is_locked else ""
    if asked.folder is None:
        from esafety_desk.host.paths import default_desk

        return run(default_desk(), sentence=sentence)
    return run(asked.folder, sentence=sentence)


def run(desk_folder: Path, *, demo: bool = False, sentence: str = "") -> int:
    """Show the window on the desk in ``desk_folder`` until it is closed; the exit code."""
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName("E-Safety Desk")
    settings = MachineSettings.of_this_user()
    program = Program(
        Opening(desk_folder, _now),
        settings,
        Theme(app, settings.theme),
        now=_now,
        start_afresh=None
        if demo
        else lambda: _start_afresh(desk_folder),  # the invented school has no secrets
    )

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        program.report(error)

    sys.excepthook = hook
    collect_on_this_thread(program, program.jobs)
    program.painted.connect(_settle_in)
    program.opened.connect(lambda: QTimer.singleShot(SOON_MS, program, lambda: _watch_system(program)))
    ends = EndWatch(program)
    ends.asked.connect(program.frame.close)
    program.start(demo=demo, sentence=sentence)
    code = app.exec()
    ends.rest()
    return code


def _settle_in() -> None:
    """What can wait until something stands on the screen."""
    from esafety_desk.host import bugs, process
    from esafety_desk.host.paths import log_folder

    process.leave_no_core()
    bugs.log_to(log_folder())


def _watch_system(program: Program) -> None:
    from esafety_desk.ui.system_watch import SystemWatch

    if program.findChild(SystemWatch) is None:
        watch = SystemWatch(program)
        watch.locking.connect(program.lock)
        watch.begin(program.frame)


def _start_afresh(desk_folder: Path) -> None:
    from esafety_desk.host import process

    process.start_afresh(["--desk", str(desk_folder), "--locked"])


def _now() -> datetime:
    from esafety_desk.host import clock

    return clock.now()
