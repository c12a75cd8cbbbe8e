"""A list leaves as a person sees it: typed, inert, restricted where it must be, under a passphrase if wanted."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import pyzipper
from icalendar import Calendar

from esafety_desk.host.errors import BadUsage, CannotWrite
from esafety_desk.host.progress import Cancelled
from esafety_desk.records.action import Action
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import ACTIONS, PEOPLE, REFERRALS, Register
from esafety_desk.services import calendar, exporting, keeping, listing
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.store import audit
from tests.conftest import TODAY

FORMULAS = ('=HYPERLINK("http://x")', "+44 7700", "-1", "@name", "\tTab", " =2+2", "#REF!")


def title_of(register: Register, name: str) -> str:
    return next(column.title for column in listing.columns(register) if column.name == name)


WHAT = title_of(ACTIONS, "what")


@pytest.fixture
def acts(work: Work, pupil: Person) -> Work:
    for what in FORMULAS:
        keeping.save(work, Action(what=what, due_on=date(2026, 11, 30), about_id=pupil.id))
    return work


def rows_of(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_no_cell_is_taken_for_a_formula_in_text(acts: Work) -> None:
    content = exporting.made_list(acts, ListQuery(ACTIONS), "csv").content
    told = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(told) == len(FORMULAS)
    assert {row[WHAT].lstrip("'") for row in told} == {what.strip() for what in FORMULAS}
    assert not [cell for row in told for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_a_workbook_has_typed_cells_and_a_frozen_heading(acts: Work) -> None:
    content = exporting.made_list(acts, ListQuery(ACTIONS), "xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.freeze_panes == "A2"
    head, first, *_ = rows_of(content)
    due = first[head.index(title_of(ACTIONS, "due_on"))]
    assert due == datetime(2026, 11, 30)
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {
        "s",
        "d",
        "n",
        "inlineStr",
    }
    assert all(sheet.column_dimensions[letter].width >= 10 for letter in "ABC")


@pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is needed"
)
def test_libreoffice_reads_the_same_cells(acts: Work, tmp_path: Path) -> None:
    book = tmp_path / "actions.xlsx"
    book.write_bytes(exporting.made_list(acts, ListQuery(ACTIONS), "xlsx").content)
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    words = [office, home, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true",
             "--outdir", str(tmp_path), str(book)]  # fmt: skip
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    told = list(csv.reader(io.StringIO((tmp_path / "actions.csv").read_text(encoding="utf-8"))))
    expected = rows_of(book.read_bytes())
    assert told[0] == expected[0]
    what = told[0].index(WHAT)
    assert [row[what] for row in told[1:]] == [row[what] for row in expected[1:]]


def test_a_restricted_referral_gives_its_reference_and_day_alone(work: Work, pupil: Person) -> None:
    referral = Referral(to=ReferredTo.LEGAL, referred_on=TODAY, reason="wombat", about_id=pupil.id)
    kept = keeping.save(work, referral).record
    for kind in ("csv", "xlsx"):
        content = exporting.made_list(work, ListQuery(REFERRALS), kind).content
        said = str(rows_of(content)) if kind == "xlsx" else content.decode()
        assert kept.reference in said
        assert "wombat" not in said
        assert "Legal" not in said


def last_lines(work: Work, number: int) -> list[tuple[str, str, str]]:
    with work.desk.reading() as connection:
        return [(one.verb, one.reference, one.fields) for one in list(audit.lines(connection))[-number:]]


def test_what_left_why_and_to_whom_is_audited_once_it_leaves(acts: Work, tmp_path: Path) -> None:
    before = last_lines(acts, 1)
    made = exporting.made_list(acts, ListQuery(ACTIONS), "csv", purpose="Governors", to_whom="The chair")
    assert last_lines(acts, 1) == before
    exporting.let_out(acts, made, tmp_path / "list.csv")
    assert last_lines(acts, 1) == [("exported", "actions", "Governors The chair")]
    assert (tmp_path / "list.csv").read_bytes() == made.content


def test_a_file_that_could_not_be_written_is_audited_as_well(acts: Work, tmp_path: Path) -> None:
    made = exporting.made_list(acts, ListQuery(ACTIONS), "csv")
    with pytest.raises(CannotWrite):
        exporting.let_out(acts, made, tmp_path / "no folder" / "list.csv")
    assert [line[0] for line in last_lines(acts, 2)] == ["exported", "export not written"]


def test_a_file_leaves_under_a_passphrase(acts: Work) -> None:
    done = exporting.made_list(acts, ListQuery(ACTIONS), "csv", passphrase="seven slow herons")
    assert done.name.endswith(".zip")
    with pyzipper.AESZipFile(io.BytesIO(done.content)) as archive:
        (name,) = archive.namelist()
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(b"seven slow herons")
        assert b"Due" in archive.read(name)


def test_only_the_columns_and_rows_asked_for_leave(work: Work, pupil: Person, teacher: Person) -> None:
    done = exporting.made_list(work, ListQuery(PEOPLE, text="zajac"), "csv", ["given_name", "kind"])
    assert done.content.decode("utf-8-sig").splitlines()[1:] == ["Łukasz,Pupil"]
    assert done.records == listing.count(work.desk, ListQuery(PEOPLE, text="zajac")) == 1


def test_an_export_nobody_waits_for_stops_and_leaves_no_line(acts: Work) -> None:
    def tired(done: int, of: int) -> None:
        raise Cancelled

    with acts.desk.reading() as connection:
        before = audit.head(connection)
    with pytest.raises(Cancelled):
        exporting.made_list(acts, ListQuery(ACTIONS), "xlsx", progress=tired)
    with acts.desk.reading() as connection:
        assert audit.head(connection) == before


def test_another_kind_of_file_is_refused(work: Work) -> None:
    with pytest.raises(BadUsage, match="CSV, XLSX or PDF"):
        exporting.made_list(work, ListQuery(ACTIONS), "docx")


def test_dates_go_to_a_calendar_without_a_name(acts: Work, pupil: Person, teacher: Person) -> None:
    keeping.save(acts, Enquiry(asked_on=TODAY, asked_by=teacher.id, topic="Łukasz and a blog"))
    told = Calendar.from_ical(calendar.calendar(acts))
    events = list(told.walk("VEVENT"))
    assert {event.decoded("dtstart") for event in events} >= {date(2026, 11, 30)}
    said = told.to_ical().decode()
    assert "Łukasz" not in said
    assert "HYPERLINK" not in said
    assert "Action ACT-2026-001" in said
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_dates_go_with_their_words_where_that_is_asked_for(acts: Work) -> None:
    assert b"HYPERLINK" in calendar.calendar(acts, with_words=True)


def test_what_leaves_is_said_before_it_does(acts: Work, pupil: Person) -> None:
    columns = ["reference", "what", "about_id"]
    told = exporting.leaving(acts, ListQuery(ACTIONS), columns)
    assert told.startswith(f"{len(FORMULAS)} records, 3 columns, names of children among them")
    assert "children" not in exporting.leaving(acts, ListQuery(ACTIONS), ["reference"])
    assert "children" in exporting.leaving(acts, ListQuery(PEOPLE, text=pupil.family_name), ["given_name"])
