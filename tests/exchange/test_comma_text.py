"""What leaves as CSV opens in a spreadsheet with its accents, and nothing in it is worked out as a formula."""

from __future__ import annotations

import csv
import io

import pytest

from esafety_desk.exchange.comma_text import as_csv, as_tab_text


@pytest.mark.parametrize("cell", ["=1+1", "+44 1872", "-2+3", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)"])
def test_a_cell_that_begins_like_a_formula_is_text(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(["Note"], [[cell]]).decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{cell}"]


def test_numbers_names_and_nothing_stay_what_they_are() -> None:
    text = as_csv(["A", "B", "C"], [[-4, "Łukasz Zając, “Lukey”", None]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["A", "B", "C"], ["-4", "Łukasz Zając, “Lukey”", ""]]


def test_text_for_the_clipboard_keeps_one_line_a_record_whatever_a_cell_holds() -> None:
    text = as_tab_text(["Day", "Note"], [["3 Nov 2026", "=1+1"], ["", "two\nlines\tand a tab"]])
    assert text.split("\n") == ["Day\tNote", "3 Nov 2026\t'=1+1", "\ttwo lines and a tab"]
