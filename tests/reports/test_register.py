"""A long list on paper: linear, flat, complete."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from esafety_desk.reports.document import Column
from esafety_desk.reports.errors import Unprintable
from esafety_desk.reports.register import TAGGED_ROWS, render
from tests.reports.papers import paper
from tests.reports.reading import assert_within_margins, outline, reader, texts
from tests.reports.structure import marks_on_pages, parents, tree, unmarked_strokes

STATUS = Path("/proc/self/statm")
HEADS = (Column("Reference"), Column("What"), Column("Number", align="right"))
WIDE = (*HEADS, *(Column(f"Further column {number}") for number in range(6)))


def rows(count: int, columns: int = 3) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        more = tuple(f"word {number % 7} of {at}" for at in range(columns - 3))
        yield (f"INC-{number:05}", "A short account of what was said", str(number % 900), *more)


def test_every_row_is_there_once_and_the_last_page_knows_how_many_there_are() -> None:
    made = render(paper(), HEADS, rows(700), 700)
    pages = texts(made)
    assert re.findall(r"INC-\d{5}", " ".join(pages)) == [f"INC-{number:05}" for number in range(700)]
    assert all(f"{number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert all("Reference What Number" in page for page in pages)
    assert_within_margins(made)


def test_a_wide_list_lies_across_the_page() -> None:
    upright, across = render(paper(), HEADS, rows(3), 3), render(paper(), WIDE, rows(3, len(WIDE)), 3)
    assert reader(upright).pages[0].mediabox.height > reader(upright).pages[0].mediabox.width
    assert reader(across).pages[0].mediabox.height < reader(across).pages[0].mediabox.width


def test_a_list_one_could_listen_to_is_tagged_as_one_table() -> None:
    made = render(paper(), HEADS, rows(120), 120)
    (table,) = [node for node in tree(made).walk() if node.kind == "Table"]
    assert [len(row.kids) for row in table.kids] == [3] * 121
    assert [node.scope for node in table.walk()].count("Row") == 120
    told = {(page, mark): node.kind for node in tree(made).walk() for page, mark in node.marks}
    written = marks_on_pages(made)
    assert told == {(at, mark): kind for at, page in enumerate(written) for kind, mark in page}
    assert parents(made) == {at: [kind for kind, _ in page] for at, page in enumerate(written)}
    assert unmarked_strokes(made) == []


def test_a_longer_list_makes_no_claim_to_be_tagged_but_has_bookmarks() -> None:
    made = render(paper(), HEADS, rows(TAGGED_ROWS + 1), TAGGED_ROWS + 1)
    assert "/MarkInfo" not in reader(made).root_object
    assert b"pdfuaid:part" not in reader(made).root_object["/Metadata"].get_data()
    assert [page for _, page in outline(made)] == [1, 11, 21]


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell what a process holds")
def test_memory_hardly_grows_over_three_hundred_pages() -> None:
    held: dict[int, int] = {}

    def watched(count: int) -> Iterator[tuple[str, ...]]:
        for number, row in enumerate(rows(count)):
            if number in (2_000, count - 1):
                held[number] = int(STATUS.read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
            yield row

    made = render(paper(), HEADS, watched(13_000), 13_000)
    assert made.count(b"/Type /Page\n") >= 300
    assert held[12_999] - held[2_000] < 8_000_000


def test_a_cell_longer_than_a_page_goes_on_on_the_next() -> None:
    long = "It was said again. " * 1_500
    pages = texts(render(paper(), HEADS, [("INC-1", long, "1"), ("INC-2", "short", "2")], 2))
    assert len(pages) > 2
    assert sum(page.count("again.") for page in pages) == 1_500
    assert "INC-2" in pages[-1]


def test_all_characters_no_font_has_are_named_together() -> None:
    with pytest.raises(Unprintable) as raised:
        render(paper(), HEADS, [("李", "🙂", "1"), ("x", "学", "2")], 2)
    assert raised.value.characters == ("学", "李", "🙂")
