"""A timer in the window that beats every other millisecond, and how long it was ever kept from beating."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 2


@dataclass(frozen=True)
class Kept:
    """From one beat to the next: by the clock, and how much of it this process worked, on whatever thread."""

    clock_ms: float = 0.0
    worked_ms: float = 0.0

    @property
    def own_ms(self) -> float:
        """What the program itself kept the window waiting.

        A thread that keeps Python to itself works meanwhile. Where nothing of the program worked, the machine
        had other things to do, and no program can answer for that.
        """
        return min(self.clock_ms, self.worked_ms)

    def told(self) -> str:
        return f"{self.own_ms:.0f} ms of its own, {self.clock_ms:.0f} ms by the clock"


class Heartbeat:
    """Counts beats within ``beating``, and remembers the longest the window was kept by itself."""

    def __init__(self, owner: QObject) -> None:
        self.beats = 0
        self.longest = Kept()
        self._timer = QTimer(owner, interval=_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._last = (0.0, 0.0)

    @contextmanager
    def beating(self) -> Iterator[Self]:
        self._last = time.perf_counter(), time.process_time()
        self._timer.start()
        try:
            yield self
        finally:
            self._on_beat()
            self._timer.stop()

    def _on_beat(self) -> None:
        now = time.perf_counter(), time.process_time()
        clock, worked = ((after - before) * 1_000 for before, after in zip(self._last, now, strict=True))
        self._last = now
        self.beats += 1
        self.longest = max(self.longest, Kept(clock, worked), key=lambda kept: kept.own_ms)
