"""What is done with is cleared away on the window's own thread, and a full look waits for the work under way."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from esafety_desk.ui import tidying
from esafety_desk.ui.jobs import Jobs


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, int]]]:
    """Every look of the collector: how thorough it was, and on which thread."""
    seen: list[tuple[int, int]] = []

    def note(phase: str, info: dict[str, Any]) -> None:
        if phase == "start":
            seen.append((info["generation"], threading.get_ident()))

    monkeypatch.setattr(tidying, "EVERY_MS", 5)
    monkeypatch.setattr(tidying, "FULL_EVERY", 4)
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.unfreeze()
    gc.enable()


def test_a_full_look_waits_until_no_job_is_under_way(qtbot: QtBot, looks: list[tuple[int, int]]) -> None:
    owner, goes_on = QObject(), threading.Event()
    jobs = Jobs(lambda error: None, owner)
    jobs.run(owner, goes_on.wait, lambda _: None)
    tidying.collect_on_this_thread(owner, jobs)
    qtbot.waitUntil(lambda: len(looks) >= 10)
    assert {generation for generation, _ in looks} == {1}
    goes_on.set()
    qtbot.waitUntil(lambda: any(generation == 2 for generation, _ in looks))
    assert {thread for _, thread in looks} == {threading.get_ident()}
    jobs.shutdown()


def test_the_code_of_the_program_is_not_looked_over_again(qtbot: QtBot, looks: list[tuple[int, int]]) -> None:
    owner = QObject()
    stood = len(gc.get_objects())
    tidying.collect_on_this_thread(owner, Jobs(lambda error: None, owner))
    qtbot.waitUntil(lambda: any(generation == 2 for generation, _ in looks))
    assert gc.get_freeze_count() > 0.9 * stood
