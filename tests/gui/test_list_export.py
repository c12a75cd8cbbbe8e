"""Any list leaves as a file: what leaves is said first, why and to whom is kept, a passphrase protects it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import pyzipper
from PySide6.QtGui import QAction

from esafety_desk.records.people import PersonKind
from esafety_desk.store import audit
from tests.conftest import add_person
from tests.gui.conftest import Answers, ComeIn, at_work
from tests.gui.driving import Leader, wait

NAME = f"People-{date(2026, 11, 19)}"
SECRET = "seven otters paint lanterns"


@pytest.fixture
def people(come_in: ComeIn, desk_folder: Path) -> Leader:
    with at_work(desk_folder) as work:
        add_person(work, "Aoife", "Marsh", PersonKind.PUPIL)
        add_person(work, "Bogdan", "Marsh", PersonKind.STAFF)
    leader = come_in()
    leader.go("people")
    leader.waits_for("Aoife Marsh")
    return leader


def ask(leader: Leader) -> None:
    leader.program.shell.page.findChild(QAction, "action.export-list").trigger()
    leader.settle()


def test_the_list_leaves_as_it_is_narrowed_with_its_purpose(
    people: Leader, answers: Answers, desk_folder: Path
) -> None:
    ask(people)
    assert people.reads("export.leaving").startswith("3 records, 7 columns, names of children among them.")
    people.press("Esc")
    people.fill("filter.text", "Bogdan")
    people.settle()
    ask(people)
    assert people.reads("export.leaving").startswith("1 record, 7 columns. ")
    people.fill("field.export_purpose", "Review")
    people.fill("field.export_to_whom", "The trust")
    people.click("action.export-save")
    people.waits_for(f"{NAME}.xlsx saved.")
    sheet = openpyxl.load_workbook(io.BytesIO((answers.folder / f"{NAME}.xlsx").read_bytes())).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["Bogdan"]
    people.press("Ctrl+L")
    people.waits_for("Locked.")
    with at_work(desk_folder) as work, work.desk.reading() as connection:
        (line,) = (line for line in audit.lines(connection, "people") if line.verb == "exported")
    assert "Review" in line.fields
    assert "The trust" in line.fields


def test_a_weak_passphrase_is_said_and_a_good_one_protects(people: Leader, answers: Answers) -> None:
    ask(people)
    people.choose("field.export_kind", "Text for any spreadsheet (CSV)")
    people.fill("field.export_passphrase", "short")
    people.click("action.export-save")
    assert "opens with it alone" not in people.reads("message.export_passphrase")
    people.fill("field.export_passphrase", SECRET)
    people.click("action.export-save")
    people.waits_for(f"{NAME}.zip saved.")
    with pyzipper.AESZipFile(answers.folder / f"{NAME}.zip") as archive:
        archive.setpassword(SECRET.encode())
        assert b"Aoife" in archive.read(f"{NAME}.csv")


def test_a_save_that_is_called_off_leaves_no_line_in_the_audit(
    people: Leader, answers: Answers, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(answers, "ask_where_to_save", lambda _parent, _title, name, *_: asked.append(name))
    ask(people)
    people.click("action.export-save")
    wait(lambda: asked)
    people.settle()
    people.press("Ctrl+L")
    people.waits_for("Locked.")
    with at_work(desk_folder) as work, work.desk.reading() as connection:
        assert "exported" not in [line.verb for line in audit.lines(connection)]
