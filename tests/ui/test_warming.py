"""What is loaded when: nothing heavy for a painted register, piece by piece while somebody types, the rest on use."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from esafety_desk.services import checking, today
from esafety_desk.ui import overseer
from esafety_desk.ui.warming import FIRST, LATER
from tests.conftest import PASSPHRASE
from tests.ui.test_unlock import unlock

ON_USE = {
    "reportlab", "openpyxl", "PIL", "alembic", "defusedxml", "lxml", "numpy",
    "PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport", "PySide6.QtCharts", "PySide6.QtNetwork",
}  # fmt: skip
"""What draws papers, reads workbooks, shows PDFs or changes the database's shape."""
LARGEST_PIECE = 16
"""Modules loaded in one turn of the event loop: some 10 ms."""


@pytest.fixture(scope="module")
def alone(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process of its own tells of one unlocking."""
    import shutil

    aside = tmp_path_factory.mktemp("alone")
    desk = shutil.copytree(template, aside / "desk")
    command = [sys.executable, "-m", "tests.ui.alone", str(desk), str(aside / "window.ini"), PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_painted_register_has_loaded_nothing_that_another_page_needs_alone(alone: dict[str, Any]) -> None:
    assert ON_USE & set(alone["loaded"]) == set()


def test_no_piece_is_so_large_that_typing_stutters(alone: dict[str, Any]) -> None:
    on_this_thread = {name: n for name, n in alone["pieces"].items() if name.startswith("esafety_desk.ui.")}
    assert len(on_this_thread) > 15
    assert max(on_this_thread.values()) <= LARGEST_PIECE, on_this_thread


def test_everything_that_was_to_be_loaded_ahead_is_there(alone: dict[str, Any]) -> None:
    assert {*FIRST, *LATER} <= set(alone["loaded"])


def test_loading_on_two_threads_does_not_go_through_the_hook_of_the_widget_library(
    alone: dict[str, Any],
) -> None:
    assert alone["import"] != "__feature_import__"


class _Paints(QObject):
    """Notes that the open desk has been painted."""

    def __init__(self, notes: list[str], is_open: Callable[[], bool]) -> None:
        super().__init__()
        self._notes, self._is_open = notes, is_open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._is_open():
            self._notes.append("painted")
        return False


def test_the_desk_is_read_over_after_its_first_page_is_painted(
    qtbot, start, desk_folder: Path, monkeypatch
) -> None:
    notes: list[str] = []
    look_over = checking.look_over
    monkeypatch.setattr(
        checking, "look_over", lambda *given: [notes.append("read over"), look_over(*given)][1]
    )
    monkeypatch.setattr(overseer, "SOON_MS", 0)
    program = start(desk_folder)
    watch = _Paints(notes, lambda: program.shell is not None)
    QApplication.instance().installEventFilter(watch)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: "read over" in notes)
    QApplication.instance().removeEventFilter(watch)
    assert notes[0] == "painted"


def test_a_page_that_is_left_before_it_was_read_is_not_read(
    qtbot, start, desk_folder: Path, monkeypatch
) -> None:
    asked: list[str] = []
    program = start(desk_folder)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    monkeypatch.setattr("esafety_desk.ui.today_page.agenda", lambda *given: asked.append("asked"))
    program.shell.go("people")
    program.shell.go("today")
    program.shell.go("people")
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert asked == []
    monkeypatch.setattr("esafety_desk.ui.today_page.agenda", today.agenda)
    program.shell.go("today")
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert program.shell.page.isVisible()


def test_locking_at_once_after_unlocking_while_the_desk_is_read_over_leaves_it_sound(
    qtbot, start, desk_folder: Path, caplog
) -> None:
    program = start(desk_folder)
    for _ in range(3):
        unlock(qtbot, program)
        program.shell.findChild(overseer.Overseer).look()
        program.shell.go("incidents")
        program.lock()
        qtbot.waitUntil(lambda: program.jobs.is_idle)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert program.shell.messages.isHidden()
    assert not caplog.records


def test_closing_the_window_while_the_key_is_turned_leaves_a_desk_that_opens_again(
    qtbot, start, desk_folder: Path
) -> None:
    program = start(desk_folder)
    program.frame.findChild(QObject, "field.passphrase").setText(PASSPHRASE)
    program.frame.findChild(QObject, "action.unlock").click()
    program.frame.close()
    again = start(desk_folder)
    unlock(qtbot, again)
    assert again.shell is not None
