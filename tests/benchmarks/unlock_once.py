"""One unlock in a process of its own; prints its seconds, and the memory then held.

Imports no more than the program itself has by then.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

PASSPHRASE = "five quiet words for benchmarks"  # as in invented, which imports what must not be loaded yet


def through_the_window(folder: Path, pause: float) -> float:
    """Type (or paste) the passphrase into the real window, go to the incidents, and wait until they are painted."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

    from esafety_desk import app as program_module
    from esafety_desk.host import clock

    def until(condition: object) -> None:
        waker = QTimer(interval=200)
        waker.start()
        while not condition():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    app = QApplication([])
    settings = program_module.MachineSettings.of_this_user()
    theme = program_module.Theme(app, settings.theme)
    opening = program_module.Opening(folder, clock.now)
    program = program_module.Program(opening, settings, theme)
    painted: list[bool] = []
    program.start()
    program.frame.centralWidget().painted.connect(lambda: painted.append(True))
    until(lambda: painted)
    ready = time.perf_counter() + pause
    until(lambda: time.perf_counter() >= ready)
    program.frame.findChild(QLineEdit, "field.passphrase").setText(PASSPHRASE)
    begun = time.perf_counter()
    program.frame.findChild(QPushButton, "action.unlock").click()
    until(lambda: program.shell is not None)
    program.shell.go("incidents")
    model = program.shell.page.model
    until(lambda: model.is_loaded and model.row_at(0) is not None)
    program.shell.page.table.viewport().repaint()
    spent = time.perf_counter() - begun
    program.frame.close()
    return spent


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
