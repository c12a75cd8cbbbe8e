"""Lines of text put together into rows of cells, even where a quotation mark never closes."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MOST_LINES = 40
"""The most lines one row may run over: an address or a note has fewer."""


class TextLine(NamedTuple):
    """A physical line with its ending; ``is_guessed`` where its letters were not all UTF-8."""

    number: int
    text: str
    is_guessed: bool = False


class Record(NamedTuple):
    """The cells of one row, which begins on ``line``; None where its quotation marks make no sense."""

    line: int
    cells: Sequence[str] | None
    is_guessed: bool


def records(lines: Iterator[TextLine], separator: str, width: int | None = None) -> Iterator[Record]:
    """The rows of ``lines``. Where quotation marks are not what they should be, ``width`` decides, if known.

    Where a quotation mark does not close, only its own line is lost: the lines after it are read as
    rows of their own, so that one slip of the pen does not swallow the rest of a class.
    """
    waiting: deque[TextLine] = deque()

    def next_line() -> TextLine | None:
        return waiting.popleft() if waiting else next(lines, None)

    while line := next_line():
        taken = [line]
        cells = _cells(taken, separator, width)
        while cells is None and len(taken) < _MOST_LINES and (more := next_line()):
            taken.append(more)
            if '"' in more.text:
                cells = _cells(taken, separator, width)
        if cells is None:
            waiting.extendleft(reversed(taken[1:]))
            taken = taken[:1]
            cells = _mended(line.text, separator, width)
        yield Record(line.number, cells, any(part.is_guessed for part in taken))


def _cells(lines: Sequence[TextLine], separator: str, width: int | None) -> Sequence[str] | None:
    """The cells, or None where the lines end inside a quoted cell or one does not end at a separator."""
    if len(lines) == 1 and '"' not in lines[0].text:
        return lines[0].text.rstrip("\r\n").split(separator)
    try:
        cells = next(csv.reader((line.text for line in lines), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return cells if len(lines) == 1 or _fits(cells, width) else None


def _mended(text: str, separator: str, width: int | None) -> Sequence[str] | None:
    """The cells of a single line with a quotation mark inside a quoted cell, as in "Jo "Joey" Lee"."""
    reader = csv.reader([text, ""], delimiter=separator)
    try:
        cells = next(reader)
    except csv.Error:
        return None
    is_closed = reader.line_num == 1
    return cells if is_closed and _fits(cells, width) else None


def _fits(cells: Sequence[str], width: int | None) -> bool:
    return width is None or len(cells) == width
