"""Something big made bit by bit, so that keys and paint come in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

_A_TURN_S = 0.008
"""With what a turn costs besides, half of what an eye takes for no time at all."""


class Turns(QObject):
    """Takes ``steps`` on this thread, a few in each turn of the event loop, for as long as ``owner`` lives."""

    turned = Signal()
    """Some steps were taken."""

    def __init__(self, steps: Iterable[object], owner: QObject) -> None:
        super().__init__(owner)
        self._steps = iter(steps)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_turn)
        self._is_over = False

    @property
    def is_under_way(self) -> bool:
        """True between ``begin`` and the last step."""
        return shiboken6.isValid(self) and self._timer.isActive()

    def begin(self) -> None:
        """Take the first steps now and the others in the turns that follow."""
        if not self._is_over and not self._timer.isActive():
            self._timer.start()
            self._on_turn()

    def until(self, is_there: Callable[[], bool] = lambda: False) -> None:
        """Take steps now until ``is_there``; all that are left if it never is."""
        if self._is_over or is_there():
            return
        while not self._is_over and not is_there():
            self._step()
        self.turned.emit()

    def _on_turn(self) -> None:
        ends = time.perf_counter() + _A_TURN_S
        self.until(lambda: time.perf_counter() >= ends)

    def _step(self) -> None:
        if next(self._steps, self) is self:
            self._is_over = True
            self._timer.stop()
