"""Where each figure of the governors' report stands: the very words of the page are read there."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from esafety_desk.reports import governors
from esafety_desk.reports.places import places
from tests.reports import factory

_HEIGHT = 841.89


def words_in(content: bytes, page: int) -> list[tuple[float, float, str]]:
    """Every run of words on a page with where it begins, in points from the top left."""
    found: list[tuple[float, float, str]] = []

    def see(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append((tm[4] * cm[0] + cm[4], _HEIGHT - (tm[5] * cm[3] + cm[5]), text.strip()))

    PdfReader(BytesIO(content)).pages[page].extract_text(visitor_text=see)
    return found


def test_each_figure_of_the_first_page_is_read_where_it_is_said_to_stand() -> None:
    report = factory.report()
    words = words_in(governors.render(report), 0)
    told = {(row.label, column): cell.text for row in report.glance.rows
            for column, cell in zip(report.glance.columns, row.cells, strict=True)}  # fmt: skip
    on_first = [place for place in places(report) if place.page == 0]
    assert len(on_first) == len(told)
    for place in on_first:
        within = [text for x, y, text in words
                  if place.left <= x <= place.right and place.top <= y <= place.bottom]  # fmt: skip
        assert "".join(within).replace(" ", "") == told[place.label, place.column].replace(" ", "")
