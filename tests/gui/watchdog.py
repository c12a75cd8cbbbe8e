"""Times every turn of the event loop and every stroke, and says what the longest was busy with."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest

_LOOK_AFTER_S = 0.012
"""Shorter turns leave no note."""
_DEEP = 5
_LINE = re.compile(r'File "(.+?)", line (\d+) in (\S+)')


@dataclass(frozen=True)
class Pause:
    """One turn in which nothing else could happen: by the clock, of it at work on this thread, and where."""

    clock_ms: float = 0.0
    busy_ms: float = 0.0
    cause: str = "nothing"

    def told(self) -> str:
        return f"{self.busy_ms:.0f} ms at work, {self.clock_ms:.0f} ms by the clock, in {self.cause}"


class Watchdog:
    """Python's own fault handler writes down what this thread is at, whenever a turn takes long.

    It holds on to nothing: a second thread that kept a frame might be the last to let go of a painter. Time at
    work is what the verdict rests on: by the clock a machine that runs other things seems slow as well.
    """

    def __init__(self) -> None:
        self.longest = Pause()
        self.hands = _Watched(QTest, self._minding, ("keyClick", "mouseClick"))
        self.loop = _Watched(QCoreApplication, self._minding, ("processEvents",))

    def told(self) -> str:
        """The longest pause and its cause."""
        return f"longest pause {self.longest.told()}"

    @contextmanager
    def watching(self) -> Iterator[Self]:
        """Ready to write down what is seen; the stand-ins work within this alone."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as self._written:
            yield self

    @contextmanager
    def _minding(self) -> Iterator[None]:
        faulthandler.dump_traceback_later(
            max(_LOOK_AFTER_S, self.longest.busy_ms / 1_500), file=self._written
        )
        begun, busy = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            took, busy = (time.perf_counter() - begun) * 1_000, (time.thread_time() - busy) * 1_000
            faulthandler.cancel_dump_traceback_later()
            if busy > self.longest.busy_ms:
                self._written.seek(0)
                self.longest = Pause(took, busy, _way_in(self._written.read()))
            self._written.seek(0)
            self._written.truncate()


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


def _way_in(written: str) -> str:
    """The way into the innermost lines of the program, the outermost first, from the stack of this thread."""
    own = written.partition(f"0x{threading.get_ident():016x}")[2].partition("Thread 0x")[0]
    found = [match for match in _LINE.findall(own) if "/esafety_desk/" in match[0]]
    told = [f"{file.rpartition('/')[2]}:{line} {name}" for file, line, name in found[:_DEEP]]
    return " > ".join(reversed(told)) or "Qt itself"
