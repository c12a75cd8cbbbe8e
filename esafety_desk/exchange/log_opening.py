"""Logs opened: headings found under title rows, columns judged, the order of dates put to the vote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from esafety_desk.exchange.columns import REMEMBERED, TOLD, key_of
from esafety_desk.exchange.dates import (
    UNREADABLE,
    DayOrder,
    Reading,
    Votes,
    counted_votes,
    reading,
    school_year,
    verdict,
)
from esafety_desk.exchange.log_columns import LogColumn, heading_row, mapped, places_of, told
from esafety_desk.exchange.log_meanings import DATES, Meaning, Shape
from esafety_desk.exchange.logs import Log, latest
from esafety_desk.exchange.sources import nobody_waits, sources
from esafety_desk.exchange.tabular import Sheet, is_blank, open_sheets
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.wording import listed
from esafety_desk.records.names import folded, tidy

_HEADING_WITHIN = 30
_SAMPLE = 200
Told = Mapping[str, Meaning | None]
"""Meanings told by somebody, by heading; None leaves a column out."""


def open_logs(
    paths: Sequence[Path], shape: Shape, today: date, asked: DayOrder | None = None, mapping: Told | None = None,
    remembered: Mapping[str, Told] | None = None, heed: Callable[[], None] = nobody_waits,
) -> tuple[list[Log], list[str]]:  # fmt: skip
    """The sheets of ``paths`` that are such a log, and notes on those left out.

    ``mapping`` is told for this import, ``remembered`` from an earlier one by ``key_of`` its headings; ``heed``
    raises where nobody waits any more. Raises BadUsage where a file cannot be read or none holds such a log.
    """
    logs, left_out = [], []
    for one in sources(paths, heed=heed):
        begun = [b for sheet in open_sheets(one) if (b := _begun(sheet, shape, today, mapping, remembered))]
        usable = [found for found in begun if not found.lacking]
        left_out += [f"{b.sheet.spoken}: {b.lacking}" for b in begun if b.lacking]
        if not begun:
            left_out.append(f"{one.name}: there is nothing in it.")
        ballots = _ballots(usable, today)
        logs += [_log(found, shape, ballots, asked, today) for found in usable]
    if not logs:
        raise BadUsage(" ".join(left_out) or "Name at least one file.")
    return logs, left_out


@dataclass(frozen=True, slots=True)
class _Begun:
    """A sheet with its headings found and its columns judged, before its dates are counted."""

    sheet: Sheet
    heading_line: int
    width: int
    columns: tuple[LogColumn, ...]
    cycle: int | None
    lacking: str


def _begun(
    sheet: Sheet, shape: Shape, today: date, mapping: Told | None, remembered: Mapping[str, Told] | None
) -> _Begun | None:
    top = [r for r in islice(sheet.read(None), _HEADING_WITHIN + _SAMPLE) if r.cells and not is_blank(r)]
    if not top:
        return None
    at = _heading_at([record.cells or () for record in top], shape, today, mapping)
    head = top[at].cells or () if at is not None else ()
    rows = [record.cells or () for record in (top[at + 1 :] if at is not None else top)]
    width = max(map(len, [head, *rows])) if at is None or sheet.is_placed else len(head)
    headings = [tidy(head[place]) if place < len(head) else "" for place in range(width)]
    titles = " ".join(cell for record in top[: at or 0] for cell in record.cells or ())
    cycle = school_year(sheet.title) or school_year(titles) or school_year(Path(sheet.name).stem)
    columns = mapped(shape, headings, rows, today, cycle)
    if remembered and (before := remembered.get(key_of(headings))):
        columns = told(columns, before, REMEMBERED)
    if mapping:
        columns = told(columns, mapping, TOLD)
    lacking = [shape.titled[m].lower() for m in shape.needed if not places_of(columns, m)]
    said = f"no column was found for {listed(lacking)}, so it was left out." if lacking else ""
    return _Begun(sheet, top[at].line if at is not None else 0, width, columns, cycle, said)


def _heading_at(rows: Sequence[Sequence[str]], shape: Shape, today: date, mapping: Told | None) -> int | None:
    """Where the headings stand: where told ones do, else known ones, else the words that stand above dates."""
    first = rows[:_HEADING_WITHIN]
    told_ones = {folded(heading) for heading in mapping or ()}
    for at, row in enumerate(first):
        if told_ones & {folded(tidy(cell)) for cell in row}:
            return at
    if (known := heading_row(shape, first)) is not None:
        return known
    begins = next((n for n, row in enumerate(first) if sum(map(bool, map(str.strip, row))) > 1), None)
    return begins if begins is not None and _stands_above_dates(rows, begins, today) else None


def _stands_above_dates(rows: Sequence[Sequence[str]], at: int, today: date) -> bool:
    """Whether a column begins at row ``at`` with a word and goes on with dates for the most part."""
    for place, cell in enumerate(rows[at]):
        if any(reading(other, today) != UNREADABLE for other in rows[at] if other.strip()):
            return False
        below = [row[place] for row in rows[at + 1 :] if place < len(row) and row[place].strip()]
        dates = sum(reading(text, today) != UNREADABLE for text in below)
        if cell.strip() and below and dates > len(below) / 2:
            return True
    return False


def _ballots(begun: Sequence[_Begun], today: date) -> dict[Meaning, Votes]:
    """The votes on day or month first, for each date of a file: its sheets were kept by the same hands."""
    cast: dict[Meaning, list[Votes]] = {}
    for found in begun:
        places = [(meaning, places_of(found.columns, meaning)) for meaning in DATES]
        wanted = [(meaning, place[0]) for meaning, place in places if place]
        ballots: dict[Meaning, _Ballot] = {meaning: _Ballot() for meaning, _ in wanted}
        for record in found.sheet.read(found.width):
            if record.line > found.heading_line and record.cells:
                for meaning, place in wanted:
                    if place < len(record.cells):
                        ballots[meaning].cast(
                            reading(record.cells[place], latest(meaning, today), found.cycle)
                        )
        for meaning, ballot in ballots.items():
            cast.setdefault(meaning, []).append(ballot.votes())
    return {meaning: sum(votes[1:], votes[0]) for meaning, votes in cast.items()}


class _Ballot:
    """Votes counted as a column streams by."""

    def __init__(self) -> None:
        self._votes = Votes()

    def cast(self, meant: Reading) -> None:
        if meant.vote is not None or meant.is_ambiguous:
            self._votes += counted_votes([meant])

    def votes(self) -> Votes:
        return self._votes


def _log(
    found: _Begun, shape: Shape, ballots: Mapping[Meaning, Votes], asked: DayOrder | None, today: date
) -> Log:
    dated = [column for column in found.columns if column.meaning in DATES]
    notes = [
        f"{column.heading or 'The date'}: {said}"
        for column in dated
        if column.meaning and (said := verdict(ballots[column.meaning], asked))
    ]
    orders = {c.meaning: ballots[c.meaning].settled(asked) for c in dated if c.meaning}
    undecided = [
        c.heading or "The date"
        for c in dated
        if c.meaning and orders[c.meaning] is None and ballots[c.meaning].either
    ]
    unread = [column.heading for column in found.columns if column.meaning is None and column.heading]
    if unread:
        notes.append(f"kept in the source note only: {listed(unread)}.")
    return Log(
        shape=shape,
        columns=found.columns,
        notes=tuple(f"{found.sheet.spoken}: {note}" for note in notes),
        undecided=tuple(undecided),
        sheet=found.sheet,
        heading_line=found.heading_line,
        width=found.width,
        orders=orders,
        cycle=found.cycle,
        today=today,
    )
