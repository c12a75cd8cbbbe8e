"""Settings, Audit: what was done is read in words, narrowed, taken out; the anchor is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from esafety_desk.app import Program
from esafety_desk.services import auditing
from esafety_desk.services.auditing import AuditQuery
from esafety_desk.ui.overseer import Overseer
from esafety_desk.ui.registers.looks import Looks
from tests.conftest import NOW
from tests.ui.conftest import seen
from tests.ui.test_unlock import unlock


@pytest.fixture
def program(qtbot, start, desk_folder: Path) -> Program:
    program = start(desk_folder)
    unlock(qtbot, program)
    program.shell.show_page("audit")
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    return program


def said(program: Program) -> list[str]:
    model = program.shell.page.list.model()
    return [model.index(row, 3).data() for row in range(model.rowCount())]


def test_the_newest_line_stands_first_and_names_its_record(program: Program) -> None:
    model = program.shell.page.list.model()
    assert int(model.index(0, 0).data()) == model.rowCount()
    assert said(program)[-2:] == ["Entered a person", "Entered a school"]
    assert model.index(model.rowCount() - 2, 2).data() == "Morwenna Tregear (e-safety leader)"


def test_reading_a_persons_file_is_a_line_and_passing_it_by_is_none(qtbot, program: Program) -> None:
    program.shell.show_page("people")
    page = program.shell.page
    qtbot.waitUntil(lambda: program.jobs.is_idle and page.model.rowCount() == 1)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    page.detail.findChild(Looks).tell()
    program.shell.show_page("audit")
    qtbot.waitUntil(lambda: bool(said(program)) and said(program)[0] == "Looked at a person")


def test_lines_are_narrowed_to_a_record(qtbot, program: Program) -> None:
    seen(program, "filter.reference").setText("per-")
    qtbot.waitUntil(lambda: said(program) == ["Entered a person"])


def test_a_line_leads_to_its_record(qtbot, program: Program) -> None:
    seen(program, "filter.reference").setText("per-")
    qtbot.waitUntil(lambda: len(said(program)) == 1)
    program.shell.page.list.opened.emit("PER-2026-001")
    qtbot.waitUntil(lambda: program.shell.page.objectName() == "page.people")


def test_the_audit_is_exported(qtbot, program: Program, tmp_path: Path) -> None:
    seen(program, "action.export").click()
    file = tmp_path / f"Audit-{NOW:%Y-%m-%d}.csv"
    qtbot.waitUntil(lambda: said(program)[0] == "Exported the audit")
    assert file.read_text(encoding="utf-8-sig").startswith("Line,When,Who,What,Record,Seal")


def test_the_anchor_that_was_written_down_is_noted(qtbot, program: Program) -> None:
    desk = program.shell.session.desk
    assert seen(program, "audit.anchor").text() == str(auditing.anchor(desk))
    seen(program, "action.anchor-noted").click()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert auditing.page(desk, AuditQuery(verb="anchor noted")).count == 1


def test_what_was_changed_outside_the_program_is_said_while_one_works(qtbot, program: Program) -> None:
    session = program.shell.session
    with session.desk.sketching() as connection:
        connection.exec_driver_sql("UPDATE people SET given_name = 'Nobody'")
    program.shell.findChild(Overseer).look()
    qtbot.waitUntil(lambda: not program.shell.messages.isHidden())
    assert seen(program, "message.text").text().startswith("PER-2026-001 was changed outside the program.")


def test_nothing_is_said_of_a_sound_desk(qtbot, program: Program) -> None:
    program.shell.findChild(Overseer).look()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert program.shell.messages.isHidden()


def test_locking_does_not_wait_for_the_desk_to_be_read_over(qtbot, program: Program) -> None:
    program.shell.findChild(Overseer).look()
    program.lock()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    unlock(qtbot, program)
