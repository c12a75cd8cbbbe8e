"""A process of its own that shows a window, prints the moment it was painted, and leaves.

``python -m tests.benchmarks.first_paint bare`` or ``… desk DIR``. The moment is on the clock shared by processes.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QWidget

_ROWS, _COLUMNS = 30, 6
_run_event_loop = QApplication.exec


class _Watch(QObject):
    """Sees the first window painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            # The event itself is handled after this filter: the next turn of the loop is after it.
            QApplication.instance().removeEventFilter(self)
            QTimer.singleShot(0, _leave)
        return False


def _leave() -> None:
    print(time.monotonic())
    sys.stdout.flush()
    QCoreApplication.exit(0)


def _until_painted(*_arguments: object) -> int:
    watch = _Watch()
    QApplication.instance().installEventFilter(watch)
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.update()
    return _run_event_loop()


def _bare() -> None:
    app = QApplication(sys.argv)
    window = QMainWindow()
    table = QTableWidget(_ROWS, _COLUMNS)
    window.setCentralWidget(table)
    window.resize(1280, 720)
    window.show()
    app.exec()


def _desk(folder: str) -> None:
    from esafety_desk.__main__ import main

    sys.argv = ["esafety-desk", "--desk", folder]
    main()


if __name__ == "__main__":
    QApplication.exec = _until_painted
    _bare() if sys.argv[1] == "bare" else _desk(sys.argv[2])
