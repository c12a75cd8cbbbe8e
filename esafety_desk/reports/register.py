"""A list on paper, of any length: drawn row by row, so that neither time nor memory grows faster than its pages.

A list of up to TAGGED_ROWS rows is tagged cell by cell; a longer one is read on screen or exported, not read out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from esafety_desk.host.progress import Progress, unwatched
from esafety_desk.reports import fonts
from esafety_desk.reports.blocks import FIRST_LINE, draw_lines, set_in
from esafety_desk.reports.columns import GUTTER, edges, natural, widths
from esafety_desk.reports.document import Column, Document, Row
from esafety_desk.reports.errors import Unprintable
from esafety_desk.reports.furniture import Furniture
from esafety_desk.reports.paper import about
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.printable import missing_from, prepared
from esafety_desk.reports.style import (
    CELL,
    COLUMN,
    DEEP_BLUE,
    LANDSCAPE,
    LINE,
    PORTRAIT,
    QUIET,
    RULE,
    Face,
    Sheet,
)
from esafety_desk.reports.tags import Element, column_head, row_head
from esafety_desk.reports.title_block import TitleBlock

TAGGED_ROWS = 1_000
_MEASURED = 500
_AIR = 2.2
_BOOKMARKED = 10
"""One page in so many has a bookmark, named by its first row."""
_STEP = 100
"""After how many rows the work says how far it is."""

_Cells = tuple[tuple[str, ...], ...]


def render(
    document: Document,
    columns: Sequence[Column],
    rows: Iterable[tuple[str, ...]],
    count: int,
    progress: Progress = unwatched,
) -> bytes:
    """``rows`` under their heads, with the title and the furniture of ``document``, whose parts are not drawn.

    Wide lists lie across the page. ``count`` is how many rows are coming. Raises Unprintable as every paper
    does, and whatever ``progress`` raises.
    """
    coming = iter(rows)
    first = [prepared(row) for row in islice(coming, _MEASURED)]
    clean, heads = prepared(document), tuple(prepared(column) for column in columns)
    drawer = _Drawer(clean, heads, first, is_tagged=count <= TAGGED_ROWS)
    found = set(missing_from((clean, heads)))
    for done, row in enumerate(chain(first, map(prepared, coming))):
        if done % _STEP == 0:
            progress(done, count)
        if not all(map(str.isascii, row)):
            found.update(missing_from(row))
        drawer.add(row)
    if found:
        raise Unprintable(sorted(found))
    progress(count, count)
    return drawer.finished()


def _sheet(columns: Sequence[Column], rows: Sequence[Row]) -> Sheet:
    wished = sum(natural(columns, rows, CELL))
    return PORTRAIT if wished <= PORTRAIT.text_width * 1.15 else LANDSCAPE


class _Drawer:
    """Puts one row below the other and turns the page where the next does not fit."""

    def __init__(
        self,
        document: Document,
        columns: Sequence[Column],
        first: Sequence[tuple[str, ...]],
        *,
        is_tagged: bool,
    ) -> None:
        measured = [Row(row) for row in first]
        self._sheet = _sheet(columns, measured)
        self._columns = columns
        self._widths = widths(columns, measured, self._sheet.text_width, cell=CELL)
        self._edges = edges(columns, self._widths, self._sheet.margin)
        self._set = tuple(self._setter(at) for at in range(len(columns)))
        self._pen = Pen(about(document), self._sheet, is_tagged=is_tagged)
        self._furniture = Furniture(document, self._sheet)
        self._page = 1
        self._is_tagged, self._is_empty = is_tagged, True
        title = TitleBlock(document, self._pen.root, self._sheet.text_width)
        self._pen.bookmark(title.key, title.title, self._sheet.margin)
        title.draw(self._pen, self._sheet.margin, self._sheet.margin)
        self._table = Element("Table", self._pen.root)
        self._draw_heads(self._sheet.margin + title.height + 18.0, Element("TR", self._table))

    def add(self, row: tuple[str, ...]) -> None:
        """Draw the next row; one that is higher than a page goes on on the next."""
        self._is_empty = False
        cells: _Cells = tuple(setter(text) for setter, text in zip(self._set, row, strict=True))
        elements = self._elements()
        for piece in self._pieces(cells):
            high = CELL.leading * max(map(len, piece)) + 2 * _AIR
            if self._y + high > self._bottom:
                self._turn(row[0])
            self._draw(piece, elements, high)

    def finished(self) -> bytes:
        if self._is_empty:
            note = Element("P", self._pen.root)
            draw_lines(self._pen, self._sheet.margin, self._y + 3, ("Nothing to show.",), QUIET, note)
        self._furniture.draw(self._pen, self._page)
        self._pen.end_page()
        return self._pen.finished()

    @property
    def _bottom(self) -> float:
        return self._sheet.foot_top - 12

    def _setter(self, at: int) -> Callable[[str], tuple[str, ...]]:
        """What breaks the texts of a column into lines; most are short, and come again and again."""
        measure, room = fonts.measure(CELL), self._widths[at] - GUTTER

        @lru_cache(maxsize=2_000)
        def lines(text: str) -> tuple[str, ...]:
            if "\n" not in text and measure(text) <= room:
                return (text,)
            return tuple(chain.from_iterable(set_in(part, CELL, room) for part in text.split("\n")))

        return lines

    def _pieces(self, cells: _Cells) -> Iterator[_Cells]:
        lines = max(map(len, cells))
        fits = int((self._bottom - self._sheet.margin - 40) / CELL.leading)
        if lines <= fits:
            yield cells
            return
        for start in range(0, lines, fits):
            yield tuple(cell[start : start + fits] for cell in cells)

    def _elements(self) -> Sequence[Element | None]:
        if not self._is_tagged:
            return (None,) * len(self._columns)
        row = Element("TR", self._table)
        return (row_head(row), *(Element("TD", row) for _ in self._columns[1:]))

    def _turn(self, first: str) -> None:
        self._furniture.draw(self._pen, self._page)
        self._pen.end_page()
        self._page += 1
        if self._page % _BOOKMARKED == 1:
            self._pen.bookmark(f"page-{self._page}", first or f"Page {self._page}", self._sheet.margin)
        self._draw_heads(self._sheet.margin, None)

    def _draw_heads(self, y: float, row: Element | None) -> None:
        """The heads of the columns; said again on a later page they are no more than furniture."""
        left, right = self._sheet.margin, self._sheet.width - self._sheet.margin
        self._pen.line(left, y, right, y, DEEP_BLUE, RULE)
        heads = [
            set_in(column.head, COLUMN, wide - GUTTER)
            for column, wide in zip(self._columns, self._widths, strict=True)
        ]
        lowest = max(map(len, heads), default=1)
        for at, head in enumerate(heads):
            element = column_head(row) if row is not None else None
            top = y + 4.0 + COLUMN.leading * (lowest - len(head))
            for number, text in enumerate(head):
                self._put(at, top + COLUMN.leading * (number + FIRST_LINE), text, COLUMN, element)
        y += COLUMN.leading * lowest + 8.0
        self._pen.line(left, y, right, y, LINE)
        self._y = y

    def _draw(self, cells: _Cells, elements: Sequence[Element | None], high: float) -> None:
        top = self._y + _AIR
        for at, lines in enumerate(cells):
            for number, text in enumerate(lines):
                self._put(at, top + CELL.leading * (number + FIRST_LINE), text, CELL, elements[at])
        self._y += high
        left = self._sheet.margin
        self._pen.line(left, self._y, left + self._sheet.text_width, self._y, LINE)

    def _put(self, at: int, baseline: float, text: str, face: Face, element: Element | None) -> None:
        left, right = self._edges[at]
        if self._columns[at].align == "right":
            self._pen.text(right, baseline, text, face, "end", element)
        else:
            self._pen.text(left, baseline, text, face, "start", element)
