"""Workbooks and archives give their rows or a plain refusal, whatever is wrong with them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from esafety_desk.exchange.sources import source, sources
from esafety_desk.exchange.tabular import open_sheets
from esafety_desk.host.errors import BadUsage


def rows(path: Path) -> list[list[str]]:
    return [list(record.cells or ()) for sheet in open_sheets(source(path)) for record in sheet.read(None)]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of one sheet with a cell of every kind."""
    made = Workbook()
    sheet = made.active
    sheet.append(["Łukasz", 5, 5.0, 2.5, True, None, date(2025, 1, 31)])
    sheet.append([datetime(2025, 1, 31, 9, 15), time(9, 5), timedelta(hours=1, minutes=5), "=1+1", "", "=B1"])
    made.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def changed(path: Path, member: str, change: Callable[[str], str]) -> Path:
    """The workbook with one of its parts changed."""
    after = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(after, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in before.namelist():
            content = before.read(name)
            archive.writestr(name, change(content.decode()).encode() if name == member else content)
    return after


def test_cells_become_the_text_a_person_would_read(book: Path) -> None:
    assert rows(book) == [
        ["Łukasz", "5", "5", "2.5", "Yes", "", "2025-01-31"],
        ["2025-01-31 09:15", "09:05", "01:05", "=", "", "="],
    ]


def test_a_formula_gives_the_result_that_was_saved_with_it(book: Path) -> None:
    def saved(text: str) -> str:
        return re.sub(r"<f>1\+1</f><v ?/?>(</v>)?", "<f>1+1</f><v>2</v>", text)

    assert rows(changed(book, "xl/worksheets/sheet1.xml", saved))[1][3] == "2"


def test_hidden_sheets_are_left_alone(tmp_path: Path) -> None:
    made = Workbook()
    made.active.append(["seen"])
    made.create_sheet("Old").append(["hidden"])
    made["Old"].sheet_state = "hidden"
    made.save(tmp_path / "list.xlsx")
    assert rows(tmp_path / "list.xlsx") == [["seen"]]


@pytest.mark.parametrize("said", ['<dimension ref="A1:A1"/>', '<dimension ref="A1:XFD1048576"/>', ""])
def test_what_a_sheet_says_of_its_own_size_is_not_believed(book: Path, said: str) -> None:
    after = changed(book, "xl/worksheets/sheet1.xml", lambda text: re.sub("<dimension [^>]*>", said, text))
    assert [len(row) for row in rows(after)] == [7, 6]


def test_a_document_type_is_refused_before_anything_is_read(book: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    after = changed(
        book, "xl/worksheets/sheet1.xml", lambda text: text.replace("<worksheet", bomb + "<worksheet", 1)
    )
    with pytest.raises(BadUsage, match=r"changed\.xlsx cannot be read as a workbook"):
        rows(after)


def test_a_damaged_sheet_is_refused(book: Path) -> None:
    after = changed(book, "xl/worksheets/sheet1.xml", lambda text: text[: len(text) // 2])
    with pytest.raises(BadUsage, match="cannot be read as a workbook"):
        rows(after)


def test_an_archive_that_would_burst_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.csv", b"0" * 30_000_000)
    with pytest.raises(BadUsage, match="would unpack to more"):
        sources([tmp_path / "bomb.zip"])


def test_a_workbook_that_would_burst_is_not_opened(book: Path) -> None:
    after = changed(book, "xl/worksheets/sheet1.xml", lambda text: text + " " * 30_000_000)
    with pytest.raises(BadUsage, match="would unpack to more"):
        rows(after)


def test_a_file_too_large_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(BadUsage, match="larger than 200 MB"):
        source(path)


def test_a_cell_without_end_is_refused_as_a_line_too_long(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,Year\n" + "x" * 10_000_000, encoding="utf-8")
    with pytest.raises(BadUsage, match="too long to belong to a list"):
        rows(tmp_path / "list.csv")


def test_a_locked_archive_and_one_within_another_are_told_apart(tmp_path: Path, book: Path) -> None:
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(book, "inner.xlsx")
        archive.writestr("__MACOSX/._inner.xlsx", b"junk")
        archive.writestr("read me.pdf", b"%PDF")
    (found,) = sources([tmp_path / "outer.zip"])
    assert found.name == "inner.xlsx"
    assert len(list(open_sheets(found)[0].read(None))) == 2
    content = bytearray((tmp_path / "outer.zip").read_bytes())
    at = content.rindex(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.rfind(b"PK\x01\x02", 0, at)
    (tmp_path / "locked.zip").write_bytes(content)
    with pytest.raises(BadUsage, match="locked with a password"):
        sources([tmp_path / "locked.zip"])


def test_a_folder_without_a_list_says_so(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "photo.png").write_bytes(b"x")
    with pytest.raises(BadUsage, match="There is no list in the folder export"):
        sources([tmp_path / "export"])


def test_headings_that_are_missing_or_stand_twice_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,,Name,Year\na,b,c,5\nd\n,,,,,,\n", encoding="utf-8")
    assert rows(tmp_path / "list.csv")[1:3] == [["a", "b", "c", "5"], ["d"]]
