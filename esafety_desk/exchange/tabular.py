"""Tables in text files, read as a stream: any usual encoding and separator, rows of any length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from esafety_desk.exchange.text_records import Record, TextLine, records
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.wording import counted
from esafety_desk.records.names import tidy

_SEPARATORS = "\t|;,"
"""From the least to the most likely to stand inside a cell."""
_SAMPLE_LINES = 50
_HEADING_WITHIN = 20
_NAMED_SEPARATOR = re.compile(r"sep=(.)\s*")
_NOT_TEXT = {
    b"PK\x03\x04": "is a workbook or an archive. Open it and save the sheet as CSV",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook. Open it and save the sheet as CSV",
    b"%PDF": "is a PDF. Ask for the same list as CSV",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold before it is refused, so that a strange file cannot fill the memory."""

    file_bytes: int = 200_000_000
    line_characters: int = 1_000_000
    cell_characters: int = 30_000
    rows: int = 500_000
    columns: int = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """The wanted cells of one row, and the line of the file it begins on, counted from 1.

    A row with a ``problem`` carries no cells: a word in it may have slipped under another heading.
    ``is_guessed``: some letters were not UTF-8 and were read as Windows' Western European ones.
    """

    line: int
    cells: tuple[str, ...]
    problem: str = ""
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings, tidied; its rows are read from the file each time they are asked for."""

    name: str
    headings: tuple[str, ...]
    heading_line: int
    limits: Limits
    read: Callable[[], Iterator[Record]]

    def rows(self, columns: Sequence[int], *, is_exact: bool = False) -> Iterator[Row]:
        """Every row below the headings with only the cells of ``columns``: the rest is never handed on.

        Blank rows are passed over. Short rows are filled up with empty cells, unless ``is_exact``: then a
        row that is not as long as the headings has a problem. Raises BadUsage at a limit.
        """
        count = 0
        for record in self.read():
            if record.line <= self.heading_line or _is_blank(record):
                continue
            count += 1
            if count > self.limits.rows:
                raise BadUsage(
                    f"{self.name} has more than {self.limits.rows:,} rows. Split it and try again."
                )
            problem = self._problem(record, is_exact)
            cells = () if problem else tuple(_cell(record.cells, column) for column in columns)
            yield Row(record.line, cells, problem, record.is_guessed)

    def _problem(self, record: Record, is_exact: bool) -> str:
        if record.cells is None:
            return "A quotation mark in this row does not close, or stands in the wrong place."
        width, found = len(self.headings), len(record.cells)
        is_longer = any(map(str.strip, record.cells[width:]))
        if is_longer or (is_exact and found < width):
            held = f"This row has {counted(found, 'cell')} under {counted(width, 'heading')}"
            return f"{held}: a word may stand in the wrong column."
        if max(map(len, record.cells)) > self.limits.cell_characters:
            return f"A cell is longer than {self.limits.cell_characters:,} characters."
        return ""


def open_table(path: Path, is_heading: Callable[[Sequence[str]], bool], limits: Limits = Limits()) -> Table:
    """The table in ``path``. Its headings are the first row that ``is_heading``, else the first not blank.

    Raises BadUsage, in one sentence that names the file, where there is no table to read.
    """
    encoding = _encoding(path, limits)

    def lines() -> Iterator[TextLine]:
        return _lines(path, encoding, limits)

    separator, begins_on = _separator(list(islice(lines(), _SAMPLE_LINES)))
    top = islice(records(lines(), separator), _HEADING_WITHIN)
    first = [r for r in top if r.cells and r.line >= begins_on and not _is_blank(r)]
    found = next((r for r in first if is_heading(r.cells or ())), first[0] if first else None)
    if found is None or found.cells is None:
        raise BadUsage(f"{path.name} is empty: there is no row of headings in it.")
    if len(found.cells) > limits.columns:
        raise BadUsage(f"{path.name} has more than {limits.columns:,} columns. Leave out those not needed.")
    width = len(found.cells)
    return Table(
        name=path.name,
        headings=tuple(tidy(cell) for cell in found.cells),
        heading_line=found.line,
        limits=limits,
        read=lambda: records(lines(), separator, width),
    )


def _is_blank(record: Record) -> bool:
    return record.cells is not None and not any(map(str.strip, record.cells))


def _cell(cells: Sequence[str] | None, column: int) -> str:
    return cells[column].strip() if cells and column < len(cells) else ""


def _encoding(path: Path, limits: Limits) -> str:
    try:
        if path.is_dir():
            raise BadUsage(f"{path.name} is a folder. Name the files in it.")
        if path.stat().st_size > limits.file_bytes:
            raise BadUsage(
                f"{path.name} is larger than {limits.file_bytes // 1_000_000:,} MB. Split it and try again."
            )
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise _unreadable(path) from error
    for magic, said in _NOT_TEXT.items():
        if head.startswith(magic):
            raise BadUsage(f"{path.name} {said}.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 4 else "utf-8-sig"


def _lines(path: Path, encoding: str, limits: Limits) -> Iterator[TextLine]:
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    number = 0
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            while text := file.readline(limits.line_characters):
                number += 1
                if len(text) == limits.line_characters:
                    raise BadUsage(f"Line {number:,} of {path.name} is too long to belong to a list.")
                yield _readable(number, text)
    except OSError as error:
        raise _unreadable(path) from error


def _readable(number: int, text: str) -> TextLine:
    """The line without NULs; bytes that are no UTF-8 make it a line of Windows-1252."""
    text = text.replace("\0", "")
    if text.isascii():
        return TextLine(number, text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return TextLine(number, text.encode("utf-8", "surrogateescape").decode("cp1252", "replace"), True)
    return TextLine(number, text)


def _unreadable(path: Path) -> BadUsage:
    return BadUsage(f"{path.name} cannot be opened. Check that it is there and may be read.")


def _separator(sample: Sequence[TextLine]) -> tuple[str, int]:
    """The separator, and the line on which the table begins: the second where the first one names it.

    Unless named, it is the one under which most rows of the sample have the same number of cells.
    """
    if sample and (named := _NAMED_SEPARATOR.fullmatch(sample[0].text)):
        return named[1], 2
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator)), 1


def _evenness(sample: Sequence[TextLine], separator: str) -> tuple[int, int]:
    widths = Counter(len(r.cells) for r in records(iter(sample), separator) if r.cells and len(r.cells) > 1)
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))
