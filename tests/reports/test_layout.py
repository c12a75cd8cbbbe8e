"""Lines, pages and tables, before anything is drawn."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.reports import fonts
from esafety_desk.reports import paper as drawing
from esafety_desk.reports.blocks import Heading, Prose
from esafety_desk.reports.document import Column, Paragraph, Row, Table
from esafety_desk.reports.flow import Block, laid_out
from esafety_desk.reports.lines import fitted, wrapped
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import MARGIN, PALETTE, STRONG, TEXT, TEXT_HEIGHT, Face
from esafety_desk.reports.table_block import TableBlock
from esafety_desk.reports.tags import Element
from tests.reports import papers
from tests.reports.factory import TERMS


class Slab(Block):
    """A block of a given height."""

    def __init__(self, height: float) -> None:
        self._height = height

    @property
    def height(self) -> float:
        return self._height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        raise AssertionError("a slab is laid out, never drawn")


def each(text: str) -> float:
    return float(len(text))


def columns(*heads: str) -> tuple[Column, ...]:
    return (Column(""), *(Column(head, align="right") for head in heads))


def table(lines: int) -> TableBlock:
    rows = tuple(Row((f"Line {line}", "1", "2", "3"), is_within=line % 4 == 3) for line in range(lines))
    return TableBlock(Table(columns(*TERMS), rows, "Title", "A note."), Element("Document"))


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 20))
def test_wrapped_text_fits_and_loses_no_letter(text: str, width: int) -> None:
    lines = wrapped(text, width, each)
    assert all(0 < len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapped_text_breaks_between_words_but_never_at_a_hard_space() -> None:
    assert wrapped("one two\u00a0three four", 9, each) == ("one", "two\u00a0three", "four")


def test_fitted_text_ends_with_an_ellipsis_only_where_it_must() -> None:
    assert fitted("short", 5, each) == "short"
    assert fitted("longer than that", 8, each) == "longer…"


@pytest.mark.parametrize("face", [TEXT, STRONG])
def test_digits_are_tabular(face: Face) -> None:
    assert len({fonts.width(digit, face) for digit in "0123456789"}) == 1


def test_every_role_of_a_chart_has_a_colour_on_paper() -> None:
    roles = {f"{kind}{number}" for kind in ("series", "on-series") for number in range(4)}
    assert roles | {"ink", "ink-2", "line", "surface"} == set(PALETTE)


def test_heading_moves_to_the_next_page_with_what_follows_it() -> None:
    pages = laid_out([Slab(TEXT_HEIGHT - 40), Heading("Alone?", Element("H1")), Slab(30)])
    assert [len(page) for page in pages] == [1, 2]
    assert pages[1][0].y == MARGIN


def test_block_taller_than_a_page_is_kept_and_ends_the_layout() -> None:
    assert [len(page) for page in laid_out([Slab(20), Slab(TEXT_HEIGHT * 2), Slab(20)])] == [1, 1, 1]


def test_paragraph_leaves_no_single_line_on_either_page() -> None:
    prose = Prose("word " * 100, Element("P"))
    lines = round(prose.height / TEXT.leading)
    for room in range(int(prose.height)):
        parts = prose.split(room)
        if parts:
            assert 2 * TEXT.leading <= parts[0].height <= room
            assert parts[1].height >= 2 * TEXT.leading
            assert round((parts[0].height + parts[1].height) / TEXT.leading) == lines


def test_short_table_is_not_split_across_pages() -> None:
    short = table(6)
    pages = laid_out([Slab(TEXT_HEIGHT - short.height + 10), short])
    assert [len(page) for page in pages] == [1, 1]


def test_long_table_is_split_only_before_lines_that_stand_for_themselves() -> None:
    long = table(60)
    for room in range(int(long.least) + 1, int(TEXT_HEIGHT)):
        parts = long.split(room)
        assert parts is not None
        assert parts[0].height <= room
        assert not parts[1].begins_within


def test_table_of_one_long_group_is_moved_or_split_rather_than_cut_off() -> None:
    for lines in (12, 50, 90):
        rows = tuple(Row((f"Line {line}", "1"), is_within=line > 0) for line in range(lines))
        group = TableBlock(Table(columns("Autumn 2026"), rows, "Title"), Element("Document"))
        for above in range(0, int(TEXT_HEIGHT), 37):
            pages = laid_out([Slab(above), group])
            assert all(
                placed.y + placed.block.height <= MARGIN + TEXT_HEIGHT + 0.01
                for page in pages
                for placed in page
            )


def test_table_with_many_columns_and_long_words_keeps_its_label_column() -> None:
    heads = columns(*(f"A rather long name of a period {number}" for number in range(8)))
    cells = ("Label", *(["within target: about half"] * 8))
    wide = TableBlock(Table(heads, (Row(cells),), "T"), Element("Document"))
    assert wide.height > TEXT.leading * 4


def test_charts_can_be_imported_without_reportlab() -> None:
    script = "import sys, esafety_desk.reports.charts; print('reportlab' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "False"


def test_fonts_have_the_letters_of_real_names() -> None:
    names = "Łukasz Şeyma Thảo Nguyễn Zając Ødegård Ğ İ ı ơ ư Ćirić Ștefan Œuvre"
    assert {letter for letter in names if ord(letter) not in fonts.covered()} == set()


def test_a_closing_line_never_has_a_page_of_its_own() -> None:
    for rows in range(15, 60):
        lines = tuple(Paragraph(f"Line {n}.") for n in range(rows))
        document = papers.paper(*lines, verification="change 12 · 63b1c60b27b76868")
        *_, last = drawing.pages_of(document)
        assert any(not placed.block.hangs for placed in last), rows
