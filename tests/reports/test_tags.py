"""What a paper tells a reader that speaks: headings, lists, tables with heads, drawings by their words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from esafety_desk.policy.figures import GovernorReport
from esafety_desk.reports.governors import render
from esafety_desk.reports.paper import render as draw
from esafety_desk.reports.style import PALETTE
from tests.reports import factory, papers
from tests.reports.reading import reader
from tests.reports.structure import marks_on_pages, parents, tree, unmarked_strokes


def every_paper() -> list[bytes]:
    empty: GovernorReport = factory.report(sentences=(), decisions=(), risks=(), sections=(), method=())
    return [
        render(factory.report()),
        render(factory.long_report(3)),
        render(empty),
        draw(papers.paper()),
        draw(papers.paper(is_draft=True, mark="Confidential", verification="change 1 · abc")),
    ]


@pytest.fixture(scope="module")
def pdfs() -> list[bytes]:
    return every_paper()


def test_file_says_that_it_is_tagged_and_accessible(pdfs: list[bytes]) -> None:
    for pdf in pdfs:
        root = reader(pdf).root_object
        assert bool(root["/MarkInfo"]["/Marked"])
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert all(page["/Tabs"] == "/S" for page in reader(pdf).pages)


def test_every_mark_belongs_to_one_element_and_every_element_finds_its_mark(pdfs: list[bytes]) -> None:
    for pdf in pdfs:
        written = marks_on_pages(pdf)
        told = {(page, mark): node.kind for node in tree(pdf).walk() for page, mark in node.marks}
        assert told == {(at, mark): kind for at, page in enumerate(written) for kind, mark in page}
        assert sum(len(node.marks) for node in tree(pdf).walk()) == len(told)
        assert parents(pdf) == {at: [kind for kind, _ in page] for at, page in enumerate(written)}
        for at, page in enumerate(reader(pdf).pages):
            assert page["/StructParents"] == at


def test_nothing_is_painted_outside_the_tags(pdfs: list[bytes]) -> None:
    for pdf in pdfs:
        assert unmarked_strokes(pdf) == []


def test_marks_are_read_in_the_order_they_are_seen(pdfs: list[bytes]) -> None:
    for pdf in pdfs:
        firsts = [node.marks[0] for node in tree(pdf).walk() if node.marks and node.kind != "Figure"]
        assert firsts == sorted(firsts)


def test_heading_levels_never_skip_and_the_title_is_the_first(pdfs: list[bytes]) -> None:
    for pdf in pdfs:
        levels = [int(kind[1]) for kind in tree(pdf).kinds() if kind[0] == "H" and kind[1:].isdigit()]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_heads_for_columns_and_rows() -> None:
    tables = [node for node in tree(draw(papers.paper(papers.DAYS))).walk() if node.kind == "Table"]
    (days,) = tables
    assert days.kinds() == [
        "Table", "Caption",
        "TR", "TH", "TH", "TH",
        "TR", "TH", "TD", "TD",
        "TR", "TH", "TD", "TD",
    ]  # fmt: skip
    assert [node.scope for node in days.walk() if node.kind == "TH"] == ["Column"] * 3 + ["Row"] * 2


def test_table_over_several_pages_is_one_table_whose_heads_are_read_once() -> None:
    long = tree(render(factory.long_report(1, lines=90)))
    tables = [node for node in long.walk() if node.kind == "Table" and len(node.kids) > 60]
    assert len(tables) == 1
    assert [node.scope for node in tables[0].walk()].count("Column") == len(factory.TERMS)


def test_lists_have_items_with_bodies_and_boxes_say_what_they_are() -> None:
    root = tree(draw(papers.paper()))
    lists = [node for node in root.walk() if node.kind == "L"]
    assert [len(node.kids) for node in lists] == [2, 2, 2, 1]
    assert all(kid.kind == "LI" for node in lists for kid in node.kids)
    assert [node.said for node in root.walk() if node.kind == "Lbl" and node.said] == ["To tick", "Ticked"]


def test_chart_is_a_figure_read_out_with_its_published_figures_alone() -> None:
    figures = [node for node in tree(render(factory.report())).walk() if node.kind == "Figure"]
    assert len(figures) == 3
    assert "Autumn 2025: Content about 10, Contact fewer than 5, Conduct about 20" in figures[0].said
    assert figures[2].said == (
        "Staff supported within twelve months. "
        "Autumn 2026: 32 of 41; Summer 2026: 30 of 41; Autumn 2025: 24 of 39."
    )


@pytest.mark.parametrize("number", range(4))
def test_a_figure_on_its_part_of_a_chart_is_legible(number: int) -> None:
    assert contrast(PALETTE[f"series{number}"], PALETTE[f"on-series{number}"]) >= 4.5


@pytest.mark.parametrize("role", ["ink", "ink-2", "series0"])
def test_words_on_paper_are_legible(role: str) -> None:
    assert contrast(PALETTE[role], PALETTE["surface"]) >= 4.5


def contrast(first: str, second: str) -> float:
    """As WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
