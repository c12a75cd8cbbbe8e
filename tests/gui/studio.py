"""Where the pictures are taken: a window brought to rest, then photographed, with what is open over it."""

from __future__ import annotations

import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from esafety_desk.app import Program
from esafety_desk.ui.theme import Theme
from tests.gui.driving import program_on, settings_in, wait

_CALM = 0.15
"""In seconds: a window in which nothing has stirred for so long has laid out and painted everything."""


class Studio:
    """One window, its pages brought up one after another, each photographed once it has come to rest."""

    def __init__(self, out: Path, size: tuple[int, int], mode: str) -> None:
        self.out = out
        self._size = size
        self._theme = Theme(QApplication.instance() or QApplication(["pictures"]), mode)
        out.mkdir(parents=True, exist_ok=True)

    def program(self, folder: Path, settings: Path) -> Program:
        program = program_on(folder, settings_in(settings), self._theme)
        program.frame.resize(*self._size)
        return program

    def settle(self, program: Program) -> None:
        """Wait until no job runs and nothing is left to lay out."""
        for _ in range(3):
            wait(lambda: program.jobs.is_idle)
            _rest()

    def take_with_popup(self, program: Program, name: str) -> None:
        """With the menu or calendar that is open over the window; it is closed then."""
        self.settle(program)
        popup = QApplication.activePopupWidget()
        assert popup is not None, name
        picture: QPixmap = program.frame.grab()
        painter = QPainter(picture)
        painter.drawPixmap(program.frame.mapFromGlobal(popup.mapToGlobal(QPoint())), popup.grab())
        painter.end()
        picture.save(str(self.out / f"{name}.png"))
        popup.close()

    def take(self, program: Program, name: str) -> None:
        self.settle(program)
        picture: QPixmap = program.frame.grab()
        picture.save(str(self.out / f"{name}.png"))


def _rest() -> None:
    until = time.monotonic() + _CALM
    wait(lambda: time.monotonic() > until)


def turn_to_the_end(root: QWidget) -> None:
    """Scroll everything within ``root`` to its end."""
    for area in root.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
