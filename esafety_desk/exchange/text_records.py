"""Lines of text put together into rows of cells, even where a quotation mark never closes."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_MOST_LINES = 40
"""The most lines one row may run over: an address or a note has fewer."""
_MOST_CHARACTERS = 150_000


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
        cells = _cells(taken, next_line, separator, width)
        if cells is None:
            waiting.extendleft(reversed(taken[1:]))
            taken = taken[:1]
            cells = _mended(line.text, separator, width)
        yield Record(line.number, cells, any(part.is_guessed for part in taken))


def _cells(
    taken: list[TextLine], next_line: Callable[[], TextLine | None], separator: str, width: int | None
) -> Sequence[str] | None:
    """The cells of a row that begins with the one line in ``taken``, to which those are added that it runs over.

    None where it does not close in time, where a cell does not end at a separator, or where several lines do
    not make ``width`` cells. Each line is looked at once, so that no marks that never close can take for ever.
    """
    if '"' not in taken[0].text:
        return taken[0].text.rstrip("\r\n").split(separator)
    try:
        cells = next(csv.reader(_running_on(taken, next_line), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return cells if len(taken) == 1 or _fits(cells, width) else None


def _running_on(taken: list[TextLine], next_line: Callable[[], TextLine | None]) -> Iterator[str]:
    yield taken[0].text
    held = len(taken[0].text)
    while len(taken) < _MOST_LINES and held < _MOST_CHARACTERS and (more := next_line()):
        taken.append(more)
        held += len(more.text)
        yield more.text


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
