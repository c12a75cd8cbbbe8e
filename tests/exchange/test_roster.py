"""Lists of people from schools' systems are understood by their headings; passwords are never read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esafety_desk.exchange.dates import DayOrder
from esafety_desk.exchange.roster import Roster, RosterRow
from esafety_desk.exchange.roster_opening import open_rosters
from esafety_desk.exchange.roster_words import has_left, parted_name, words_of, year_group
from esafety_desk.host.errors import BadUsage
from esafety_desk.records.people import PersonKind, YearGroup

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 19)
CANARY = "Canary-7!wren"


def roster(name: str, asked: DayOrder | None = None) -> Roster:
    (found,), _ = open_rosters([DATA / name], TODAY, asked)
    return found


def read(folder: Path, text: str, name: str = "Pupils.csv", asked: DayOrder | None = None) -> list[RosterRow]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    (found,), _ = open_rosters([file], TODAY, asked)
    return list(found.rows())


def test_school_data_sync_pupils_are_read_month_first_because_their_column_proves_it() -> None:
    found = roster("Student.csv")
    rows = list(found.rows())
    assert [row.refusal for row in rows] == [""] * 5
    assert rows[0] == RosterRow(
        "Student.csv", 2, PersonKind.PUPIL, "Łukasz", "Zając",
        year_group=YearGroup.YEAR_5, birth_date=date(2016, 4, 2), has_left=False,
        source="School Data Sync: student", number="41001",
    )  # fmt: skip
    assert rows[4].year_group is YearGroup.RECEPTION
    assert "Student.csv: Birthdate: read month first; 3 cells prove it." in found.notes
    assert "Student.csv: Grade is read as the year group of the same number." in found.notes


def test_numbers_of_pupils_and_teachers_count_apart() -> None:
    sources = {next(roster(name).rows()).source for name in ("Student.csv", "Teacher.csv")}
    assert sources == {"School Data Sync: student", "School Data Sync: teacher"}


def test_one_roster_says_of_each_person_who_they_are() -> None:
    rows = list(roster("users.csv").rows())
    assert [row.kind for row in rows[:4]] == [
        PersonKind.PUPIL, PersonKind.STAFF, PersonKind.PARENT, PersonKind.PUPIL,
    ]  # fmt: skip
    assert (rows[0].year_group, rows[1].year_group) == (YearGroup.YEAR_4, None)
    assert [row.has_left for row in rows[:4]] == [False, False, False, True]
    assert "does not say" in rows[4].refusal


def test_a_list_with_titles_above_its_headings_is_read_from_its_headings_on() -> None:
    found = roster("School list.txt")
    chidinma, ana, evans = found.rows()
    assert (chidinma.known_as, chidinma.class_name, chidinma.source) == ("Chi", "3 Kestrel", "UPN")
    assert chidinma.line == 5
    assert chidinma.birth_date == date(2018, 4, 3)
    assert (ana.given_name, ana.family_name, ana.known_as) == ("Ana Luísa", "da Silva", "")
    assert (ana.year_group, ana.left_on, ana.has_left) == (YearGroup.NURSERY, date(2026, 12, 18), False)
    assert evans.refusal == "There is no first name in this row."


@pytest.mark.parametrize("name", ["Student.csv", "Teacher.csv", "users.csv"])
def test_a_password_is_in_no_object_and_no_word(name: str) -> None:
    found = roster(name)
    rows = list(found.rows())
    assert CANARY not in repr((found, found.notes, rows))


def test_a_password_that_slipped_under_a_name_is_refused_with_its_row(tmp_path: Path) -> None:
    rows = read(tmp_path, f"ID,First Name,Last Name,Username,Password\n1,Ora,{CANARY}\n2,Ora,Klein,ok,x\n")
    assert "wrong column" in rows[0].refusal
    assert CANARY not in repr(rows)
    assert rows[1].family_name == "Klein"


def test_a_name_over_two_lines_is_refused_with_whatever_slipped_into_it(tmp_path: Path) -> None:
    rows = read(tmp_path, f'Forename,Surname,Year\n"Ora\n{CANARY}",Klein,5\nTom,Reed,5\n')
    assert [bool(row.refusal) for row in rows] == [True, False]
    assert CANARY not in repr(rows)


def test_dates_that_could_be_read_either_way_are_refused_until_somebody_says_which(tmp_path: Path) -> None:
    text = "Forename,Surname,DOB\nOra,Klein,3/4/2016\nTom,Reed,5/5/2016\nJo,Lee,\nAl,May,n/a\n"
    rows = read(tmp_path, text)
    assert rows[0].refusal.startswith("DOB could be read day first or month first")
    assert [row.refusal for row in rows[1:]] == ["", "", ""]
    assert read(tmp_path, text, asked=DayOrder.DAY_FIRST)[0].birth_date == date(2016, 4, 3)
    assert read(tmp_path, text, asked=DayOrder.MONTH_FIRST)[0].birth_date == date(2016, 3, 4)


def test_a_birthday_to_come_is_refused(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "Forename,Surname,DOB\nOra,Klein,2027-04-03\n")
    assert row.refusal == "DOB lies in the future."


def test_a_birthday_in_a_list_of_staff_is_not_read(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "Forename,Surname,DOB\nOra,Klein,3/4/1976\n", "Staff.csv")
    assert (row.kind, row.birth_date, row.refusal) == (PersonKind.STAFF, None, "")


def test_an_unknown_year_is_a_warning_and_not_a_refusal(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "Forename,Surname,Year\nOra,Klein,K\n")
    assert (row.year_group, row.refusal) == (None, "")
    assert row.warnings


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+44", "@import", "12", "-", "Zo\ufffd"])
def test_what_is_no_name_is_refused_and_not_echoed(tmp_path: Path, name: str) -> None:
    quoted = name.replace('"', '""')
    (row,) = read(tmp_path, f'Forename,Surname,Year\n"{quoted}",Klein,5\n')
    assert row.refusal
    assert name not in repr(row)


def test_files_of_schools_and_classes_are_left_out_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "School.csv").write_text("SIS ID,Name\n1,Willowmere\n", encoding="utf-8")
    (tmp_path / "orgs.csv").write_text("sourcedId,name,type\n1,Willowmere,school\n", encoding="utf-8")
    found, left_out = open_rosters([DATA / "Student.csv", *sorted(tmp_path.iterdir())], TODAY)
    assert [one.file for one in found] == ["Student.csv"]
    assert left_out == ["not needed here: School.csv and orgs.csv."]


def test_a_list_that_says_nothing_of_its_people_asks_for_their_kind(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="pupils or staff"):
        read(tmp_path, "Forename,Surname\nOra,Klein\n", "list.csv")


def test_a_file_without_headings_is_refused_without_echoing_it(tmp_path: Path) -> None:
    with pytest.raises(BadUsage) as refusal:
        read(tmp_path, f"1,Ora,Klein,{CANARY}\n")
    assert CANARY not in refusal.value.sentence


def test_the_column_of_the_class_teacher_is_not_taken_for_the_class(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "Pupil forename,Pupil surname,Class teacher,Class,Year\nOra,Klein,Mr Reed,5B,5\n")
    assert row.class_name == "5B"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("5", "05"), ("05", "05"), ("Y5", "05"), ("Yr 5", "05"), ("Year 5", "05"), ("year 05", "05"),
        ("Grade 5", "05"), ("NC Year 13", "13"), ("R", "00-r"), ("YR", "00-r"), ("Reception", "00-r"), ("0", "00-r"),
        ("N", "00-n"), ("N2", "00-n"), ("Nursery", "00-n"), ("14", None), ("K", None), ("5B", None), ("", None),
    ],
)  # fmt: skip
def test_year_groups_as_schools_write_them(text: str, year: str | None) -> None:
    assert year_group(text) == (YearGroup(year) if year else None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jones, Amelia", ("Amelia", "Jones")), ("Amelia Jones", ("Amelia", "Jones")), ("Chidinma", ("Chidinma", "")),
        ("Ana Luísa da Silva", ("Ana Luísa", "da Silva")), ("Mary Ann Reed", ("Mary Ann", "Reed")),
    ],
)  # fmt: skip
def test_names_in_one_cell_are_parted(text: str, parts: tuple[str, str]) -> None:
    assert parted_name(text) == parts


def test_a_status_says_here_or_left_or_nothing() -> None:
    assert [has_left(word) for word in ("Active", "Inactive", "Off-roll", "tobedeleted", "", "M")] == [
        False, True, True, True, None, None,
    ]  # fmt: skip


def test_headings_fall_apart_into_words() -> None:
    assert words_of("givenName") == ["given", "name"]
    assert words_of("School_DfE Number") == ["school", "df", "e", "number"]


hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[hostile] * 6), max_size=6))
def test_no_cells_break_the_reader(tmp_path: Path, lines: list[tuple[str, ...]]) -> None:
    heads = "Forename,Surname,Year,DOB,Status,Leaving date\n"
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    for row in read(tmp_path, heads + "\n".join(quoted)):
        assert row.refusal or (row.kind is PersonKind.PUPIL and row.given_name)
