"""What is shown besides pages and forms: ways in, messages, menus, dialogs, papers, help, every register empty."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest

from esafety_desk.app import Program
from esafety_desk.host.errors import CannotWrite
from esafety_desk.records.registers import LISTED
from esafety_desk.services import backups, keeping
from esafety_desk.ui.help_window import HelpWindow
from esafety_desk.ui.kit.cover import Cover
from tests.conftest import PASSPHRASE
from tests.gui.driving import wait, within
from tests.gui.studio import Studio, turn_to_the_end

_PAPERS = {"projects": "parents-letter", "incidents": "incident-summary.roles", "people": "access-pack"}
"""A record's page and a paper of it, the last of them a review item by item."""


def ways_in(studio: Studio, folder: Path, aside: Path) -> None:
    """Everything that can stand in the way of opening a desk."""
    with at_desk(studio, folder, aside) as program:
        try_to_open(program, "not the passphrase")
        studio.take(program, "unlock-wrong-passphrase")
        within(program.frame, "action.use-recovery-key").click()
        within(program.frame, "field.recovery_key").setText("AAAA-BBBB")
        within(program.frame, "action.open-with-recovery-key").click()
        studio.take(program, "unlock-wrong-recovery-key")
    damaged = Path(shutil.copytree(folder, aside / "damaged"))
    content = bytearray((damaged / "desk.db").read_bytes())
    content[40_000:44_000] = bytes(4_000)
    (damaged / "desk.db").write_bytes(content)
    with at_desk(studio, damaged, aside) as program:
        try_to_open(program, PASSPHRASE)
        studio.settle(program)
        studio.take(program, "unlock-damaged")
    headless = Path(shutil.copytree(folder, aside / "headless"))
    (headless / "desk.keys").write_bytes(b"nothing of the kind")
    with at_desk(studio, headless, aside) as program:
        studio.take(program, "unlock-damaged-keys")


@contextmanager
def at_desk(studio: Studio, folder: Path, aside: Path) -> Iterator[Program]:
    program = studio.program(folder, aside / "settings.ini")
    program.start()
    studio.settle(program)
    yield program
    program.frame.close()


def try_to_open(program: Program, passphrase: str) -> None:
    within(program.frame, "field.passphrase").setText(passphrase)
    within(program.frame, "action.unlock").click()


def used_elsewhere(studio: Studio, folder: Path, aside: Path) -> None:
    """A second window on a desk that is open already."""
    with at_desk(studio, folder, aside) as second:
        try_to_open(second, PASSPHRASE)
        studio.take(second, "unlock-in-use")


def every_register_empty(studio: Studio, program: Program) -> None:
    for register in LISTED:
        program.shell.show_page(register)
        studio.take(program, f"empty-{register}")


def every_record(studio: Studio, program: Program) -> None:
    """The first record of each register, its page turned to the end."""
    for register in LISTED:
        program.shell.show_page(register)
        studio.settle(program)
        turn_to_the_end(program.shell.page.detail)
        studio.take(program, f"record-{register}")


def what_is_said(studio: Studio, program: Program) -> None:
    """The message bar, its errors, a withdrawal, the blank screen and the offered first day."""
    shell = program.shell
    shell.show_page("actions")
    studio.settle(program)
    session = shell.session
    action = keeping.load(session.work(), "actions", shell.page.detail.record_id)
    session.change(shell, lambda work: keeping.save(work, action.changed(what=f"{action.what}, today")))
    studio.take(program, "message-with-undo")
    session.report_error(CannotWrite())
    studio.take(program, "message-cannot-write")
    program.report(ZeroDivisionError())
    studio.take(program, "message-of-a-bug")
    shell.messages.hide()
    shell.page.detail.findChild(QAction, "action.withdraw").trigger()
    studio.take(program, "withdrawing")
    shell.page.step_back()
    QTest.keyClick(program.frame, Qt.Key.Key_F9)
    studio.take(program, "blank-screen")
    QTest.keyClick(program.frame, Qt.Key.Key_F9)
    session.first_day_asked.emit()
    studio.take(program, "first-day")
    within(program.frame, "action.first-day.end").click()


