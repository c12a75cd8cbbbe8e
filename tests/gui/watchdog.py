"""Times every turn of the event loop and every stroke, and says what the longest was busy with."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_stack
from types import FrameType
from typing import Any, Self

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication
from PySide6.QtTest import QTest

_LOOK_AFTER_S = 0.012
"""Shorter turns leave no note."""
_DEEP = 5
_HAS_TIMER = hasattr(signal, "setitimer")


@dataclass(frozen=True)
class Pause:
    """One turn in which nothing else could happen: by the clock, of it at work on this thread, and where."""

    clock_ms: float = 0.0
    busy_ms: float = 0.0
    cause: str = "nothing"

    def told(self) -> str:
        return f"{self.busy_ms:.0f} ms at work, {self.clock_ms:.0f} ms by the clock, in {self.cause}"


class Watchdog:
    """A timer of the system's strikes whenever a turn takes long, and this thread writes down where it is.

    It does so by itself, between two steps of Python: a second thread that reads this one's frames may be the
    last to let go of a painter, and Python's fault handler, which reads them while they run, may find them gone
    and take the process with it. Where the system has no such timer the pause is told without its cause. Time at
    work is what the verdict rests on: by the clock a machine that runs other things seems slow as well.
    """

    def __init__(self) -> None:
        self.longest = Pause()
        self._way_in = ""
        self._begun: tuple[float, float] | None = None
        self.hands = _Watched(QTest, self._minding, ("keyClick", "mouseClick"))
        self.loop = _Watched(QCoreApplication, self._minding, ("processEvents",))

    def told(self) -> str:
        """The longest pause and its cause."""
        return f"longest pause {self.longest.told()}"

    @contextmanager
    def watching(self) -> Iterator[Self]:
        """The stand-ins work within this alone."""
        dispatcher = QAbstractEventDispatcher.instance()
        before = signal.signal(signal.SIGPROF, self._on_struck) if _HAS_TIMER else None
        dispatcher.awake.connect(self._on_next_turn)
        try:
            yield self
        finally:
            dispatcher.awake.disconnect(self._on_next_turn)
            if _HAS_TIMER:
                signal.signal(signal.SIGPROF, before)

    @contextmanager
    def _minding(self) -> Iterator[None]:
        self._begin()
        try:
            yield
        finally:
            self._end()

    def _on_next_turn(self) -> None:
        """One stroke may take several turns: another key could come between them."""
        if self._begun is not None:
            self._end()
            self._begin()

    def _begin(self) -> None:
        self._way_in = ""
        _strike_in(max(_LOOK_AFTER_S, self.longest.busy_ms / 1_500))
        self._begun = time.perf_counter(), time.thread_time()

    def _end(self) -> None:
        assert self._begun is not None
        clock, busy = time.perf_counter() - self._begun[0], time.thread_time() - self._begun[1]
        self._begun = None
        _strike_in(0)
        if busy * 1_000 > self.longest.busy_ms:
            self.longest = Pause(clock * 1_000, busy * 1_000, self._way_in or "Qt itself")

    def _on_struck(self, _signal: int, frame: FrameType | None) -> None:
        self._way_in = _way_in(frame)


class _Watched:
    """Stands in for a class of Qt: the ``names`` are minded, everything else is as it was."""

    def __init__(self, real: type, minding: Callable[[], Any], names: tuple[str, ...]) -> None:
        self._real, self._minding, self._names = real, minding, names

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name not in self._names:
            return found

        def minded(*given: Any, **named: Any) -> Any:
            with self._minding():
                return found(*given, **named)

        return minded


def _strike_in(seconds: float) -> None:
    """Set the timer, which runs while the process works; 0 stops it."""
    if _HAS_TIMER:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _way_in(frame: FrameType | None) -> str:
    """The way into the innermost lines of the program, the outermost first."""
    found = [
        f"{Path(code.co_filename).name}:{line} {code.co_name}"
        for code, line in ((one.f_code, number) for one, number in walk_stack(frame))
        if "esafety_desk" in Path(code.co_filename).parts
    ]
    return " > ".join(reversed(found[:_DEEP]))
