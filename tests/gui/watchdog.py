"""Times every turn of the event loop and every stroke, and says what the longest was busy with."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest

_LOOK_EVERY_S = 0.003
_NOT_WORTH_A_LOOK_S = 0.008
_DEEP = 5
"""Lines of a stack told: the other thread looks only between the steps of Python, so the last is not the whole tale."""


@dataclass(frozen=True)
class Pause:
    """One turn in which nothing else could happen: by the clock, of it at work on this thread, and where."""

    clock_ms: float = 0.0
    busy_ms: float = 0.0
    cause: str = "nothing"

    def told(self) -> str:
        return f"{self.busy_ms:.0f} ms at work, {self.clock_ms:.0f} ms by the clock, in {self.cause}"


class Watchdog:
    """A second thread looks at what the first is doing whenever a turn takes long.

    Time at work is what the verdict rests on: by the clock a machine that runs other things seems slow as well.
    """

    def __init__(self) -> None:
        self.longest = Pause()
        self.hands = _Watched(QTest, self._minding, ("keyClick", "mouseClick"))
        self.loop = _Watched(QCoreApplication, self._minding, ("processEvents",))
        self._main = threading.get_ident()
        self._begun: float | None = None
        self._seen: list[str] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def told(self) -> str:
        """The longest pause and its cause."""
        return f"longest pause {self.longest.told()}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    @contextmanager
    def _minding(self) -> Iterator[None]:
        self._seen = []
        self._begun, busy = time.perf_counter(), time.thread_time()
        begun = self._begun
        try:
            yield
        finally:
            self._begun = None
            took, busy = (time.perf_counter() - begun) * 1_000, (time.thread_time() - busy) * 1_000
            if busy > self.longest.busy_ms:
                seen = self._seen
                cause = max(seen, key=seen.count) if seen else "Qt itself"
                self.longest = Pause(took, busy, cause)

    def _look(self) -> None:
        while not self._is_over.wait(_LOOK_EVERY_S):
            begun = self._begun
            if begun is not None and time.perf_counter() - begun > _NOT_WORTH_A_LOOK_S:
                self._seen.append(_doing(sys._current_frames()[self._main]))


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


def _doing(frame: Any) -> str:
    """The way into the innermost lines of the program, the outermost first."""
    ours = [line for line in traceback.extract_stack(frame) if "/esafety_desk/" in line.filename]
    told = [f"{line.filename.rpartition('/')[2]}:{line.lineno} {line.name}" for line in ours[-_DEEP:]]
    return " > ".join(told) or "Qt itself"
