"""Text files of any make become rows of cells; what cannot be read is refused in one sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esafety_desk.exchange.sources import Limits
from esafety_desk.exchange.tabular import Row, Table, open_table
from esafety_desk.host.errors import BadUsage

LIMITS = Limits()
PLAIN = "Name,Year\nŁukasz,5\nZoë,6\n"


def is_heading(cells: Sequence[str]) -> bool:
    return "Name" in cells


def table(folder: Path, content: str | bytes, limits: Limits = LIMITS) -> Table:
    file = folder / "list.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_table(file, is_heading, limits)


def rows(folder: Path, content: str | bytes) -> list[Row]:
    found = table(folder, content)
    return list(found.rows(range(len(found.headings))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_understood(tmp_path: Path, encoding: str) -> None:
    assert [row.cells for row in rows(tmp_path, PLAIN.encode(encoding))] == [("Łukasz", "5"), ("Zoë", "6")]


def test_windows_letters_are_read_and_marked_as_guessed(tmp_path: Path) -> None:
    found = rows(tmp_path, "Name,Year\nZoë,6\nTom,5\n".encode("cp1252"))
    assert [(row.cells[0], row.is_guessed) for row in found] == [("Zoë", True), ("Tom", False)]


def test_a_file_of_mixed_encodings_keeps_every_letter(tmp_path: Path) -> None:
    found = rows(tmp_path, b"Name,Year\n" + "Łukasz,5\n".encode() + "Zoë,6\n".encode("cp1252"))
    assert [row.cells[0] for row in found] == ["Łukasz", "Zoë"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_even_where_others_stand_in_the_cells(tmp_path: Path, separator: str) -> None:
    lines = [["Name", "Year"], ["Jones, Amelia", "5"], ["Smith, Tom; Tim", "6"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(lines)
    assert [row.cells for row in rows(tmp_path, text.getvalue())] == [tuple(line) for line in lines[1:]]


def test_unquoted_commas_inside_names_do_not_pass_for_separators(tmp_path: Path) -> None:
    found = rows(tmp_path, "Name;Year\nJones, Amelia;5\nSmith, Tom;6\n")
    assert found[0].cells == ("Jones, Amelia", "5")


def test_a_separator_that_the_file_names_is_believed(tmp_path: Path) -> None:
    found = rows(tmp_path, "sep=;\nName;Year\nTom;5\n")
    assert (found[0].cells, found[0].line) == (("Tom", "5"), 3)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_shows_them(tmp_path: Path, ending: str) -> None:
    text = ending.join(["Autumn list", "", "Name,Notes", 'Tom,"two', 'lines"', "", " , ", "Zoë,"])
    found = rows(tmp_path, text)
    assert [(row.line, row.cells[0]) for row in found] == [(4, "Tom"), (8, "Zoë")]


def test_only_the_wanted_cells_are_handed_on(tmp_path: Path) -> None:
    found = table(tmp_path, "Password,Name,Year\nCanary-7!wren,Tom,5\n")
    assert "Canary" not in repr(list(found.rows([1, 2])))


def test_a_longer_row_is_refused_and_shows_nothing(tmp_path: Path) -> None:
    found = rows(tmp_path, "Name,Year\nTom,5,Canary-7!wren\nZoë,6,,\nJo\n")
    assert found[0].cells == ()
    assert "3 cells under 2 headings" in found[0].problem
    assert [row.cells for row in found[1:]] == [("Zoë", "6"), ("Jo", "")]


def test_a_shorter_row_is_refused_where_every_cell_counts(tmp_path: Path) -> None:
    found = table(tmp_path, "Name,Year,Password\nTom,Canary-7!wren\n")
    (row,) = found.rows([0, 1], is_exact=True)
    assert (row.cells, bool(row.problem)) == ((), True)


def test_a_quotation_mark_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    found = rows(tmp_path, 'Name,Year\nTom,5\n"Zoë,6\nJo,4\n"Lee, Ann",3\nMax,2\n')
    assert [(row.line, row.cells[:1]) for row in found] == [
        (2, ("Tom",)), (3, ()), (4, ("Jo",)), (5, ("Lee, Ann",)), (6, ("Max",)),
    ]  # fmt: skip
    assert "quotation mark" in found[1].problem


def test_two_quotation_marks_that_never_close_do_not_melt_two_rows_into_one(tmp_path: Path) -> None:
    found = rows(tmp_path, 'Name,Year,Form\nTom,"5,5B\nZoë,"6,6C\nJo,4,4A\n')
    assert [(row.line, bool(row.problem)) for row in found] == [(2, True), (3, True), (4, False)]


def test_a_nickname_in_quotation_marks_inside_a_quoted_name_is_read(tmp_path: Path) -> None:
    assert rows(tmp_path, 'Name,Year\n"Jo "Joey" Lee",5\nTom "Tim" Reed,5\n')[1].cells == (
        'Tom "Tim" Reed',
        "5",
    )


def test_nuls_are_dropped(tmp_path: Path) -> None:
    assert rows(tmp_path, "Name,Year\nT\0om,5\n")[0].cells == ("Tom", "5")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b"\n \n", "empty"), (b"PK\x03\x04rest", "damaged"), (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"), (b"Name" + b"x" * 300, "too long"), (b"Name" + b",x" * 60, "columns"),
        (b"Name\n" + b"x\n" * 60, "rows"), (b"Name\n" + b"x" * 6000, "larger"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_a_sentence_that_names_the_file(
    tmp_path: Path, content: bytes, said: str
) -> None:
    limits = Limits(file_bytes=5000, line_characters=200, rows=50, columns=50)
    with pytest.raises(BadUsage) as refusal:
        list(table(tmp_path, content, limits).rows([0]))
    assert "list.csv" in refusal.value.sentence
    assert said in refusal.value.sentence


def test_a_cell_without_end_is_refused_with_its_row(tmp_path: Path) -> None:
    found = table(tmp_path, f"Name,Year\n{'x' * 90},5\nTom,5\n", Limits(cell_characters=80))
    assert [bool(row.problem) for row in found.rows([0])] == [True, False]


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(BadUsage, match=path.name):
            open_table(path, is_heading)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cells, cells, cells), max_size=8), st.sampled_from(",;\t|"))
def test_whatever_a_spreadsheet_writes_is_read_back(
    tmp_path: Path, lines: list[tuple[str, str, str]], separator: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("Name", "Year", "Form"), *lines])
    kept = [tuple(cell.strip() for cell in line) for line in lines if any(map(str.strip, line))]
    assert [row.cells for row in rows(tmp_path, text.getvalue())] == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path: Path, content: bytes) -> None:
    with suppress(BadUsage):
        assert all(row.problem or row.cells for row in rows(tmp_path, b"Name,Year\n" + content))
