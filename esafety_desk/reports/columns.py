"""How wide the columns of a table are: figures alike and on the right, words in what is left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from esafety_desk.reports import fonts
from esafety_desk.reports.document import Column, Row
from esafety_desk.reports.style import COLUMN, STRONG, TEXT, Face

GUTTER = 14.0
WITHIN_INDENT = 10.0
_WIDE_FIGURES = 100.0
_FEW_FIGURES = 3
_MOST_FOR_FIGURES = 0.66
_MEASURED_ROWS = 500
_MOST_BESIDE_TEXTS = 0.2
_MOST_FOR_LABELS = 0.4
"""Of the width, where names stand before what they are: a label is as wide as its words, the rest is for the words."""
_SLACK = 0.1


def face_of(row: Row, column: Column, at: int) -> Face:
    """This period stands in semibold; a total is semibold throughout."""
    return STRONG if row.is_total or (column.is_strong and at > 0) else TEXT


def widths(
    columns: Sequence[Column],
    rows: Sequence[Row],
    room: float,
    *,
    least: float = 0.0,
    cell: Face | None = None,
) -> tuple[float, ...]:
    """The width of each column, gutter included; together they fill ``room``. The first is at least ``least``.

    ``cell`` is the face of the cells where it is not the usual one.
    """
    wished = natural(columns, rows, cell)
    right = [at for at, column in enumerate(columns) if column.align == "right"]
    left = [at for at in range(len(columns)) if at not in right]
    figure = max((wished[at] for at in right), default=0.0)
    if right and len(right) <= _FEW_FIGURES and len(left) <= 1:
        figure = max(figure, _WIDE_FIGURES)
    share = _MOST_FOR_FIGURES if left else 1.0
    figure = min(figure, room * share / len(right)) if right else 0.0
    if not any(column.head for column in columns) and len(left) == len(columns) == 2:
        label = min(max(wished[0], least), room * _MOST_FOR_LABELS)
        return label, room - label
    if any(column.takes_rest for column in columns) and not right:
        return _but_one(columns, wished, room)
    rest = _shared([max(wished[at], least if at == 0 else 0.0) for at in left], room - figure * len(right))
    found = dict(zip(left, rest, strict=True)) | dict.fromkeys(right, figure)
    return tuple(found[at] for at in range(len(columns)))


def edges(columns: Sequence[Column], found: Sequence[float], x: float) -> tuple[tuple[float, float], ...]:
    """Where the words of each column begin and where its figures end; figures keep off words that follow them."""
    stops = tuple(accumulate(found, initial=x))
    aside = [
        GUTTER if column.align == "right" and after.align == "left" else 0.0
        for column, after in pairwise(columns)
    ]
    rights = tuple(stop - less for stop, less in zip(stops[1:], (*aside, 0.0), strict=True))
    return tuple(zip(stops[:-1], rights, strict=True))


def natural(columns: Sequence[Column], rows: Sequence[Row], cell: Face | None = None) -> list[float]:
    """The width at which no cell of each column would be broken, judged by the first rows."""
    measured = rows[:_MEASURED_ROWS]
    return [_wished(column, at, measured, cell) + GUTTER + _SLACK for at, column in enumerate(columns)]


def _but_one(columns: Sequence[Column], wished: Sequence[float], room: float) -> tuple[float, ...]:
    """Every column as wide as it wishes up to a fifth; the one for the long texts has the rest."""
    given = [
        0.0 if column.takes_rest else min(wish, room * _MOST_BESIDE_TEXTS)
        for column, wish in zip(columns, wished, strict=True)
    ]
    rest = (room - sum(given)) / sum(column.takes_rest for column in columns)
    return tuple(rest if column.takes_rest else width for column, width in zip(columns, given, strict=True))


def _wished(column: Column, at: int, rows: Sequence[Row], cell: Face | None) -> float:
    cells = (
        fonts.width(row.cells[at], cell or face_of(row, column, at))
        + (WITHIN_INDENT if row.is_within else 0.0)
        for row in rows
        if at < len(row.cells)
    )
    return max(fonts.width(column.head, COLUMN), max(cells, default=0.0))


def _shared(wished: Sequence[float], room: float) -> list[float]:
    """``room`` shared out: who wishes for little gets it, the rest share what is left, a surplus in proportion."""
    total = sum(wished)
    if not wished or total <= room:
        return [one * room / total if total else 0.0 for one in wished]
    given = [0.0] * len(wished)
    open_ones, left = set(range(len(wished))), room
    while open_ones:
        fair = left / len(open_ones)
        modest = {at for at in open_ones if wished[at] <= fair}
        if not modest:
            for at in open_ones:
                given[at] = fair
            break
        for at in modest:
            given[at] = wished[at]
            left -= wished[at]
        open_ones -= modest
    return given
