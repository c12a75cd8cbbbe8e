"""Lists of people as other schools might keep them, none of which was there when the reader was written."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from esafety_desk.exchange.roster import RosterRow
from esafety_desk.exchange.roster_columns import Meaning, Told
from esafety_desk.exchange.roster_opening import open_rosters
from esafety_desk.exchange.roster_words import place_named, year_of_class
from esafety_desk.host.errors import BadUsage
from tests.exchange.unseen import text_file, workbook

TODAY = date(2026, 11, 19)
SIMS = [
    ["Willowmere Primary School"],
    ["Report run 12/09/2026"],
    [],
    ["Legal Surname", "Legal Forename", "Preferred Forename", "Reg Group", "Year", "DOB", "UPN", "Gender"],
    ["Jones", "Amelia Rose", "Amy", "5B", "Year  5", "30/04/2016", "A8230001", "F"],
    ["Ó Briain", "Seán", "Seán", "R1", "R", "03/04/2022", "A8230002", "M"],
    ["Total pupils", "2", "", "", "", "", "", ""],
]
AMELIA, SEAN = "Amelia Rose|Jones|Amy|05|5B|2016-04-30|A8230001", "Seán|Ó Briain||00-r|R1|2022-04-03|A8230002"


def read(path: Path, told: Told | None = None) -> list[RosterRow]:
    found, _ = open_rosters([path], TODAY, None, told)
    return [row for roster in found for row in roster.rows() if not row.passed_over]


def short(row: RosterRow) -> str:
    """The row in one line, or why it was refused."""
    year = row.year_group.value if row.year_group else ""
    parts = (
        row.given_name,
        row.family_name,
        row.known_as,
        year,
        row.class_name,
        row.birth_date or "",
        row.number,
    )
    return row.refusal or "|".join(map(str, parts))


def names(path: Path, told: Told | None = None) -> list[str]:
    return [f"{row.kind}: {row.given_name} {row.family_name}".strip() for row in read(path, told)]


@pytest.mark.parametrize(
    ("separator", "encoding", "ending"),
    [("\t", "utf-16", "\r\n"), (";", "utf-8-sig", "\n"), ("|", "cp1252", "\r"), (",", "utf-16-le", "\r\n")],
)
def test_a_list_under_title_rows_with_a_sum_below_in_any_writing(
    tmp_path: Path, separator: str, encoding: str, ending: str
) -> None:
    rows = read(text_file(tmp_path / "SIMS.csv", SIMS, separator, encoding, ending))
    assert [short(row) for row in rows] == [AMELIA, SEAN]


def test_a_list_that_names_its_separator_first(tmp_path: Path) -> None:
    rows = read(text_file(tmp_path / "list.csv", SIMS[3:], ";", before="sep=;\n"))
    assert [short(row) for row in rows] == [AMELIA, SEAN]


def test_headings_that_say_with_each_word_whom_they_mean(tmp_path: Path) -> None:
    headings = ["Student: Legal first name", "Student: Legal last name", "Student: Preferred first name",
                "Student: Year group (current)", "Student: Registration form (current)", "Student: Date of birth",
                "Student: UPN"]  # fmt: skip
    row = ["Amelia Rose", "Jones", "Amy", "Year 5", "5B", "30 Apr 2016", "A8230001"]
    (only,) = read(text_file(tmp_path / "export 7.csv", [headings, row]))
    assert short(only) == AMELIA


def test_two_rows_of_headings_over_merged_cells(tmp_path: Path) -> None:
    rows = [["Name", "", "School", "", ""], ["First", "Last", "Year", "Form", "D.O.B."],
            ["Amelia", "Jones", 5, "5B", datetime(2016, 4, 30)]]  # fmt: skip
    (only,) = read(workbook(tmp_path / "Pupils.xlsx", {"Sheet1": rows}, ["A1:B1", "C1:E1"]))
    assert short(only) == "Amelia|Jones||05|5B|2016-04-30|"


def test_wrapped_headings_a_hidden_column_and_a_remark_beside_the_table(tmp_path: Path) -> None:
    rows = [["FORENAME\n(legal)", "SURNAME\n(legal)", "YEAR\nGROUP", "REG\nGROUP"],
            ["AMELIA", "JONES", "5", "5B", None, "moving in January"]]  # fmt: skip
    (only,) = read(workbook(tmp_path / "PUPILS.xlsx", {"data": rows}, hidden="C"))
    assert short(only) == "AMELIA|JONES||05|5B||"


def test_a_sheet_for_each_class_is_a_list_of_its_pupils(tmp_path: Path) -> None:
    sheets = {"5B": [["Name"], ["Jones, Amelia"]], "Year 6": [["Name"], ["Ana da Silva"]],
              "Oak (Y3)": [["Surname", "Forename"], ["Reed", "Ida"]]}  # fmt: skip
    rows = read(workbook(tmp_path / "Class lists.xlsx", sheets))
    assert [short(row) for row in rows] == [
        "Amelia|Jones||05|5B||",
        "Ana|da Silva||06|||",
        "Ida|Reed||03|Oak||",
    ]
    assert {row.kind for row in rows} == {"pupil"}


def test_staff_and_pupils_on_two_sheets_of_one_workbook(tmp_path: Path) -> None:
    sheets = {"Pupils": [["Surname", "Forename", "Class"], ["Jones", "Amelia", "5B"]],
              "Staff": [["Surname", "Forename", "Job"], ["Dunn", "Karen", "Teacher"]]}  # fmt: skip
    assert names(workbook(tmp_path / "Everybody.xlsx", sheets)) == [
        "pupil: Amelia Jones",
        "staff: Karen Dunn",
    ]


def test_titles_before_names_are_no_names(tmp_path: Path) -> None:
    rows = [["Name", "Role"], ["Mrs Karen Dunn", "Teacher"], ["Mr T. Osborne", "Headteacher"],
            ["Miss Pascoe", "TA"]]  # fmt: skip
    path = text_file(tmp_path / "staff.csv", rows)
    assert names(path) == ["staff: Karen Dunn", "staff: T. Osborne", "staff: Miss Pascoe"]
    assert read(path)[2].warnings == ("Only a title stands for the first name.",)


def test_a_name_in_one_column_is_read_in_the_order_its_heading_says(tmp_path: Path) -> None:
    rows = [["Surname, Forename", "Year/Class", "DOB"], ["Jones, Amelia", "5B", "30/04/16"],
            ["Lee Tom", "Y6 Oak", "2.11.15"]]  # fmt: skip
    found = read(text_file(tmp_path / "pupils.csv", rows, ";"))
    assert [short(row) for row in found] == [
        "Amelia|Jones||05|5B|2016-04-30|",
        "Tom|Lee||06|Y6 Oak|2015-11-02|",
    ]


def test_headings_printed_again_on_each_page_are_nobody(tmp_path: Path) -> None:
    rows = [["Forename", "Surname", "Year"], ["Amelia", "Jones", "5"], ["Forename", "Surname", "Year"],
            ["Tom", "Lee", "6"]]  # fmt: skip
    assert names(text_file(tmp_path / "pupils.csv", rows)) == ["pupil: Amelia Jones", "pupil: Tom Lee"]


def test_contacts_and_governors_are_known_by_their_headings_and_file(tmp_path: Path) -> None:
    contacts = [["Contact forename", "Contact surname", "Relationship"], ["Ruth", "Jones", "Mother"]]
    governors = [["Name", "Type of governor"], ["Dr Hope Todd", "Parent governor"]]
    assert names(text_file(tmp_path / "export.csv", contacts)) == ["parent: Ruth Jones"]
    assert names(text_file(tmp_path / "Governors.csv", governors)) == ["governor: Hope Todd"]


def test_columns_told_by_hand_go_before_what_their_headings_say(tmp_path: Path) -> None:
    rows = [["Called", "House", "Group", "Name"], ["Amelia", "Jones", "5B", "x"]]
    path = text_file(tmp_path / "pupils.csv", rows)
    told = {"called": Meaning.GIVEN_NAME, "House": Meaning.FAMILY_NAME, "Group": Meaning.CLASS, "Name": None}
    (only,) = read(path, told)
    assert short(only) == "Amelia|Jones||05|5B||"


def test_no_word_makes_a_column_of_passwords_readable(tmp_path: Path) -> None:
    rows = [["Forename", "Surname", "Password"], ["Amelia", "Jones", "Canary-7!wren"]]
    path = text_file(tmp_path / "pupils.csv", rows)
    (found,), _ = open_rosters([path], TODAY, None, {"Password": Meaning.KNOWN_AS})
    assert "Canary" not in repr(([*found.rows()], found.seen))


def test_a_list_without_headings_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="no column of people’s names"):
        read(text_file(tmp_path / "Pupils.csv", [["Amelia Jones", "5B"], ["Tom Lee", "6A"]]))


@pytest.mark.parametrize(
    ("name", "year", "class_name"),
    [("5B", "05", "5B"), ("Year 6", "06", ""), ("Oak (Y3)", "03", "Oak"), ("Reception", "00-r", ""),
     ("Sheet1", "", ""), ("2026", "", ""), ("Year 5 pupils", "05", ""), ("1st half term", "", "")],
)  # fmt: skip
def test_the_year_and_class_a_sheet_is_named_after(name: str, year: str, class_name: str) -> None:
    found = place_named(name)
    assert (found[0].value if found[0] else "", found[1]) == (year, class_name)


def test_a_class_called_after_its_year_tells_it() -> None:
    assert [year_of_class(name) for name in ("5B", "Class 5B", "Y5 Oak", "5 Beech")] == ["05"] * 4


def test_a_class_that_is_not_called_after_a_year_tells_none() -> None:
    assert [year_of_class(name) for name in ("Acorns", "3/4D", "Room 5", "1st", "")] == [None] * 5
