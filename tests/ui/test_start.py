"""The start: what may stand before the first paint, and the numbers that stand for Qt's names until then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from esafety_desk.ui import early
from tests.ui.test_unlock import unlock

HEAVY = (
    "sqlmodel", "sqlalchemy", "pydantic", "alembic", "argon2", "cryptography", "reportlab", "openpyxl",
    "concurrent.futures", "platformdirs", "dataclasses", "datetime",
    "PySide6.QtSvg", "PySide6.QtPdf", "PySide6.QtPrintSupport",
)  # fmt: skip

PAINT_AND_TELL = f"""
import sys
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication, QWidget
from esafety_desk import app
from esafety_desk.ui.unlock import UnlockView

def tell(self):
    print([name for name in {HEAVY!r} if name in sys.modules], "Qt" in vars(QtCore))
    QApplication.exit(0)

UnlockView._on_painted = tell
app.main(["--desk", sys.argv[1]])
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(desk_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAINT_AND_TELL, str(desk_folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] False"


def test_numbers_mean_what_their_names_say(qapp) -> None:
    label, button, line = QLabel(), QPushButton(), QLineEdit()
    early.give(label, early.PLAIN_TEXT)
    assert label.textFormat() == Qt.TextFormat.PlainText
    early.give(label, early.CENTRED)
    assert label.alignment() == Qt.AlignmentFlag.AlignCenter
    early.give(label, early.TOP_LEFT)
    assert label.alignment() == Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
    early.give(button, early.BY_TAB_ONLY)
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
    early.give(button, early.NO_FOCUS)
    assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
    early.give(line, early.SECRET_INPUT)
    hints = Qt.InputMethodHint
    assert line.inputMethodHints() == (
        hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
    )


@pytest.mark.slow
def test_demonstration_opens_on_an_invented_school_and_tells_its_passphrase(
    qtbot, start, tmp_path: Path
) -> None:
    program = start(tmp_path / "demo", demo=True)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=60_000)
    program.lock()
    told = [label.text() for label in program.frame.findChildren(QLabel) if "passphrase is: " in label.text()]
    unlock(qtbot, program, told[0].partition("passphrase is: ")[2])


def test_command_line_of_the_window_says_what_it_does_not_know(capsys) -> None:
    from esafety_desk import app

    assert app.main(["--dsek", "somewhere"]) == 2
    assert "--dsek" in capsys.readouterr().err
