"""Takes a picture of every page: ``python -m tests.gui.pictures OUT [--dark] [--size 1920x1080]``.

The desk is the invented school on a fixed day, so that a picture changes only when the window does. For the
looks of a screen at 200 %, set QT_SCALE_FACTOR=2 and halve the size.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from esafety_desk.app import Program
from esafety_desk.services.demo import build_demo_desk
from esafety_desk.store.keyslots import Cost
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.places import PLACE_OF
from esafety_desk.ui.theme import Theme

PASSPHRASE = "gentle otter paints seven lanterns"
NOW = datetime(2026, 11, 19, 15, 45, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
_PATIENCE = 20.0
NEW_FORMS = (
    "enquiries",
    "projects",
    "exemptions",
    "teaching",
    "platforms",
    "monitoring-checks",
    "moderation",
)


class Studio:
    """One window, its pages brought up one after another, each photographed once it has come to rest."""

    def __init__(self, out: Path, size: tuple[int, int], mode: str) -> None:
        self._out = out
        self._size = size
        self._app = QApplication.instance() or QApplication(["pictures"])
        self._mode = mode
        out.mkdir(parents=True, exist_ok=True)

    def program(self, folder: Path, settings: Path) -> Program:
        kept = MachineSettings(QSettings(str(settings), QSettings.Format.IniFormat))
        theme = Theme(self._app, self._mode)
        program = Program(Opening(folder, lambda: NOW, CHEAP), kept, theme, now=lambda: NOW)
        program.frame.resize(*self._size)
        return program

    def wait(self, until: Callable[[], bool]) -> None:
        """Let events pass until ``until``; raises TimeoutError rather than photograph something half-done."""
        limit = time.monotonic() + _PATIENCE
        while not until():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if time.monotonic() > limit:
                raise TimeoutError("the window did not come to rest")

    def settle(self, program: Program) -> None:
        """Wait until no job runs and nothing is left to lay out."""
        for _ in range(3):
            self.wait(lambda: program.jobs.is_idle)
            calm = time.monotonic() + 0.15
            self.wait(lambda: time.monotonic() > calm)

    def take(self, program: Program, name: str) -> None:
        self.settle(program)
        picture: QPixmap = program.frame.grab()
        picture.save(str(self._out / f"{name}.png"))


def within(widget: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The shown child of that name; raises LookupError."""
    for found in widget.findChildren(kind, name):
        if found.isVisible():
            return found
    raise LookupError(name)


def desk_pages(studio: Studio, program: Program) -> None:
    shell = program.shell
    assert shell is not None
    for page in PLACE_OF:
        shell.show_page(page)
        studio.settle(program)
        table = getattr(shell.page, "table", None)
        if table is not None and table.model().rowCount():
            table.selectRow(0)
        studio.take(program, page)
    for register in ("incidents", "support-sessions", "approvals", "referrals", "people", *NEW_FORMS):
        shell.show_page(register)
        shell.page.begin_new()
        studio.take(program, f"{register}-form")
        shell.page.step_back()
    carried_on(studio, program)
    shell.go("incidents")
    within(shell.page, QLineEdit, "filter.text").setText("nothing at all like this")
    studio.take(program, "incidents-filtered-to-nothing")
    shell.go("reports")
    studio.wait(lambda: within(shell.page, QPushButton, "action.save_pdf").isEnabled())
    studio.take(program, "reports")
    shell.go("incidents")
    shell.open_search()
    studio.settle(program)
    within(shell, QLineEdit, "palette.text").setText("chat")
    studio.take(program, "search")


def carried_on(studio: Studio, program: Program) -> None:
    """What the pages look like half-way through a piece of work."""
    shell = program.shell
    shell.show_page("enquiries")
    studio.settle(program)
    shell.page.detail.findChild(QAction, "action.turn-into.projects").trigger()
    studio.take(program, "enquiry-turned-into-project")
    shell.page.step_back()
    shell.show_page("projects")
    for row in range(shell.page.model.rowCount()):
        shell.page.table.selectRow(row)
        studio.settle(program)
        if shell.page.detail.findChild(QWidget, "step.approved.told").text().startswith("A Head"):
            break
    studio.take(program, "project-not-ready")
    within(shell.page, QWidget, "step.parents-told").follow()
    studio.take(program, "project-parents-told")
    shell.page.step_back()
    shell.show_page("policy")
    studio.settle(program)
    for ref in ("Staff 7", "Pupils 4", "Out 1"):
        shell.page.clauses.choose(ref)
        studio.take(program, f"policy-{ref.lower().replace(' ', '-')}")
    within(shell.page, QWidget, "evidence.0").follow()
    studio.take(program, "policy-evidence")
    shell.page.only.clear()
    shell.go("settings")
    card = program.frame.findChild(QWidget, "card.words")
    studio.settle(program)
    area = card.parentWidget().parentWidget().parentWidget()
    area.ensureWidgetVisible(card, 0, 0)
    studio.take(program, "settings-words")


def first_run(studio: Studio, program: Program) -> None:
    """The wizard from its first step to the last, filled in as a leader would."""
    frame = program.frame
    studio.take(program, "wizard-1-school")
    within(frame, QLineEdit, "field.school_name").setText("Willowmere Primary School")
    answers = (
        ("wizard-2-leader", {"field.given_name": "Maren", "field.family_name": "Ashdown"}),
        ("wizard-3-passphrase", {"field.passphrase": PASSPHRASE, "field.passphrase_again": PASSPHRASE}),
        ("wizard-4-recovery-key", {}),
        ("wizard-5-asked-back", {}),
    )
    for name, typed in answers:
        within(frame, QPushButton, "wizard.next").click()
        for field, text in typed.items():
            for found in frame.findChildren(QLineEdit, field):
                found.setText(text)
        studio.take(program, name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1280x720")
    arguments = parser.parse_args()
    width, height = (int(part) for part in arguments.size.split("x"))
    studio = Studio(arguments.out, (width, height), "dark" if arguments.dark else "light")
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / "desk"
        build_demo_desk(folder, PASSPHRASE, now=NOW, cost=CHEAP).close()
        program = studio.program(folder, Path(aside) / "settings.ini")
        program.start()
        studio.take(program, "unlock")
        within(program.frame, QLineEdit, "field.passphrase").setText(PASSPHRASE)
        within(program.frame, QPushButton, "action.unlock").click()
        studio.wait(lambda: program.shell is not None)
        desk_pages(studio, program)
        program.frame.close()
        new = studio.program(Path(aside) / "new", Path(aside) / "settings.ini")
        new.start()
        first_run(studio, new)
        new.frame.close()


if __name__ == "__main__":
    main()
