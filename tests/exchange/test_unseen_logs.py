"""Old logs as other schools might keep them, none of which was there when the reader was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest

from esafety_desk.exchange.log_meanings import Meaning, shape
from esafety_desk.exchange.log_opening import open_logs
from esafety_desk.exchange.logs import Log, LogRow
from tests.exchange.unseen import text_file, workbook

TODAY = date(2026, 11, 19)
TOLD = "Ora was sent unkind messages in the group chat."


def opened(path: Path, register: str = "incidents") -> list[Log]:
    return open_logs([path], shape(register), TODAY)[0]


def rows_of(path: Path, register: str = "incidents") -> list[LogRow]:
    return [row for log in opened(path, register) for row in log.rows() if not row.passed_over]


def days(rows: Sequence[LogRow]) -> list[str]:
    """The day of each row, or why it was refused."""
    return [row.refusal or row.days[Meaning.DATE].isoformat() for row in rows]


def people(rows: Sequence[LogRow]) -> list[str]:
    return ["; ".join(cell for _, cell in row.people) for row in rows]


def meanings(log: Log) -> dict[str, str]:
    return {column.heading: column.meaning or "" for column in log.columns}


def test_days_with_their_weekday_in_any_writing(tmp_path: Path) -> None:
    lines = [["Day", "Concern", "Children"], ["Wed 3 Sept 2025", TOLD, "Ora Klein"],
             ["Thursday, 11th September 2025", TOLD, "Tom Lee"], ["Tues 9/9/25", TOLD, "Tom Lee"],
             ["3rd Oct 24", TOLD, "Ida"], ["Oct 4th 2024", TOLD, "Ida"], ["4-Oct-24", TOLD, "Ida"]]  # fmt: skip
    found = rows_of(text_file(tmp_path / "log.csv", lines, ";", "cp1252"))
    assert days(found) == ["2025-09-03", "2025-09-11", "2025-09-09", "2024-10-03", "2024-10-04", "2024-10-04"]


def test_a_weekday_says_which_of_two_days_is_meant(tmp_path: Path) -> None:
    lines = [["Date", "Incident"], ["Thu 3/4/2025", TOLD], ["Tue 4/3/2025", TOLD], ["Mon 5/6/2025", TOLD]]
    found = rows_of(text_file(tmp_path / "log.csv", lines))
    assert days(found)[:2] == ["2025-04-03", "2025-03-04"]
    assert "could be read day first or month first" in days(found)[2]


def test_a_weekday_that_does_not_fit_is_told(tmp_path: Path) -> None:
    (only,) = rows_of(text_file(tmp_path / "log.csv", [["Date", "Incident"], ["Mon 3 Sept 2025", TOLD]]))
    assert only.warnings == ("Date names another day of the week.",)


def test_dates_with_the_month_first_where_one_of_them_proves_it(tmp_path: Path) -> None:
    lines = [["Date", "Description", "Student", "Grade"], ["12/31/2025", TOLD, "Ora Klein", "5"],
             ["1/2/2026", TOLD, "Tom Lee", "6"]]  # fmt: skip
    found = rows_of(text_file(tmp_path / "log.txt", lines, "\t", "utf-16"))
    assert days(found) == ["2025-12-31", "2026-01-02"]
    assert [row.years for row in found] == [("05",), ("06",)]


def test_two_rows_of_headings_merged_cells_and_a_sum_below(tmp_path: Path) -> None:
    lines = [["E-safety incidents", "", "", "", ""], ["Date", "Incident", "", "Who", ""],
             ["", "Time", "Details", "Name", "Class"],
             [datetime(2025, 9, 3), time(9, 30), TOLD, "Ora Klein", "5B"],
             [datetime(2025, 9, 4, 14, 5), "", TOLD, "Tom Lee", "6A"], ["Total", "", 2, "", ""]]  # fmt: skip
    path = workbook(tmp_path / "log.xlsx", {"Log": lines}, ["A1:E1", "A2:A3", "B2:C2", "D2:E2"])
    found = rows_of(path)
    assert days(found) == ["2025-09-03", "2025-09-04"]
    assert [row.values[Meaning.TIME] for row in found] == ["09:30", "14:05"]


def test_a_date_merged_over_several_rows_is_the_date_of_each(tmp_path: Path) -> None:
    lines = [["Date", "Details", "Pupils"], [datetime(2025, 9, 3), TOLD, "Ora Klein"],
             [None, "Tom brought a phone into class.", "Tom Lee"], [None, "Undated.", "Ida"]]  # fmt: skip
    found = rows_of(workbook(tmp_path / "log.xlsx", {"Log": lines}, ["A2:A3"]))
    assert days(found) == ["2025-09-03", "2025-09-03", "This row does not say: date."]


def test_a_sheet_for_each_term_with_days_that_name_no_year(tmp_path: Path) -> None:
    heading = ["Date", "What happened", "Who"]
    sheets = {
        "Autumn": [heading, ["3 Sept", TOLD, "Ora Klein"], ["Autumn wk 3", TOLD, "Tom Lee"]],
        "Spring": [heading, ["14.1", TOLD, "Ora Klein"], ["Tue 25/2", TOLD, "Ora Klein"]],
        "Summer": [["Who", "Date", "What happened"], ["Ora Klein", "1 May", TOLD]],
        "Key": [["Code", "Meaning"], ["CB", "Cyberbullying"]],
    }
    found = rows_of(workbook(tmp_path / "E-safety log 2024-25.xlsx", sheets))
    said = days(found)
    assert said.pop(1) == "Date cannot be read as a date. Write it like 31 Jan 2025 or 2025-01-31."
    assert said == ["2024-09-03", "2025-01-14", "2025-02-25", "2025-05-01"]


def test_first_and_last_names_in_columns_of_their_own_are_one_person(tmp_path: Path) -> None:
    lines = [["Surname", "Forename", "Form", "Incident date", "Nature of incident"],
             ["Klein", "Ora", "5B", "31/01/2025", TOLD], ["Lee", "", "6A", "1/2/25", TOLD]]  # fmt: skip
    assert people(rows_of(text_file(tmp_path / "log.csv", lines))) == ["Ora Klein", "Lee"]


def test_the_answers_of_a_form_with_questions_for_headings(tmp_path: Path) -> None:
    lines = [["Timestamp", "Describe what happened", "Your name", "Which pupils were involved?",
              "Have parents been informed?"],
             ["31/01/2025 10:32:11", TOLD, "Karen Dunn", "Ora Klein, Tom Lee", "Yes"],
             ["01/02/2025 09:02:00", TOLD, "KD", "Ida", "No"]]  # fmt: skip
    path = text_file(tmp_path / "responses.csv", lines)
    assert people(rows_of(path)) == ["Ora Klein, Tom Lee", "Ida"]
    assert meanings(opened(path)[0]) == {
        "Timestamp": "date", "Describe what happened": "details", "Your name": "reported_by",
        "Which pupils were involved?": "people", "Have parents been informed?": "parents",
    }  # fmt: skip
    assert Meaning.TIME not in rows_of(path)[0].values, "it says when the form was sent, not when it happened"


def test_long_headings_with_hints_in_brackets(tmp_path: Path) -> None:
    heading = ["No.", "Date of incident (dd/mm/yyyy)", "Time of incident", "Name(s) of pupil(s) involved",
               "Year group(s)", "Where did it happen? (in school / out of school)", "App, game or website used",
               "What happened? (facts only)", "Parents/carers informed (Y/N, how)", "Date closed"]  # fmt: skip
    row = ["1", "31/01/2025", "10am", "Ora Klein (5B), Tom Lee (6A)", "5, 6", "Out of school", "WhatsApp", "Messages.",
           "Y phone", "13/02/2025"]  # fmt: skip
    (log,) = opened(text_file(tmp_path / "log.csv", [heading, row]))
    assert list(meanings(log).values()) == [
        "", "date", "time", "people", "year", "where", "platform", "details", "parents", "closed_on",
    ]  # fmt: skip
    (only,) = log.rows()
    assert not only.refusal


def test_columns_of_yes_and_no_of_terms_and_of_numbers_name_nobody(tmp_path: Path) -> None:
    lines = [["Ref", "Term", "Date", "Pupil initials", "Incident", "CPOMS?", "Extra"],
             ["1", "Autumn", "31/01/25", "OK", TOLD, "Y", "Yes"],
             ["2", "Spring", "14/02/25", "TL (Y6)", TOLD, "N", "No"]]  # fmt: skip
    path = text_file(tmp_path / "log.csv", lines)
    named = [heading for heading, meaning in meanings(opened(path)[0]).items() if meaning == "people"]
    assert named == ["Pupil initials"]
    assert meanings(opened(path)[0])["Ref"] == ""
    assert people(rows_of(path)) == ["OK", "TL (Y6)"]


def test_a_log_in_one_word_headings(tmp_path: Path) -> None:
    lines = [["WHEN", "WHO", "WHAT", "WHERE", "OUTCOME"],
             ["3rd Oct 24", "Ora K", "Unkind message", "home", "sorted"]]  # fmt: skip
    (log,) = opened(text_file(tmp_path / "log.csv", lines))
    assert list(meanings(log).values()) == ["date", "people", "details", "where", "outcome"]


def test_a_question_whether_it_is_closed_is_answered_by_yes(tmp_path: Path) -> None:
    lines = [["Date", "Incident", "Resolved?"], ["31/1/25", TOLD, "Y"], ["31/1/25", TOLD, "no"]]
    found = rows_of(text_file(tmp_path / "log.csv", lines))
    assert [row.values[Meaning.OUTCOME] for row in found] == ["Closed", "Open"]


def test_a_remark_beside_the_table_of_a_workbook_stays_in_its_source(tmp_path: Path) -> None:
    lines = [["Date", "Incident"], [datetime(2025, 1, 31), TOLD, "ask Karen"]]
    (only,) = rows_of(workbook(tmp_path / "log.xlsx", {"Log": lines}, hidden="B"))
    assert days([only]) == ["2025-01-31"]
    assert only.cells[-1] == ("Column 3", "ask Karen")


@pytest.mark.parametrize(
    ("register", "lines", "expected"),
    [
        ("support-sessions",
         [["Term", "Date", "Name of staff", "Support given", "Accounts covered", "Supporter", "Next step by"],
          ["Autumn", "14/01/2026", "Hope Todd", "Privacy settings on", "Instagram; Facebook", "Karen Dunn", "13/3/26"]],
         ["", "date", "people", "details", "platform", "staff", "review_on"]),
        ("approvals",
         [["Requested", "Member of staff", "Social media platform", "Account/handle", "Educational use",
           "Approved (Y/N)", "HoD/SLT", "Approved date", "Review"],
          ["14/01/2026", "Hope Todd", "X (Twitter)", "@y5", "Trip news", "Y", "T Osborne", "15/01/2026", "14/9/26"]],
         ["date", "people", "platform", "account", "details", "outcome", "decided_by", "decided_on", "review_on"]),
    ],
)  # fmt: skip
def test_lists_of_sessions_and_of_approvals(
    tmp_path: Path, register: str, lines: list[list[str]], expected: list[str]
) -> None:
    (log,) = opened(text_file(tmp_path / "list.csv", lines), register)
    assert list(meanings(log).values()) == expected
    assert days(list(log.rows())) == ["2026-01-14"]
