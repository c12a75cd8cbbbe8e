"""The real program in a process of its own, driven from inside: run by test_memory_after_lock.

Reads the passphrase, then "lock", from standard input; says "open" once a person is in view.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from esafety_desk import app


def until(condition: Callable[[], object]) -> None:
    waker = QTimer(interval=50)
    waker.start()
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def drive(*_arguments: object) -> int:
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "window")
    until(lambda: window.findChild(QLineEdit, "field.passphrase"))
    window.findChild(QLineEdit, "field.passphrase").setText(sys.stdin.readline().rstrip("\n"))
    window.findChild(QPushButton, "action.unlock").click()
    until(lambda: window.findChild(QPushButton, "nav.people"))
    window.findChild(QPushButton, "nav.people").click()
    page = window.findChild(QWidget, "page.people")
    until(lambda: page.model.is_loaded and page.model.row_at(0) is not None)
    page.table.selectRow(0)
    until(lambda: window.findChild(QWidget, "page.people") and page.table.chosen is not None)
    print("open", flush=True)
    sys.stdin.readline()
    lock = next(key for key in window.findChildren(QShortcut) if key.key() == QKeySequence("Ctrl+L"))
    lock.activated.emit()
    return run_event_loop()


if __name__ == "__main__":
    run_event_loop = QApplication.exec
    QApplication.exec = drive
    sys.exit(app.main(sys.argv[1:]))
