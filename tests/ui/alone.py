"""One unlocking in a process of its own, which loads no more than the program does; prints what was loaded, and how.

``python -m tests.ui.alone DESK SETTINGS PASSPHRASE``
"""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from esafety_desk.ui import warming
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.program import Program
from esafety_desk.ui.theme import Theme

_OWN = "esafety_desk."


def main(desk: Path, settings: Path, passphrase: str) -> dict[str, object]:
    pieces = _watch_pieces()
    app = QApplication(sys.argv[:1])
    ini = MachineSettings(QSettings(str(settings), QSettings.Format.IniFormat))
    program = Program(_opening(desk), ini, Theme(app, "light"), now=_now)
    program.start()
    find = program.frame.findChild
    _until(lambda: warming.LATER[-1] in sys.modules and program.jobs.is_idle)
    find(QLineEdit, "field.passphrase").setText(passphrase)
    find(QPushButton, "action.unlock").click()
    _until(lambda: program.shell is not None)
    find(QPushButton, "nav.incidents").click()
    page = find(QWidget, "page.incidents")
    _until(lambda: page.model.is_loaded)
    page.table.viewport().repaint()
    _until(lambda: program.jobs.is_idle)
    told = {"pieces": pieces, "loaded": sorted(sys.modules), "import": builtins.__import__.__name__}
    program.frame.close()
    return told


def _opening(desk: Path) -> Opening:
    class Cheap(Opening):
        """Asks what the key of a test's desk costs only once the key's code is there."""

        @property
        def cost(self) -> object:
            from esafety_desk.store.keyslots import Cost

            return Cost(memory_kib=64, passes=1, lanes=1)

    return Cheap(desk, _now)


def _watch_pieces() -> dict[str, int]:
    """How many modules of the program came with each that is loaded on the window's own thread."""
    pieces: dict[str, int] = {}
    real = warming.load

    def counted(name: str) -> object:
        before = len([known for known in sys.modules if known.startswith(_OWN)])
        made = real(name)
        pieces[name] = len([known for known in sys.modules if known.startswith(_OWN)]) - before
        return made

    warming.load = counted
    return pieces


def _now() -> datetime:
    return datetime(2026, 11, 19, 15, 45, tzinfo=UTC)


def _until(condition: Callable[[], object]) -> None:
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
