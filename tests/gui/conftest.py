"""The whole program for a test to sit at: a real encrypted desk, real widgets, and a day that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from esafety_desk.app import Program
from esafety_desk.services import unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.theme import Theme
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.gui.driving import Clock, Leader, program_on, settings_in

Sit = Callable[[Path], Leader]
ComeIn = Callable[[], Leader]


class Answers(Outside):
    """Answers where a person would meet a dialog of the system: saves into ``folder``, prints a PDF file."""

    def __init__(self, settings: MachineSettings, folder: Path) -> None:
        super().__init__(settings)
        self.folder = folder
        self.asked: list[str] = []
        self.files: list[Path] = []
        self.asked_to_print: list[str] = []
        self.printed = folder / "printed.pdf"
        self.set_printer: Callable[[QPrinter], object] = lambda printer: None

    def ask_where_to_save(
        self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        self.asked.append(name)
        then(self.folder / name)

    def ask_which_files(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None]
    ) -> None:
        then(self.files)

    def ask_printer(self, parent: QWidget, title: str, pages: int, then: Callable[[QPrinter], None]) -> None:
        self.asked_to_print.append(title)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.printed))
        printer.setResolution(150)
        self.set_printer(printer)
        then(printer)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    folder = tmp_path / "papers"
    folder.mkdir()
    return Answers(settings_in(tmp_path / "window.ini"), folder)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The application in its clothes, put on once."""
    return Theme(qapp, "light")


@pytest.fixture
def clock() -> Clock:
    """The clock of the window and its desk."""
    return Clock()


@pytest.fixture
def sit(qtbot: object, theme: Theme, answers: Answers, clock: Clock, tmp_path: Path) -> Iterator[Sit]:
    """Starts the program on a folder and sits a person at it, in a window of 1280 × 720."""
    programs: list[Program] = []

    def down(folder: Path) -> Leader:
        program = program_on(folder, settings_in(tmp_path / "window.ini"), theme, answers, clock)
        programs.append(program)
        program.frame.resize(1280, 720)
        program.start()
        program.frame.activateWindow()
        person = Leader(program)
        person.settle()
        return person

    yield down
    for program in programs:
        program.frame.close()
        program.frame.deleteLater()


@pytest.fixture
def come_in(sit: Sit, desk_folder: Path) -> ComeIn:
    """Starts the program on the desk of this test and unlocks it."""

    def unlocked() -> Leader:
        leader = sit(desk_folder)
        leader.type(PASSPHRASE)
        leader.press("Return")
        leader.waits_for("Thursday 19 November")
        return leader

    return unlocked


@contextmanager
def at_work(desk_folder: Path) -> Iterator[Work]:
    """The desk open without a window, to enter what a test finds there."""
    desk = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    try:
        yield Work(desk, "leader", NOW)
    finally:
        desk.close()
