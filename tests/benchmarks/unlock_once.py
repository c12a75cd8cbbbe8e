"""One unlock in a process of its own; prints its seconds, and the memory then held.

Imports no more than the program itself has by then.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

PASSPHRASE = "five quiet words for benchmarks"  # as in invented, which imports what must not be loaded yet


def through_the_window(folder: Path, pause: float) -> float:
    """Type (or paste) the passphrase into the real window, go to the incidents, and wait until they are painted."""
    from PySide6.QtWidgets import QApplication

    from esafety_desk import app

    spent: list[float] = []
    run_event_loop = QApplication.exec

    def drive(*_arguments: object) -> int:
        window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "window")
        spent.append(_unlock(window, pause))
        window.close()
        return 0

    QApplication.exec = drive
    app.main(["--desk", str(folder)])
    QApplication.exec = run_event_loop
    return spent[0]


def _unlock(window: QWidget, pause: float) -> float:
    painted: list[bool] = []
    window.findChild(QWidget, "page.unlock").painted.connect(lambda: painted.append(True))
    _until(lambda: painted)
    ready = time.perf_counter() + pause
    _until(lambda: time.perf_counter() >= ready)
    window.findChild(QLineEdit, "field.passphrase").setText(PASSPHRASE)
    begun = time.perf_counter()
    window.findChild(QPushButton, "action.unlock").click()
    _until(lambda: window.findChild(QPushButton, "nav.incidents"))
    window.findChild(QPushButton, "nav.incidents").click()
    page = window.findChild(QWidget, "page.incidents")
    _until(lambda: page.model.is_loaded and page.model.row_at(0) is not None)
    page.table.viewport().repaint()
    return time.perf_counter() - begun


def _until(condition: Callable[[], object]) -> None:
    waker = QTimer(interval=200)
    waker.start()
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def bare(folder: Path) -> float:
    """Derive the key, open the database and select the newest incidents, with the libraries already loaded."""
    from esafety_desk.store import header, keyslots
    from tests.benchmarks import raw

    begun = time.perf_counter()
    head = header.read(folder)
    key = keyslots.open_with_passphrase(head.slots[0], head.desk, PASSPHRASE)
    connection = raw.connect(folder / "desk.db", key)
    connection.execute("SELECT * FROM incidents ORDER BY id DESC LIMIT 50").fetchall()
    spent = time.perf_counter() - begun
    connection.close()
    return spent


def resident_mb() -> float:
    """The memory this process holds, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    _kind, _folder, _pause = sys.argv[1:4]
    _spent = through_the_window(Path(_folder), float(_pause)) if _kind == "window" else bare(Path(_folder))
    print(_spent, resident_mb())
