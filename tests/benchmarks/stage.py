"""One process with an open desk and a window, on which the window's rows are timed."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from esafety_desk.services import school, unlocking
from esafety_desk.store import header, keyslots
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import Theme
from tests.benchmarks.invented import NOW, PASSPHRASE

SIZE = (1280, 720)
_LONGEST_WAIT_S = 20
_WAKE_MS = 500


@dataclass(frozen=True)
class Stage:
    """The desk's folder and key for raw yardsticks, and the session that its own pages are given."""

    folder: Path
    data_key: bytes
    session: Session


@contextmanager
def open_stage(folder: Path) -> Iterator[Stage]:
    """A dressed application with the desk in ``folder`` unlocked."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    theme = Theme(app)
    jobs = Jobs(_fail)
    desk = unlocking.unlock(folder, PASSPHRASE, now=NOW)
    session = Session(desk, jobs, lambda: NOW, school.words(desk), school.school(desk), keyslots.LEADER_SLOT)
    session.failed.connect(_fail)
    try:
        yield Stage(folder, data_key(folder), session)
    finally:
        jobs.shutdown()
        desk.close()
        del theme


def clear() -> None:
    """Let go of every window, so that one row's pages do not work during the next."""
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    settle()


def data_key(folder: Path) -> bytes:
    """The key that opens the database without SQLAlchemy, for yardsticks."""
    head = header.read(folder)
    slot = next(slot for slot in head.slots if slot.kind == keyslots.PASSPHRASE)
    key = keyslots.open_with_passphrase(slot, head.desk, PASSPHRASE)
    assert key is not None
    return key


def show(widget: QWidget) -> None:
    widget.resize(*SIZE)
    widget.show()
    until(lambda: widget.isVisible() and widget.windowHandle().isExposed())
    settle()


def until(condition: Callable[[], object]) -> None:
    """Let events happen until ``condition`` holds, sleeping in between so that the workers have the machine."""
    given_up = time.monotonic() + _LONGEST_WAIT_S
    waker = QTimer(interval=_WAKE_MS)
    waker.start()
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > given_up:
            raise TimeoutError("the window did not get where the benchmark waits for it")


def settle(turns: int = 20) -> None:
    """Let what is under way finish."""
    for _ in range(turns):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        time.sleep(0.002)


def _fail(error: object) -> None:
    raise RuntimeError(f"a benchmark met {error!r}")
