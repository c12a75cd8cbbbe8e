"""Where each figure of a governors' report stands on its pages, so that a window can lead from it to its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esafety_desk.policy.figures import GovernorReport, Table
from esafety_desk.reports.governors import as_document
from esafety_desk.reports.paper import pages_of
from esafety_desk.reports.style import MARGIN
from esafety_desk.reports.table_block import TableBlock


@dataclass(frozen=True, slots=True)
class Place:
    """One cell: its page, counted from 0, its edges in points from the page's top left, and what stands there.

    ``table`` is the table's key, ``label`` its line's, ``column`` the name of its column.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    table: str
    label: str
    column: str


def places(report: GovernorReport, logo: bytes | None = None) -> tuple[Place, ...]:
    """Every figure of ``report`` where ``governors.render`` draws it; tables of words have none."""
    tables = {table.title: table for section in report.sections for table in section.tables}
    tables[""] = report.glance  # its title is a heading of the page
    return tuple(_places(report, tables, logo))


def _places(report: GovernorReport, tables: dict[str, Table], logo: bytes | None) -> Iterator[Place]:
    for number, page in enumerate(pages_of(as_document(report, logo))):
        for placed in page:
            if not isinstance(placed.block, TableBlock):
                continue
            table = tables.get(placed.block.table.title)
            if table is None or table.is_words:
                continue
            for cell in placed.block.cells(MARGIN, placed.y):
                if cell.column:
                    yield Place(
                        number, *cell.edges, table.key,
                        table.rows[cell.row].label, table.columns[cell.column - 1],
                    )  # fmt: skip
