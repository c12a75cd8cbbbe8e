"""A table on paper: hairlines, figures on the right, this period in semibold; split only between lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from esafety_desk.reports.blocks import FIRST_LINE, draw_lines, set_in
from esafety_desk.reports.columns import GUTTER, WITHIN_INDENT, edges, face_of, widths
from esafety_desk.reports.document import Column, Row, Table
from esafety_desk.reports.flow import Block
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import (
    COLUMN,
    DEEP_BLUE,
    FOOT,
    LINE,
    QUIET,
    QUIET_INK,
    RULE,
    STRONG,
    TEXT,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    Face,
)
from esafety_desk.reports.tags import Element, column_head, row_head

_WHOLE_UP_TO = TEXT_HEIGHT * 0.4
_FEWEST = 3
"""How many lines of a split table stand on either side at least, where they are of the usual height."""
_USUAL = 19.0
_WHOLE_ROW = 16
_PIECE = 6
"""A row of more lines than the first is broken between them, so many at a time: no page waits half empty for it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, or a piece of a long one, in the lines its cells take."""

    row: Row
    cells: tuple[tuple[str, ...], ...]
    elements: tuple[Element, ...]
    begins: bool = True
    ends: bool = True
    """Whether the row begins here, and whether it ends here and is ruled off."""

    @property
    def count(self) -> int:
        return max(1, *(len(cell) for cell in self.cells)) if self.cells else 1


@dataclass(frozen=True, slots=True)
class _Layout:
    """What every piece of a table shares: the widths of its columns and its head in lines."""

    table: Table
    widths: tuple[float, ...]
    edges: tuple[tuple[float, float], ...]
    heads: tuple[tuple[str, ...], ...]
    label: Face

    @property
    def head_height(self) -> float:
        lines = max((len(head) for head in self.heads), default=0)
        return COLUMN.leading * lines + 8.0 if lines else 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one cell of a table stands: the number of its row and of its column, its edges on the page."""

    row: int
    column: int
    edges: tuple[float, float, float, float]


class TableBlock(Block):
    """A table with its title and its note, or a piece of one. ``air`` is the space above and below each row's words."""

    def __init__(
        self,
        table: Table,
        parent: Element,
        *,
        air: float = 2.3,
        before: float = 16.0,
        label: Face = TEXT,
        least_label: float = 0.0,
    ) -> None:
        self.before, self._air = before, air
        columns = widths(table.columns, table.rows, TEXT_WIDTH, least=least_label)
        heads = tuple(
            set_in(column.head, COLUMN, wide - GUTTER)
            for column, wide in zip(table.columns, columns, strict=True)
        )
        layout = _Layout(table, columns, edges(table.columns, columns, 0.0), heads, label)
        whole = Element("Table", parent)
        caption = Element("Caption", whole) if table.title else None
        self._heads = _head_elements(layout, whole)
        lines = tuple(line for row in table.rows for line in _lines(row, layout, whole))
        after = Element("P", parent) if table.note or not table.rows else None
        self._set(layout, lines, table.title, caption)
        self._set_note(table.note, after)

    def _set(
        self, layout: _Layout, lines: tuple[_Line, ...], title: str, caption: Element | None
    ) -> TableBlock:
        self._layout, self._lines, self._name, self._caption = layout, lines, title, caption
        self._title = set_in(title, STRONG, TEXT_WIDTH)
        return self

    def _set_note(self, note: str, element: Element | None) -> None:
        self._note_text, self._after = note, element
        self._note = set_in(note, FOOT, TEXT_WIDTH)

    def _piece(self, lines: tuple[_Line, ...], title: str, caption: Element | None) -> TableBlock:
        made = TableBlock.__new__(TableBlock)
        made._air, made._heads = self._air, ()
        made._set_note("", None)
        return made._set(self._layout, lines, title, caption)

    def tighten(self, ease: float) -> None:
        super().tighten(ease)
        self._air *= ease

    @property
    def _head(self) -> float:
        title = STRONG.leading * len(self._title) + (3.0 if self._title else 0.0)
        return title + self._layout.head_height

    def _row_height(self, line: _Line) -> float:
        return TEXT.leading * line.count + self._air * (line.begins + line.ends)

    @property
    def _rows_height(self) -> float:
        return sum(map(self._row_height, self._lines)) if self._lines else TEXT.leading

    @property
    def height(self) -> float:
        return self._head + self._rows_height + (FOOT.leading * len(self._note) + 4.0 if self._note else 0.0)

    @property
    def begins_within(self) -> bool:
        """Whether the first line counts part of a line that is not here."""
        return bool(self._lines) and self._lines[0].row.is_within

    @property
    def _fewest(self) -> int:
        """Three lines of the usual height, fewer of tall ones."""
        if not self._lines:
            return _FEWEST
        return max(1, min(_FEWEST, round(_FEWEST * _USUAL * len(self._lines) / self._rows_height)))

    @property
    def least(self) -> float:
        if self.height <= _WHOLE_UP_TO or len(self._lines) < 2 * self._fewest:
            return self.height
        return self._head + sum(map(self._row_height, self._lines[: self._cut(self._fewest, forward=True)]))

    def split(self, room: float) -> tuple[TableBlock, TableBlock] | None:
        left, count = room - self._head, 0
        while count < len(self._lines) and self._row_height(self._lines[count]) <= left:
            left -= self._row_height(self._lines[count])
            count += 1
        count = min(count, len(self._lines) - self._fewest)
        count = self._cut(count, forward=False) or count
        if count < 1:
            return None
        table = self._layout.table
        first = self._piece(self._lines[:count], self._name, self._caption)
        first._heads = self._heads
        rest = self._piece(self._lines[count:], f"{table.title} (continued)" if table.title else "", None)
        rest._set_note(self._note_text, self._after)
        return first, rest

    def _cut(self, count: int, *, forward: bool) -> int:
        """The nearest place to ``count`` where the next line does not count part of the one above."""
        step = 1 if forward else -1
        while 0 < count < len(self._lines) and self._lines[count].row.is_within:
            count += step
        return count

    def draw(self, pen: Pen, x: float, y: float) -> None:
        y = self._draw_head(pen, x, y)
        if not self._lines:
            draw_lines(pen, x, y + 2, (self._layout.table.empty,), QUIET, self._after)
            y += TEXT.leading
        for line in self._lines:
            y = self._draw_row(pen, x, y, line)
        draw_lines(pen, x, y + 4, self._note, FOOT, self._after)

    @property
    def table(self) -> Table:
        """The whole table, also where this is a piece of it."""
        return self._layout.table

    def cells(self, x: float, y: float) -> Iterator[Cell]:
        """The cells as ``draw`` places them."""
        numbers = {id(row): number for number, row in enumerate(self.table.rows)}
        y += self._head
        for line in self._lines:
            below = y + self._row_height(line)
            for column, (left, right) in enumerate(self._layout.edges):
                yield Cell(numbers[id(line.row)], column, (x + left, y, x + right, below))
            y = below

    def _draw_head(self, pen: Pen, x: float, y: float) -> float:
        """The head; where it is said again on a later page it is no more than furniture."""
        layout = self._layout
        draw_lines(pen, x, y, self._title, STRONG, self._caption)
        y += STRONG.leading * len(self._title) + (3.0 if self._title else 0.0)
        pen.line(x, y, x + TEXT_WIDTH, y, DEEP_BLUE if layout.head_height else LINE, _rule(layout))
        if not layout.head_height:
            return y
        lowest = max(len(head) for head in layout.heads)
        for at, head in enumerate(layout.heads):
            top = y + 4.0 + COLUMN.leading * (lowest - len(head))
            element = self._heads[at] if self._heads else None
            _draw_cell(pen, x, top, layout, at, head, COLUMN, element)
        y += layout.head_height
        pen.line(x, y, x + TEXT_WIDTH, y, LINE)
        return y

    def _draw_row(self, pen: Pen, x: float, y: float, line: _Line) -> float:
        row, layout = line.row, self._layout
        top = y + self._air if line.begins else y
        if row.is_total:
            pen.line(x, y, x + TEXT_WIDTH, y, QUIET_INK)
        for at, cell in enumerate(line.cells):
            face = _face(row, layout, at)
            indent = WITHIN_INDENT if at == 0 and row.is_within else 0.0
            _draw_cell(pen, x + indent, top, layout, at, cell, face, line.elements[at])
        y += self._row_height(line)
        if line.ends:
            pen.line(x, y, x + TEXT_WIDTH, y, LINE)
        return y


