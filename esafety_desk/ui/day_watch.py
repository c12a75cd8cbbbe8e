"""Notices that another day has come while the window stood open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

LOOK_EVERY_MS = 60_000


class DayWatch(QObject):
    """Emits ``turned`` when ``today`` gives another day than it did, also after the machine has slept."""

    turned = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject, every_ms: int = LOOK_EVERY_MS) -> None:
        super().__init__(parent)
        self._today = today
        self._day = today()
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        day = self._today()
        if day != self._day:
            self._day = day
            self.turned.emit()
