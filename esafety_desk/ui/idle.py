"""Notices when nobody has touched the window for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
LOOK_EVERY_MS = 5_000


class IdleWatch(QObject):
    """Emits ``rested`` once ``minutes`` have gone by without key or mouse in the watched windows.

    By the wall clock, so that a machine that slept meanwhile counts as one at rest.
    """

    rested = Signal()

    def __init__(self, minutes: int, parent: QObject, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._clock = clock
        self._touched = clock()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        self._seconds = minutes * 60

    def watch(self, window: QObject) -> None:
        """``window`` is a QWindow: it sees every key and mouse event once, before any widget."""
        window.installEventFilter(self)

    def touch(self) -> None:
        self._touched = self._clock()

    def look(self) -> None:
        if abs(self._clock() - self._touched) >= self._seconds:
            self.touch()
            self.rested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False
