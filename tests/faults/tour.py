"""Someone sits down, unlocks, goes to every page, searches, asks for help, looks at a report, locks and leaves.

``python -m tests.faults.tour FOLDER ASIDE leave|die|leak``: it leaves as one should, or is killed with everything
open, or reaches for the network, as the control.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from esafety_desk.ui.places import PLACES
from esafety_desk.ui.theme import STYLE, Theme
from tests.conftest import PASSPHRASE
from tests.gui.driving import Leader, program_on, settings_in

NEAR_BUT_CLOSED = ("127.0.0.1", 9)


def tour(folder: Path, aside: Path, *, dies: bool = False) -> None:
    """Go everywhere once, and into a record of each register. Raises what a test of the window would."""
    app = QApplication.instance() or QApplication(["tour", *STYLE])
    program = program_on(folder, settings_in(aside / "window.ini"), Theme(app, "light"))
    program.frame.resize(1280, 720)
    program.start()
    program.frame.activateWindow()
    leader = Leader(program)
    leader.settle()
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Thursday 19 November")
    for place in PLACES:
        for page in place.pages:
            program.shell.show_page(page)
            leader.settle()
            leader.press("Home")
            leader.press("Return")
            leader.press("Escape", times=2)
    leader.press("Ctrl+K")
    leader.type("tregear")
    leader.settle()
    leader.press("Escape")
    leader.press("F1")
    program.shell.show_page("incidents")
    leader.press("Ctrl+N")
    leader.type("half")
    if dies:
        os.kill(os.getpid(), signal.SIGKILL)
    leader.press("Ctrl+L")
    program.frame.close()


def leak() -> None:
    """What must never be found in the program."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line:
        line.connect_ex(NEAR_BUT_CLOSED)


if __name__ == "__main__":
    ending = sys.argv[3]
    tour(Path(sys.argv[1]), Path(sys.argv[2]), dies=ending == "die")
    if ending == "leak":
        leak()
    print("toured")
