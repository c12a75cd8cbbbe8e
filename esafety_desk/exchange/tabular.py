"""Tables in text files and workbooks, read as a stream: any usual encoding and separator, rows of any length."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from esafety_desk.exchange import workbook
from esafety_desk.exchange.sources import UNREADABLE, USUAL, Limits, Source, is_workbook, source, unreadable
from esafety_desk.exchange.text_records import Record, TextLine, records
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.wording import counted
from esafety_desk.records.names import tidy

_SEPARATORS = "\t|;,"
"""From the least to the most likely to stand inside a cell."""
_SAMPLE_LINES, _SAMPLE_CHARACTERS = 50, 500_000
_UNSEEN = dict.fromkeys([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
"""Letters without width, and those that turn a line round: a name would read otherwise than it is."""
_HEADING_WITHIN = 20
_NAMED_SEPARATOR = re.compile(r"sep=(.)\s*")
_NOT_TEXT = {
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook, or a locked one. Open it and save it as a new workbook or as CSV",
    b"%PDF": "is a PDF. Ask for the same list as CSV",
}
_WORKBOOK = b"PK\x03\x04"


Named = Callable[[Sequence[str]], int]
"""How many columns a row names, if it is one of headings; 0 for any other row."""


class EmptyTable(BadUsage):
    """A file with nothing in it: a reason to stop where it was all there is."""


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
class Sheet:
    """One sheet of a workbook, or the whole of a text file: its rows in order, the title rows among them.

    ``read`` takes the number of columns, where it is known, and begins anew each time. ``title`` is empty
    for a text file.
    """

    name: str
    title: str
    limits: Limits
    read: Callable[[int | None], Iterator[Record]]

    @property
    def is_placed(self) -> bool:
        """Every cell stands where it was put, so that none can slip under another heading."""
        return bool(self.title)

    @property
    def spoken(self) -> str:
        """The file, and the sheet in it where there are sheets."""
        return f"{self.name}, {self.title}" if self.title else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings, tidied; its rows are read from the file each time they are asked for."""

    name: str
    headings: tuple[str, ...]
    heading_line: int
    limits: Limits
    read: Callable[[], Iterator[Record]]
    width: int | None
    """How many cells a row may fill; None where what stands beside the table cannot belong under its headings."""

    def rows(self, columns: Sequence[int], *, is_exact: bool = False) -> Iterator[Row]:
        """Every row below the headings with only the cells of ``columns``: the rest is never handed on.

        Blank rows are passed over. Short rows are filled up with empty cells, unless ``is_exact``: then a
        row that is not as long as the headings has a problem. Raises BadUsage at a limit.
        """
        count = 0
        for record in self.read():
            if record.line <= self.heading_line or is_blank(record):
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
        is_longer = self.width is not None and any(map(str.strip, record.cells[self.width :]))
        if is_longer or (is_exact and self.width is not None and found < width):
            held = f"This row has {counted(found, 'cell')} under {counted(width, 'heading')}"
            return f"{held}: a word may stand in the wrong column."
        if max(map(len, record.cells)) > self.limits.cell_characters:
            return f"A cell is longer than {self.limits.cell_characters:,} characters."
        return ""


def open_sheets(one: Source, limits: Limits = USUAL) -> list[Sheet]:
    """The sheets of a file: those of a workbook that can be seen, or the one of a text file.

    Raises BadUsage, in one sentence that names the file, where it is neither.
    """
    head = one.head()
    if head.startswith(_WORKBOOK):
        if not is_workbook(one):
            raise BadUsage(f"{one.name} is an archive within another. Unpack it first.")
        found = workbook.sheets(one, limits)
        return [Sheet(one.name, sheet.title, limits, _sheet_reader(one, sheet, limits)) for sheet in found]
    for magic, said in _NOT_TEXT.items():
        if head.startswith(magic):
            raise BadUsage(f"{one.name} {said}.")
    encoding = _encoding(head)
    separator, begins_on = _separator(_sample(_lines(one, encoding, limits)))

    def read(width: int | None) -> Iterator[Record]:
        found = records(_lines(one, encoding, limits), separator, width)
        return _bounded(one, limits, (record for record in found if record.line >= begins_on))

    return [Sheet(one.name, "", limits, read)]


