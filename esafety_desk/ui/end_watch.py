"""Hears the system ask the program to end, so that what is half-typed is kept and nothing is left behind."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class EndWatch(QObject):
    """Emits ``asked`` on Ctrl+C or a request to end. On Windows a console's Ctrl+C alone can be heard."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = {
            number: signal.signal(number, self._hear) for number in (signal.SIGTERM, signal.SIGINT)
        }
        if sys.platform != "win32":
            # Python hears a signal only when its own code runs; the pipe wakes Qt's loop, which calls it.
            self._read, self._write = os.pipe()
            os.set_blocking(self._read, False)
            os.set_blocking(self._write, False)
            self._woken_before = signal.set_wakeup_fd(self._write)
            self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._drain)

    def rest(self) -> None:
        """Leave signals as they were found."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if sys.platform != "win32":
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(self._woken_before)
            os.close(self._read)
            os.close(self._write)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.asked.emit()

    def _drain(self) -> None:
        os.read(self._read, 64)
