"""The whole program on a desk of the test's own: real widgets, real encryption, a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from esafety_desk.app import Program
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.theme import Theme
from tests.conftest import CHEAP, NOW


class AnsweringOutside(Outside):
    """Answers at once where a person would meet a dialog of the system."""

    def __init__(self, settings: MachineSettings, folder: Path) -> None:
        super().__init__(settings)
        self.folder = folder
        self.printed: list[str] = []

    def ask_where_to_save(
        self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        then(self.folder / name)

    def ask_which_folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        then(self.folder)

    def print_text(self, parent: QWidget, title: str, html: str) -> None:
        self.printed.append(html)


@pytest.fixture
def settings(tmp_path: Path) -> MachineSettings:
    return MachineSettings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def outside(settings: MachineSettings, tmp_path: Path) -> AnsweringOutside:
    return AnsweringOutside(settings, tmp_path)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application in its clothes; put on once, since they cost more than a page."""
    return Theme(qapp, "light")


@pytest.fixture
def theme(dressed: Theme) -> Iterator[Theme]:
    """The theme, light at first and light again afterwards."""
    yield dressed
    dressed.set_mode("light")


@pytest.fixture
def start(
    qtbot, theme: Theme, settings: MachineSettings, outside: AnsweringOutside
) -> Iterator[Callable[..., Program]]:
    """Starts the program on a folder; closed again when the test ends."""
    programs = []

    def begin(folder: Path, *, demo: bool = False) -> Program:
        opening = Opening(folder, lambda: NOW, CHEAP)
        program = Program(opening, settings, theme, now=lambda: NOW, outside=outside)
        program.start(demo=demo)
        programs.append(program)
        return program

    yield begin
    for program in programs:
        program.frame.close()
        program.frame.deleteLater()


def seen(program: Program, name: str) -> QWidget:
    """The one visible widget of the window with this object name."""
    found = [widget for widget in program.frame.findChildren(QWidget, name) if widget.isVisible()]
    assert len(found) == 1, f"{len(found)} visible widgets named {name}"
    return found[0]
