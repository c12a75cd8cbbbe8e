"""A table on paper: hairlines, figures on the right, this period in semibold; split only between lines."""

from __future__ import annotations

from dataclasses import dataclass

from esafety_desk.policy.figures import Figure, Row, Table
from esafety_desk.reports import fonts
from esafety_desk.reports.blocks import FIRST_LINE, draw_lines, set_in
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

EMPTY = "Nothing to count in this period."
_WITHIN_INDENT = 10.0
_GUTTER = 14.0
_WIDE_COLUMN = 100.0
_WHOLE_UP_TO = TEXT_HEIGHT * 0.4
_FEWEST = 3
"""How many lines of a split table stand on either side at least."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, in the lines its label and its cells take."""

    row: Row
    label: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    @property
    def count(self) -> int:
        return max(1, len(self.label), *(len(cell) for cell in self.cells))


@dataclass(frozen=True, slots=True)
class _Layout:
    """What every piece of a table shares: widths, the head in its lines, and the air above and below a row."""

    table: Table
    label_width: float
    column_width: float
    heads: tuple[tuple[str, ...], ...]
    air: float

    @property
    def head_lines(self) -> int:
        return max((len(head) for head in self.heads), default=0)


class TableBlock(Block):
    """A table with its title and its note, or a piece of one. ``air`` is the space above and below each row's words."""

    def __init__(
        self, table: Table, *, air: float = 2.3, before: float = 16.0, has_title: bool = True
    ) -> None:
        layout = _layout(table, air)
        self.before = before
        self._set(
            layout,
            tuple(_line(row, layout) for row in table.rows),
            table.title if has_title else "",
            table.note,
        )

    def _set(self, layout: _Layout, lines: tuple[_Line, ...], title: str, note: str) -> None:
        self._layout, self._lines, self._name = layout, lines, title
        self._title = set_in(title, STRONG, TEXT_WIDTH)
        self._note = set_in(note, FOOT, TEXT_WIDTH)

    def _piece(self, lines: tuple[_Line, ...], title: str, note: str) -> TableBlock:
        made = TableBlock.__new__(TableBlock)
        made._set(self._layout, lines, title, note)
        return made

    @property
    def _head(self) -> float:
        title = STRONG.leading * len(self._title) + (3.0 if self._title else 0.0)
        return title + COLUMN.leading * self._layout.head_lines + 8.0

    def _row_height(self, line: _Line) -> float:
        return TEXT.leading * line.count + 2 * self._layout.air

    @property
    def height(self) -> float:
        rows = sum(map(self._row_height, self._lines)) if self._lines else TEXT.leading
        return self._head + rows + (FOOT.leading * len(self._note) + 4.0 if self._note else 0.0)

    @property
    def begins_within(self) -> bool:
        """Whether the first line counts part of a line that is not here."""
        return bool(self._lines) and self._lines[0].row.is_within

    @property
    def least(self) -> float:
        if self.height <= _WHOLE_UP_TO or len(self._lines) < 2 * _FEWEST:
            return self.height
        return self._head + sum(map(self._row_height, self._lines[: self._cut(_FEWEST, forward=True)]))

    def split(self, room: float) -> tuple[TableBlock, TableBlock] | None:
        left, count = room - self._head, 0
        while count < len(self._lines) and self._row_height(self._lines[count]) <= left:
            left -= self._row_height(self._lines[count])
            count += 1
        count = min(count, len(self._lines) - _FEWEST)
        count = self._cut(count, forward=False) or count
        if count < 1:
            return None
        table = self._layout.table
        rest = f"{table.title} (continued)"
        return self._piece(self._lines[:count], self._name, ""), self._piece(
            self._lines[count:], rest, table.note
        )

    def _cut(self, count: int, *, forward: bool) -> int:
        """The nearest place to ``count`` where the next line does not count part of the one above."""
        step = 1 if forward else -1
        while 0 < count < len(self._lines) and self._lines[count].row.is_within:
            count += step
        return count

    def draw(self, pen: Pen, x: float, y: float) -> None:
        y = self._draw_head(pen, x, y)
        if not self._lines:
            draw_lines(pen, x, y + 2, (EMPTY,), QUIET)
            y += TEXT.leading
        for line in self._lines:
            y = self._draw_row(pen, x, y, line)
        draw_lines(pen, x, y + 4, self._note, FOOT)

    def _draw_head(self, pen: Pen, x: float, y: float) -> float:
        draw_lines(pen, x, y, self._title, STRONG)
        y += STRONG.leading * len(self._title) + (3.0 if self._title else 0.0)
        pen.line(x, y, x + TEXT_WIDTH, y, DEEP_BLUE, RULE)
        lowest = self._layout.head_lines
        for column, head in enumerate(self._layout.heads):
            top = y + 4.0 + COLUMN.leading * (lowest - len(head))
            self._draw_cell(pen, x, top, column, head, COLUMN)
        y += COLUMN.leading * lowest + 8.0
        pen.line(x, y, x + TEXT_WIDTH, y, LINE)
        return y

    def _draw_row(self, pen: Pen, x: float, y: float, line: _Line) -> float:
        row, top = line.row, y + self._layout.air
        if row.is_total:
            pen.line(x, y, x + TEXT_WIDTH, y, QUIET_INK)
        draw_lines(pen, x + (_WITHIN_INDENT if row.is_within else 0.0), top, line.label, _label_face(row))
        for column, cell in enumerate(line.cells):
            self._draw_cell(pen, x, top, column, cell, _cell_face(row, column))
        y += self._row_height(line)
        pen.line(x, y, x + TEXT_WIDTH, y, LINE)
        return y

    def _draw_cell(
        self, pen: Pen, x: float, y: float, column: int, lines: tuple[str, ...], face: Face
    ) -> None:
        right = x + self._layout.label_width + self._layout.column_width * (column + 1)
        for number, text in enumerate(lines):
            pen.text(right, y + face.leading * (number + FIRST_LINE), text, face, "end")


def _label_face(row: Row) -> Face:
    if row.is_total:
        return STRONG
    return QUIET if row.is_within else TEXT


def _cell_face(row: Row, column: int) -> Face:
    """This period stands first, in semibold; a total is semibold throughout."""
    return STRONG if column == 0 or row.is_total else TEXT


def _line(row: Row, layout: _Layout) -> _Line:
    label = set_in(
        row.label, _label_face(row), layout.label_width - (_WITHIN_INDENT if row.is_within else 0.0)
    )
    cells = tuple(
        set_in(cell.text, _cell_face(row, column), layout.column_width - _GUTTER)
        for column, cell in enumerate(row.cells)
    )
    return _Line(row, label, cells)


def _layout(table: Table, air: float) -> _Layout:
    count = len(table.columns)
    if not count:
        return _Layout(table, TEXT_WIDTH, 0.0, (), air)
    figures = [_figure_width(cell, column) for row in table.rows for column, cell in enumerate(row.cells)]
    heads = [fonts.width(head, COLUMN) for head in table.columns]
    wished = max(*figures, *heads, _WIDE_COLUMN - _GUTTER if count <= 3 else 0.0) + _GUTTER
    column = min(wished, TEXT_WIDTH * 0.66 / count)
    wrapped_heads = tuple(set_in(head, COLUMN, column - _GUTTER) for head in table.columns)
    return _Layout(table, TEXT_WIDTH - column * count, column, wrapped_heads, air)


def _figure_width(figure: Figure, column: int) -> float:
    return fonts.width(figure.text, STRONG if column == 0 else TEXT)