def _rule(layout: _Layout) -> float:
    return RULE if layout.head_height else 0.5


def _draw_cell(
    pen: Pen,
    x: float,
    y: float,
    layout: _Layout,
    at: int,
    lines: tuple[str, ...],
    face: Face,
    element: Element | None,
) -> None:
    left, right = x + layout.edges[at][0], x + layout.edges[at][1]
    if layout.table.columns[at].align == "left":
        draw_lines(pen, left, y, lines, face, element)
        return
    for number, text in enumerate(lines):
        pen.text(right, y + face.leading * (number + FIRST_LINE), text, face, "end", element)


def _face(row: Row, layout: _Layout, at: int) -> Face:
    if at == 0 and not row.is_total:
        return QUIET if row.is_within else layout.label
    return face_of(row, layout.table.columns[at], at)


def _head_elements(layout: _Layout, whole: Element) -> tuple[Element, ...]:
    if not layout.head_height:
        return ()
    row = Element("TR", whole)
    return tuple(column_head(row) if column.head else Element("TD", row) for column in layout.table.columns)


def _lines(row: Row, layout: _Layout, whole: Element) -> Iterator[_Line]:
    """The row in its lines, in pieces where it is very long."""
    element = Element("TR", whole)
    columns = layout.table.columns
    cells = tuple(
        _set_cell(row.cells[at] if at < len(row.cells) else "", row, layout, at) for at in range(len(columns))
    )
    elements = tuple(row_head(element) if at == 0 else Element("TD", element) for at in range(len(columns)))
    line = _Line(row, cells, elements)
    step = line.count if line.count <= _WHOLE_ROW else _PIECE
    for start in range(0, line.count, step):
        piece = tuple(cell[start : start + step] for cell in cells)
        yield replace(line, cells=piece, begins=start == 0, ends=start + step >= line.count)


def _set_cell(text: str, row: Row, layout: _Layout, at: int) -> tuple[str, ...]:
    column: Column = layout.table.columns[at]
    is_last = at == len(layout.widths) - 1 and column.align == "left"
    room = layout.widths[at] - (0.0 if is_last else GUTTER)
    indent = WITHIN_INDENT if at == 0 and row.is_within else 0.0
    face = _face(row, layout, at)
    return tuple(line for part in text.split("\n") for line in set_in(part, face, room - indent))