def what_opens(studio: Studio, program: Program) -> None:
    """Menus, calendar, suggestions, search before a letter is typed."""
    shell = program.shell
    shell.go("today")
    studio.settle(program)
    shell.page.begin_new()
    studio.take_with_popup(program, "menu-new-record")
    shell.show_page("incidents")
    studio.settle(program)
    for name in ("action.papers", "action.record-papers", "action.more"):
        within(shell.page, name).click()
        studio.take_with_popup(program, f"menu-{name.partition('.')[2]}")
    shell.page.begin_new()
    studio.settle(program)
    field = within(shell.page, "field.kind")
    field.setFocus()
    QTest.keyClicks(field, "on")
    studio.take(program, "suggestions")
    within(shell.page, "field.happened_on").findChildren(QAction)[0].trigger()
    studio.take_with_popup(program, "calendar")
    shell.page.step_back()
    studio.settle(program)
    within(shell.page, "action.forget-draft").click()
    shell.open_search()
    studio.take(program, "search-before-a-letter")
    shell._search.close_palette()


def on_paper(studio: Studio, program: Program) -> None:
    """Papers as they lie over a record, the print dialog, a list on its way out, a file shown."""
    shell = program.shell
    for register, name in _PAPERS.items():
        shell.show_page(register)
        studio.settle(program)
        shell.page.detail.findChild(QAction, f"paper.{name}").trigger()
        studio.take(program, f"paper-{name}")
        if name == "parents-letter":
            _print_dialog(studio, program)
        uncover(program)
    for name in ("action.print-list", "action.export-list"):
        shell.show_page("incidents")
        studio.settle(program)
        shell.page.head.findChild(QAction, name).trigger()
        studio.take(program, name.partition(".")[2])
        uncover(program)


def _print_dialog(studio: Studio, program: Program) -> None:
    within(program.shell.page, "action.print").click()
    wait(lambda: program.frame.findChildren(QPrintDialog), "the print dialog")
    (dialog,) = program.frame.findChildren(QPrintDialog)
    dialog.grab().save(str(studio.out / "print-dialog.png"))
    dialog.reject()


def uncover(program: Program) -> None:
    for cover in program.shell.page.findChildren(Cover):
        cover.close()


def helped(studio: Studio, program: Program) -> None:
    """The help at its contents, at a page, at the keys, and filtered to nothing."""
    program.shell.help_asked.emit("index")
    (shown,) = program.frame.findChildren(HelpWindow)
    for name in ("index", "first-day", "incidents", "keys", "returns"):
        shown.open_at(name)
        studio.settle(program)
        shown.grab().save(str(studio.out / f"help-{name}.png"))
    within(shown, "help.search").setText("nobody wrote this")
    studio.settle(program)
    shown.grab().save(str(studio.out / "help-nothing-found.png"))
    shown.close()


def backed_up(studio: Studio, program: Program, aside: Path) -> None:
    """Backups with a place that is there and one that is not, after one was written; a locked desk."""
    stick, gone = aside / "stick", aside / "share"
    for place in (stick, gone):
        place.mkdir()
        backups.add_place(program.shell.session.work(), place)
    program.shell.show_page("backups")
    studio.settle(program)
    shutil.rmtree(gone)
    within(program.shell.page, "action.back-up").click()
    studio.take(program, "backups-one-place-missing")
    program.shell.go("today")
    studio.take(program, "today-backup-missing")
    program.shell.show_page("new-year")
    studio.settle(program)
    turn_to_the_end(program.shell.page)
    studio.take(program, "new-year-end")
    program.shell.show_page("desk-keys")
    studio.settle(program)
    turn_to_the_end(program.shell.page)
    studio.take(program, "desk-keys-end")
    program.lock()
    studio.take(program, "locked")
