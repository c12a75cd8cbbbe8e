"""What is shown half-way along: files brought in, lists arranged, people merged, records let go, a year turned."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from esafety_desk.app import Program
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keeping
from esafety_desk.services.bringing_in import bring_in
from esafety_desk.services.import_report import Asked
from tests.conftest import PASSPHRASE
from tests.gui.conftest import at_work
from tests.gui.driving import within
from tests.gui.picture_states import at_desk, try_to_open, uncover
from tests.gui.studio import Studio

_LOG = (
    "When,What happened,Who was it,Remark\n"
    "03/04/2025,A child was removed from the group by others and sent unkind messages.,Amelia Jones,in lesson\n"
    "04/05/2025,A scam message asking for gift cards was forwarded to the class.,Sofia & Oscar,at break\n"
    ",There is no date in this row.,Amelia Jones,at home\n"
)
_ROSTER = "Forename,Surname,Year,Class\nOra,Klein,5,5B\nIdris,Vale,5,5B\n"
_UNSURE = {
    "support-sessions": "Date,Staff,Advice\n13/01/2025,Miss T,Old posts\n",
    "approvals": "Date requested,Requested by,Platform,Purpose,Approved?\n14/01/2025,Miss T,Padlet,Wall,Yes\n",
}


def newer_desk(studio: Studio, folder: Path, aside: Path) -> None:
    """A desk that a later version of the program has used."""
    newer = Path(shutil.copytree(folder, aside / "newer"))
    with at_work(newer) as work, work.desk.sketching() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with at_desk(studio, newer, aside) as program:
        try_to_open(program, PASSPHRASE)
        studio.take(program, "unlock-newer")


def brought_in(studio: Studio, program: Program, aside: Path) -> None:
    """An old log with a date to be asked about, brought in and taken back; a roster with somebody doubtful."""
    _choose(studio, program, aside, "incidents", _LOG)
    studio.take(program, "bring-in-date-question")
    _press(studio, program, "action.day-first")
    studio.take(program, "bring-in-preview")
    _press(studio, program, "show.columns")
    studio.take(program, "bring-in-columns")
    _press(studio, program, "action.bring-in")
    studio.take(program, "bring-in-done")
    _press(studio, program, "action.undo")
    studio.take(program, "bring-in-undone")
    work = program.shell.session.work()
    for _ in range(2):
        keeping.save(work, _child("Ora", "Klein"))
    _choose(studio, program, aside, "people", _ROSTER)
    studio.take(program, "bring-in-doubtful")


def reviewed(studio: Studio, program: Program, aside: Path) -> None:
    """What an old list left open: who came to a session, who decided on an account."""
    session = program.shell.session
    for register, text in _UNSURE.items():
        file = aside / f"{register}.csv"
        file.write_text(text, encoding="utf-8")
        bring_in(session.work(), register, [file], Asked(), lambda _: None)
    program.shell.messages.hide()
    program.shell.show_page("review")
    studio.take(program, "review-of-a-session")
    _press(studio, program, "action.confirm")
    studio.take(program, "review-refused")


def arranged(studio: Studio, program: Program) -> None:
    """Several lines selected, ended for one reason; the columns; a form that says why it asks."""
    shell = program.shell
    shell.show_page("incidents")
    studio.settle(program)
    shell.page.table.selectAll()
    studio.take(program, "selection")
    _press(studio, program, "action.close-selected")
    studio.take(program, "selection-closing")
    shell.page.step_back()
    shell.page.step_back()
    within(shell.page, "action.views").click()
    studio.take_with_popup(program, "menu-views")
    shell.page.arranging.open_panel()
    studio.take(program, "view-arranged")
    shell.page.step_back()
    program.frame.activateWindow()
    shell.page.begin_new()
    studio.settle(program)
    within(shell.page, "field.happened_on").setFocus(Qt.FocusReason.TabFocusReason)
    studio.take(program, "form-why-it-is-asked")
    shell.page.step_back()


def on_the_desk(studio: Studio, program: Program) -> None:
    """A picture kept as evidence, a blank form, two records of one person."""
    shell = program.shell
    shell.show_page("positive-uses")
    studio.settle(program)
    (file, *_) = (w for w in shell.page.findChildren(QWidget) if w.objectName().startswith("evidence.file."))
    file.follow()
    studio.take(program, "evidence-viewer")
    uncover(program)
    shell.show_page("incidents")
    studio.settle(program)
    shell.page.head.findChild(QAction, "paper.blank-forms").trigger()
    studio.take(program, "paper-blank-incident")
    uncover(program)
    session = shell.session
    first, second = (keeping.save(session.work(), _child(name, "Okonjo")).record for name in ("Zoë", "Zoe"))
    session.navigate.emit(PEOPLE.name, first.id)
    studio.take(program, "person-likely-the-same")
    _press(studio, program, f"action.merge.{second.id}")
    studio.take(program, "person-merged")


def let_go(studio: Studio, program: Program) -> None:
    """A record that is due for review: held with a reason, anonymised, erased."""
    program.shell.show_page("retention")
    studio.settle(program)
    for act in ("hold", "anonymise", "erase"):
        buttons = program.shell.page.findChildren(QPushButton)
        next(one for one in buttons if one.objectName().startswith(f"action.{act}.")).click()
        studio.take(program, f"retention-{act}")


def year_turned(studio: Studio, program: Program) -> None:
    """The school year turned, to be looked at, then confirmed."""
    program.shell.show_page("new-year")
    studio.settle(program)
    within(program.frame, "field.still-last-years").click()
    _press(studio, program, "action.turn-year")
    studio.take(program, "new-year-turned")
    _press(studio, program, "action.confirm-year")
    studio.take(program, "new-year-confirmed")


def _choose(studio: Studio, program: Program, aside: Path, what: str, text: str) -> None:
    """Answer the file dialog with a file of that text."""
    file = aside / f"{what}.csv"
    file.write_text(text, encoding="utf-8")
    session = program.shell.session
    before = session.outside
    session.outside = SimpleNamespace(ask_which_files=lambda parent, title, kinds, then: then([file]))
    program.shell.messages.hide()
    session.draft_asked.emit("bring-in", {"what": what})
    _press(studio, program, "action.files")
    session.outside = before


def _press(studio: Studio, program: Program, name: str) -> None:
    studio.settle(program)
    within(program.frame, name).click()
    studio.settle(program)


def _child(given: str, family: str) -> Person:
    return Person(kind=PersonKind.PUPIL, given_name=given, family_name=family, year_group=YearGroup.YEAR_5)
