"""Work off the GUI thread, on a few workers; answers come back by one queued signal."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from esafety_desk.ui import imports
from esafety_desk.ui.turns import Turns

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
_TURN_S = 0.000_5
"""How long a worker may keep Python to itself once the window wants it; Python's own 5 ms are felt as stutter."""


class Worker(Enum):
    """One thread each."""

    STORE = "store"
    """Owns the desk: what reads and changes it, in the order asked."""
    RENDER = "render"
    """Draws papers; may not touch the desk."""
    PRINTER = "printer"
    """Feeds the printer, which may take minutes over it."""
    WATCH = "watch"
    """Reads the desk over meanwhile, by connections of its own."""
    BACKUP = "backup"
    """Writes backups, by connections of its own."""
    LOADER = "loader"
    """Loads code before it is wanted."""


class _Ticket(NamedTuple):
    """What the GUI thread keeps of a job until its answer is home."""

    owner: weakref.ref[QObject]
    channel: tuple[int, str] | None
    work: Callable[[], Any]
    """Held here too, so that the worker's hold is never the last."""
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None


class Jobs(QObject):
    """Runs plain functions on its workers and hands their answers to living owners, in order."""

    idle_changed = Signal(bool)
    stopping = Signal()
    """Nobody waits for what is under way any more: the desk is about to lock."""
    _finished = Signal(int, object, object)

    def __init__(self, report_error: Callable[[Exception], None], parent: QObject | None = None) -> None:
        """``report_error`` receives what nobody else took: a KnownError to say, or a bug to log."""
        super().__init__(parent)
        self._report_error = report_error
        self._workers: dict[Worker, ThreadPoolExecutor] = {}
        self._tickets: dict[int, _Ticket] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self._unwanted: set[int] = set()
        self._turns: list[Turns] = []
        self._count = 0
        self._is_open = True
        # Emitted on a worker, so Qt queues it to this thread by itself.
        self._finished.connect(self._on_finished)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        channel: str = "",
        on: Worker = Worker.STORE,
        if_seen: bool = False,
    ) -> None:
        """Do ``work`` on a worker, then call ``then`` with its answer on the GUI thread.

        Nothing is called once ``owner`` is gone. With a ``channel`` only the newest job of that owner and
        channel answers, and an older one not yet begun is never begun; without, every job answers.
        ``if_seen``: it is begun when the window has drawn breath, and only if ``owner``, a widget, is in view then.
        """
        if not self._is_open:
            return
        self._count += 1
        number, key = self._count, (id(owner), channel) if channel else None
        ticket = _Ticket(weakref.ref(owner), key, work, then, failed)
        if key:
            if key in self._newest:
                self._unwanted.add(self._newest[key])
            self._newest[key] = number
        self._tickets[number] = ticket
        if len(self._tickets) == 1:
            self.idle_changed.emit(False)
        if if_seen:
            QTimer.singleShot(0, self, lambda: self._begin_if_seen(number, on))
        else:
            self._executor(on).submit(self._work, number, [work])

    def _begin_if_seen(self, number: int, on: Worker) -> None:
        ticket = self._tickets.get(number)
        if ticket is None or not self._is_open:
            return
        owner = ticket.owner()
        if owner is None or not shiboken6.isValid(owner) or not owner.property("visible"):
            self._unwanted.add(number)
            self._on_finished(number, None, None)
        else:
            self._executor(on).submit(self._work, number, [ticket.work])

    @property
    def is_at_work(self) -> bool:
        """A job waits or is under way, as ``idle_changed`` tells; what is made in turns does not count."""
        return bool(self._tickets)

    @property
    def is_idle(self) -> bool:
        return not self.is_at_work and not any(turns.is_under_way for turns in self._turns)

    def in_turns(self, owner: QObject, steps: Iterable[object]) -> Turns:
        """``steps`` to be taken on this thread, a few in each turn of the event loop, once they are begun."""
        self._turns = [turns for turns in self._turns if shiboken6.isValid(turns)]
        self._turns.append(Turns(steps, owner))
        return self._turns[-1]

    def shutdown(self) -> None:
        """Take no more work and wait for what was begun or waits; its answers are not delivered."""
        self._is_open = False
        for worker in self._workers.values():
            worker.shutdown(wait=True)
        self._tickets.clear()
        self._newest.clear()

    def _executor(self, worker: Worker) -> ThreadPoolExecutor:
        if worker not in self._workers:
            from concurrent.futures import ThreadPoolExecutor

            imports.without_hook()
            sys.setswitchinterval(_TURN_S)
            self._workers[worker] = ThreadPoolExecutor(1, thread_name_prefix=worker.value)
        return self._workers[worker]

    def _work(self, number: int, box: list[Callable[[], Any]]) -> None:
        """On a worker: do the job and send its answer home.

        ``box`` is emptied before the answer leaves: the work may hold a widget, and a widget whose last
        hold is let go on a worker would be destroyed there.
        """
        answer, error = None, None
        work = box.pop()
        if number not in self._unwanted:
            try:
                answer = work()
            except Exception as caught:
                error = caught
        del work
        self._finished.emit(number, answer, error)
        del error

    def _on_finished(self, number: int, answer: object, error: Exception | None) -> None:
        ticket = self._tickets.pop(number, None)
        if ticket is None:
            return
        if not self._tickets:
            self.idle_changed.emit(True)
        if ticket.channel and self._newest.get(ticket.channel) == number:
            del self._newest[ticket.channel]
        owner = ticket.owner()
        is_stale = number in self._unwanted
        self._unwanted.discard(number)
        if is_stale or owner is None or not shiboken6.isValid(owner):
            return
        if error is None:
            ticket.then(answer)
        elif ticket.failed is not None:
            ticket.failed(error)
        else:
            self._report_error(error)
