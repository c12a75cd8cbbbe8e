"""Old logs of every make come in: other separators, encodings, sheets, headings, orders, and what stands between."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from esafety_desk.exchange.dates import DayOrder
from esafety_desk.exchange.log_meanings import Meaning
from esafety_desk.host.errors import BadUsage
from esafety_desk.records.incident import Incident, ParentsTold, Status, Whereabouts
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services import erasing, keeping, listing
from esafety_desk.services.bringing_in import refused_file
from esafety_desk.services.erasing import Ground
from esafety_desk.services.import_report import Asked, Did, NotAll, Report, Result
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.services.log_importing import import_log

HEADINGS = ("Date", "What happened", "Pupil(s)", "Year", "Where", "App", "Parents told?", "Status")
ROWS = (
    ("31/01/25", "Ora was sent an unkind message in the group chat.", "Ora Klein; Ida Reed & Oscar", "Yr 5", "home",
     "WhatsApp", "Y", "Closed"),
    ("31.1.25", "Tom brought phone to school.", "Tom Lee (Y6)", "Y6", "School - hall", "", "yes – by phone", "Ongoing"),
    ("3 Sept 2025", "A scam message was forwarded.", "Reed, Ida; Klein, Ora", "year 5", "In school", "Email", "n/a",
     ""),
)  # fmt: skip


def bring(work: Work, path: Path, register: str = "incidents", **options: Any) -> tuple[Result, list[Report]]:
    rows: list[Report] = []
    return import_log(work, register, [path], Asked(**options), rows.append), rows


def kept(work: Work, register: str = "incidents") -> list[Any]:
    ids = listing.ids(work.desk, ListQuery(REGISTERS[register], descending=False))
    return [keeping.load(work, register, key) for key in ids]


def table(
    folder: Path, lines: Sequence[Sequence[str]], separator: str = ",", encoding: str = "utf-8"
) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines)
    path = folder / "Log.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def is_as_expected(incidents: Sequence[Incident]) -> bool:
    first, second, third = incidents
    assert [i.happened_on for i in incidents] == [date(2025, 1, 31), date(2025, 1, 31), date(2025, 9, 3)]
    assert first.people_as_written == "Ora Klein; Ida Reed; Oscar"
    assert (first.whereabouts, first.parents_told) == (Whereabouts.OUTSIDE, ParentsTold.TOLD)
    assert first.platforms == ("whatsapp",)
    assert (second.whereabouts, second.people_as_written) == (Whereabouts.IN_SCHOOL, "Tom Lee (Y6)")
    assert third.people_as_written == "Reed, Ida; Klein, Ora"
    assert third.parents_told is ParentsTold.NOT_NEEDED
    return True


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_separator_and_encoding(work: Work, tmp_path: Path, separator: str, encoding: str) -> None:
    bring(work, table(tmp_path, [HEADINGS, *ROWS], separator, encoding))
    assert is_as_expected(kept(work))


def test_columns_in_another_order_under_titles_with_separators_and_sums(work: Work, tmp_path: Path) -> None:
    turned = [tuple(reversed(line)) for line in (HEADINGS, *ROWS)]
    between = [("", "", "", "", "", "", "", "*** 2024/25 ***")]
    lines = [
        ("E-safety log",),
        (),
        *turned[:1],
        *between,
        *turned[1:3],
        (),
        *turned[:1],
        *turned[3:],
        ("Total", "3"),
    ]
    result, rows = bring(work, table(tmp_path, lines))
    assert is_as_expected(kept(work))
    assert result.told == {"added": 3, "passed over": 3}
    assert {row.reason for row in rows if row.action is Did.PASSED_OVER} == {
        "The headings again.", "A sum, not a record.", "A line between the records, not a record.",
    }  # fmt: skip


def test_several_sheets_of_a_workbook_with_typed_cells(work: Work, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Please keep this up to date"])
    for title, lines in (("2024-25", ROWS[:1]), ("2025-26", ROWS[1:])):
        sheet = book.create_sheet(title)
        sheet.append([])
        sheet.append(HEADINGS)
        for line in lines:
            sheet.append(line)
    book["2025-26"].append(
        [datetime(2025, 10, 6), "Ida shared a password.", "Ida Reed", 5, "School", "", True, None]
    )
    book["2025-26"].append([45992, "Tom lost a phone.", "Tom Lee", 6, "School", "", "No", None])
    book.save(tmp_path / "Log.xlsx")
    result, _ = bring(work, tmp_path / "Log.xlsx")
    incidents = kept(work)
    assert is_as_expected(incidents[:3])
    assert [i.happened_on for i in incidents[3:]] == [date(2025, 10, 6), date(2025, 12, 1)]
    assert incidents[3].parents_told is ParentsTold.TOLD
    assert any(note.startswith("Log.xlsx, Notes") for note in result.notes)


def test_days_without_a_year_are_read_under_the_school_year_of_their_sheet(
    work: Work, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.title = "2023-24"
    for line in (("Date", "Incident"), ("3 Sept", "A scam message."), ("14/3", "A rude comment.")):
        book.active.append(line)
    book.save(tmp_path / "Log.xlsx")
    bring(work, tmp_path / "Log.xlsx")
    assert [i.happened_on for i in kept(work)] == [date(2023, 9, 3), date(2024, 3, 14)]


def test_a_log_without_headings_is_understood_by_what_stands_in_it(work: Work, tmp_path: Path) -> None:
    lines = [(day, text, people) for day, text, people, *_ in (*ROWS, *ROWS)]
    result, _ = bring(
        work, table(tmp_path, [("13/02/25", "Ida was left out of the group chat.", "Ida Reed"), *lines])
    )
    meanings = [column.meaning for sheet in result.sheets for column in sheet.columns]
    assert meanings == [Meaning.DATE, Meaning.DETAILS, Meaning.PEOPLE]
    assert result.told == {"added": 4, "same": 3}


@pytest.mark.parametrize(
    ("options", "day"),
    [
        ({}, None),
        ({"order": DayOrder.DAY_FIRST}, date(2025, 4, 3)),
        ({"order": DayOrder.MONTH_FIRST}, date(2025, 3, 4)),
    ],
)
def test_a_column_that_could_be_read_either_way_throughout_is_asked_about(
    work: Work, tmp_path: Path, options: dict[str, Any], day: date | None
) -> None:
    path = table(tmp_path, [("Date", "Incident"), ("3/4/2025", "A scam."), ("5/6/2025", "A rude comment.")])
    result, rows = bring(work, path, **options)
    assert [i.happened_on for i in kept(work)][:1] == ([day] if day else [])
    if day is None:
        assert result.told == {"refused": 2}
        assert result.sheets[0].undecided == ("Date",)
        assert all("Say which" in row.reason for row in rows)


def test_a_contradiction_among_the_dates_is_told_and_only_certain_ones_come_in(
    work: Work, tmp_path: Path
) -> None:
    lines = [
        ("Date", "Incident"),
        ("31/1/2025", "A scam."),
        ("1/31/2025", "A rude word."),
        ("1/2/2025", "A post."),
    ]
    result, _ = bring(work, table(tmp_path, lines))
    assert result.told == {"added": 2, "refused": 1}
    assert any("can only be day first and 1 only month first" in note for note in result.notes)


def test_a_corrected_mapping_is_remembered_for_the_next_file_of_its_kind(work: Work, tmp_path: Path) -> None:
    lines = [("Date", "Incident", "Remark"), ("31/1/2025", "A scam.", "at home")]
    told, _ = bring(work, table(tmp_path, lines), mapping={"Remark": Meaning.WHERE})
    assert kept(work)[0].whereabouts is Whereabouts.OUTSIDE
    lines = [("Remark", "Incident", "Date"), ("in school", "A rude word.", "14/2/2025")]
    again, _ = bring(work, table(tmp_path, lines))
    assert kept(work)[1].whereabouts is Whereabouts.IN_SCHOOL
    assert [column.why for column in again.sheets[0].columns] == ["remembered"] * 3
    assert told.told == again.told


def test_all_or_nothing_brings_in_nothing_where_one_row_is_refused(work: Work, tmp_path: Path) -> None:
    path = table(tmp_path, [HEADINGS, *ROWS, ("", "No day", "", "", "", "", "", "")])
    with pytest.raises(NotAll, match="1 row must be mended"):
        bring(work, path, all_or_nothing=True)
    assert kept(work) == []


def test_refused_rows_are_saved_mended_and_brought_in(work: Work, tmp_path: Path) -> None:
    lines = [
        HEADINGS,
        *ROWS,
        ("32/1/25", "Ida was left out.", "Ida Reed", "5", "home", "", "N", ""),
        ("", "=A1+2", "x"),
    ]
    result, rows = bring(work, table(tmp_path, lines))
    assert result.told == {"added": 3, "refused": 2}
    saved = refused_file([row for row in rows if row.cells]).decode("utf-8-sig")
    assert "'=A1+2" in saved
    assert "cannot be read as a date" in saved
    (tmp_path / "mended.csv").write_text(saved.replace("32/1/25", "30/1/25"), encoding="utf-8")
    again, _ = bring(work, tmp_path / "mended.csv")
    assert again.told["added"] == 1


def test_names_are_matched_where_nobody_else_can_be_meant(work: Work, tmp_path: Path) -> None:
    def child(given: str, family: str, year: YearGroup) -> Person:
        person = Person(kind=PersonKind.PUPIL, given_name=given, family_name=family, year_group=year)
        return keeping.save(work, person).record

    ora = child("Ora", "Klein", YearGroup.YEAR_6)
    child("Ida", "Reed", YearGroup.YEAR_3)
    _, rows = bring(work, table(tmp_path, [HEADINGS, ROWS[2]]))
    (incident,) = kept(work)
    assert [involved.person_id for involved in incident.people] == [ora.id]
    assert incident.people_as_written == "Reed, Ida"
    assert rows[0].understood["people"][1]["person"] == ora.reference


def test_what_the_log_calls_closed_is_closed_on_its_day_or_on_one_that_is_not_known(
    work: Work, tmp_path: Path
) -> None:
    lines = [
        ("Date", "Incident", "Outcome", "Date closed"),
        ("13/1/25", "A.", "Closed", ""),
        ("14/1/25", "B.", "", "20/1/25"),
        ("15/1/25", "C.", "Not closed yet", ""),
        ("16/1/25", "D.", "Parents asked whether it can be closed", ""),
    ]
    bring(work, table(tmp_path, lines))
    assert [(i.status, i.closed_on, bool(i.closing_reason)) for i in kept(work)] == [
        (Status.CLOSED, None, True), (Status.CLOSED, date(2025, 1, 20), False), (Status.OPEN, None, False),
        (Status.OPEN, None, False),
    ]  # fmt: skip


def test_passwords_in_a_log_are_never_read(work: Work, tmp_path: Path) -> None:
    lines = [(*HEADINGS, "Password"), (*ROWS[0], "Canary-7!wren")]
    result, rows = bring(work, table(tmp_path, lines))
    notes = [
        keeping.load(work, "notes", key) for key in listing.ids(work.desk, ListQuery(REGISTERS["notes"]))
    ]
    assert "Canary" not in repr((result, rows, notes, kept(work)))


def test_what_is_no_log_is_refused_in_a_sentence(work: Work, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match=r"Log\.csv: no column was found for"):
        bring(work, table(tmp_path, [("Colour", "Shape"), ("red", "round")]))


hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=25)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.tuples(*[hostile] * 8), max_size=5))
def test_no_cells_break_the_reader_and_every_row_is_told(
    work: Work, tmp_path: Path, lines: list[tuple[str, ...]]
) -> None:
    result, rows = bring(work, table(tmp_path, [HEADINGS, ROWS[0], *lines]), dry_run=True)
    assert result.counts.total() == len(rows)
    assert rows[0].action is Did.ADDED


def test_an_erased_row_is_not_brought_back_by_the_same_log(work: Work, tmp_path: Path) -> None:
    path = table(tmp_path, [HEADINGS, *ROWS])
    bring(work, path)
    first = next(one for one in kept(work) if "unkind" in one.account or "unkind" in one.summary)
    erasing.erase(work, [first.id], Ground.ASKED)
    result, rows = bring(work, path)
    assert result.told == {"same": 2, "passed over": 1}
    assert [row.reason for row in rows if row.action is Did.PASSED_OVER] == [
        "Came in before and was erased since, so it is not brought back."
    ]
    assert len(kept(work)) == 2