def _sheet_reader(
    one: Source, sheet: workbook.Sheet, limits: Limits
) -> Callable[[int | None], Iterator[Record]]:
    return lambda _width: _bounded(one, limits, sheet.records())


def _bounded(one: Source, limits: Limits, found: Iterator[Record]) -> Iterator[Record]:
    """The rows, none of them wider than a list can be, asking at each whether anyone still waits."""
    for record in found:
        one.heed()
        if record.cells and not all(map(str.isascii, record.cells)):
            record = record._replace(cells=[cell.translate(_UNSEEN) for cell in record.cells])
        if record.cells and len(record.cells) > limits.columns:
            cells = _without_empty_end(record.cells)
            if len(cells) > limits.columns:
                raise _too_wide(one.name, limits)
            record = record._replace(cells=cells)
        yield record


def _too_wide(name: str, limits: Limits) -> BadUsage:
    return BadUsage(f"{name} has more than {limits.columns:,} columns. Leave out those not needed.")


def open_table(path: Path, named: Named, limits: Limits = USUAL) -> Table:
    """The first table in ``path``. Its headings are the row of which most columns are ``named``, else the first.

    Raises BadUsage, in one sentence that names the file, where there is no table to read.
    """
    return open_tables(source(path, limits), named, limits)[0]


def open_tables(one: Source, named: Named, limits: Limits = USUAL) -> list[Table]:
    """The tables in ``one``, one a sheet, sheets without rows left out. Raises BadUsage where there is none."""
    tables = [table for sheet in open_sheets(one, limits) if (table := table_of(sheet, named))]
    if not tables:
        raise EmptyTable(f"{one.name} is empty: there is no row of headings in it.")
    return tables


def table_of(sheet: Sheet, named: Named) -> Table | None:
    """The table on ``sheet``; None where it is empty. Raises BadUsage where it has too many columns."""
    top = islice(sheet.read(None), _HEADING_WITHIN)
    first = [record for record in top if record.cells and not is_blank(record)]
    found = max(first, key=lambda record: named(record.cells or ()), default=None)
    if found is None or found.cells is None:
        return None
    cells = _without_empty_end(found.cells)
    width = len(found.cells)
    return Table(
        name=sheet.spoken,
        headings=tuple(tidy(cell) for cell in cells),
        heading_line=found.line,
        limits=sheet.limits,
        read=lambda: sheet.read(width),
        width=None if sheet.is_placed else width,
    )


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    return cells[: filled[-1] + 1] if filled else cells


def is_blank(record: Record) -> bool:
    """Nothing but blanks in it."""
    return record.cells is not None and not any(map(str.strip, record.cells))


def _cell(cells: Sequence[str] | None, column: int) -> str:
    return cells[column].strip() if cells and column < len(cells) else ""


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 4 else "utf-8-sig"


def _lines(one: Source, encoding: str, limits: Limits) -> Iterator[TextLine]:
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    number = 0
    try:
        with io.TextIOWrapper(one.opened(), encoding=encoding, errors=errors, newline="") as file:
            while text := file.readline(limits.line_characters):
                number += 1
                if len(text) == limits.line_characters:
                    raise BadUsage(f"Line {number:,} of {one.name} is too long to belong to a list.")
                yield _readable(number, text)
    except UNREADABLE as error:
        raise unreadable(one.name) from error


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


def _sample(lines: Iterator[TextLine]) -> list[TextLine]:
    """The first lines: enough to tell the separator by, and never much in memory."""
    sample, held = list[TextLine](), 0
    for line in islice(lines, _SAMPLE_LINES):
        held += len(line.text)
        sample.append(line)
        if held > _SAMPLE_CHARACTERS:
            break
    return sample


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
