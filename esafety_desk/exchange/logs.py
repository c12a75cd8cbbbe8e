"""Old logs from spreadsheets, understood row by row: nothing is guessed, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from esafety_desk.exchange import log_words as words
from esafety_desk.exchange.dates import DayOrder, clock_said, school_year, understood, weekday_said
from esafety_desk.exchange.log_columns import LogColumn, places_of, years_in
from esafety_desk.exchange.log_meanings import DATES, Meaning, Shape
from esafety_desk.exchange.roster_columns import Meaning as Named
from esafety_desk.exchange.roster_columns import name_part
from esafety_desk.exchange.sources import USUAL
from esafety_desk.exchange.tabular import Sheet, is_blank
from esafety_desk.exchange.text_records import Record
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.wording import counted, listed
from esafety_desk.records.names import folded, tidy

_AHEAD = timedelta(days=1100)
"""How far ahead a review or follow-up may lie."""
_FIRST = date(1990, 1, 1)
"""No school kept a log of what happens online before then."""
_AHEAD_OF_TODAY = frozenset({Meaning.REVIEW_ON})


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row as read. ``cells`` pairs each heading with its cell, as they stand in the file.

    A row with a ``refusal`` must not be kept, one that is ``passed_over`` is no record at all.
    """

    file: str
    line: int
    cells: tuple[tuple[str, str], ...] = ()
    values: Mapping[Meaning, str] = field(default_factory=dict)
    days: Mapping[Meaning, date] = field(default_factory=dict)
    years: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    """Each cell that names people, with the heading it stands under."""
    refusal: str = ""
    passed_over: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Log:
    """One sheet of a log. ``undecided`` are the headings whose dates could be read either way throughout."""

    shape: Shape
    columns: tuple[LogColumn, ...]
    notes: tuple[str, ...]
    undecided: tuple[str, ...]
    sheet: Sheet
    heading_line: int
    width: int
    orders: Mapping[Meaning, DayOrder | None]
    cycle: int | None
    today: date

    @property
    def file(self) -> str:
        return self.sheet.spoken

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def rows(self) -> Iterator[LogRow]:
        """Every row in order, records and what stands between them, blank ones left out."""
        cycle, count = self.cycle, 0
        for record in self.sheet.read(self.width):
            if record.line <= self.heading_line or is_blank(record):
                continue
            count += 1
            if count > USUAL.rows:
                raise BadUsage(f"{self.file} has more than {USUAL.rows:,} rows. Split it and try again.")
            row = LogRow(self.file, record.line)
            cells = record.cells
            if cells is None or max(map(len, cells)) > USUAL.cell_characters:
                yield replace(row, refusal=_spoilt(record))
                continue
            if between := self._between(cells):
                cycle = school_year(" ".join(cells)) or cycle
                yield replace(row, passed_over=between)
                continue
            yield self._read(row, cells, cycle)

    def _between(self, cells: Sequence[str]) -> str:
        """Why this row is no record: a separator, the headings again, or a sum."""
        filled = [cell.strip() for cell in cells if cell.strip()]
        if tidy(filled[0]) in self.headings and [tidy(cell) for cell in filled] == [
            *filter(None, self.headings)
        ]:
            return "The headings again."
        if len(filled) <= 3 and folded(filled[0]).startswith(("total", "subtotal", "grand total")):
            return "A sum, not a record."
        if len(filled) > 1 or len(self.columns) <= 2:
            return ""
        at = next(place for place, cell in enumerate(cells) if cell.strip())
        is_told = at in self._places(Meaning.DETAILS) and (at > 0 or len(filled[0]) > 40)
        if not (is_told and school_year(filled[0]) is None) and not filled[0].startswith("="):
            return "A line between the records, not a record."
        return ""

    def _read(self, row: LogRow, cells: Sequence[str], cycle: int | None) -> LogRow:
        def cell(place: int) -> str:
            return cells[place].strip() if place < len(cells) else ""

        kept = tuple(
            (column.heading or f"Column {column.place + 1}", cell(column.place)) for column in self.columns
        )
        row = replace(row, cells=tuple(pair for pair in kept if pair[1]))
        width = len(cells) if self.sheet.is_placed else self.width
        if refusal := _unsafe(cells, width, [cell(c.place) for c in self.columns if c.meaning]):
            return replace(row, refusal=refusal)
        people = self._people(cell)
        values = {
            meaning: "; ".join(self._told(place, cell(place)) for place in places if cell(place))
            for meaning in self.shape.headings
            if (places := self._places(meaning))
        }
        values |= {Meaning.PEOPLE: "; ".join(filter(None, (named for _, named in people)))} if people else {}
        at = clock_said(values.get(Meaning.DATE, "")) if self._has_time_with_day else ""
        if at and not values.get(Meaning.TIME):
            values[Meaning.TIME] = at
        days, refusal, warnings = self._days(values, cycle)
        return replace(
            row,
            values=values,
            days=days,
            years=years_in(values.get(Meaning.YEAR, "")),
            people=people,
            refusal=refusal or self._missing(values),
            warnings=warnings,
        )

    def _people(self, cell: Callable[[int], str]) -> tuple[tuple[str, str], ...]:
        """The cells that name people; first and last names in columns of their own are put together."""
        last = self._last_names
        named = [c for c in self.columns if c.meaning is Meaning.PEOPLE and c.place not in last.values()]
        return tuple(
            (c.heading, tidy(f"{cell(c.place)} {cell(last[c.place]) if c.place in last else ''}"))
            for c in named
        )

    @cached_property
    def _last_names(self) -> dict[int, int]:
        """The column of last names that belongs to each one of first names, by place."""
        people = [column for column in self.columns if column.meaning is Meaning.PEOPLE]
        first, last = (
            [column.place for column in people if name_part(column.heading) is part]
            for part in (Named.GIVEN_NAME, Named.FAMILY_NAME)
        )
        return dict(zip(first, last, strict=False))

    @cached_property
    def _has_time_with_day(self) -> bool:
        """The day's column says by its heading that it is of what happened, so a time in it is one of that too."""
        return any(c.meaning is Meaning.DATE and "heading" in c.why for c in self.columns)

    def _told(self, place: int, text: str) -> str:
        """The cell, where its heading is a question that "Y" answers as a word that stands alone."""
        column = next(column for column in self.columns if column.place == place)
        if column.meaning is Meaning.OUTCOME and words.asks_whether_closed(column.heading):
            answer = words.yes_or_no(text)
            return text if answer is None else "Closed" if answer else "Open"
        return text

    def _days(
        self, values: Mapping[Meaning, str], cycle: int | None
    ) -> tuple[dict[Meaning, date], str, tuple[str, ...]]:
        days: dict[Meaning, date] = {}
        refusal, warnings = "", []
        for meaning in DATES & values.keys():
            text = values[meaning]
            if words.is_nothing(text):
                continue
            day, reason = understood(text, self.orders[meaning], latest(meaning, self.today), cycle)
            if day and day > latest(meaning, self.today):
                day, reason = None, "lies in the future."
            if day and day < _FIRST:
                day, reason = None, f"lies before {_FIRST.year}. Check its year."
            if day:
                days[meaning] = day
                if weekday_said(text) not in (None, day.weekday()):
                    warnings.append(f"{self._heading(meaning)} names another day of the week.")
            elif meaning is Meaning.DATE:
                refusal = f"{self._heading(meaning)} {reason}"
            else:
                warnings.append(f"{self._heading(meaning)} {reason} It was left empty.")
        on = days.get(Meaning.DATE)
        if on and cycle is not None and not date(cycle, 9, 1) <= on <= date(cycle + 1, 8, 31):
            warnings.append(
                f"It stands under {cycle}/{(cycle + 1) % 100:02}, and its date lies in another school year."
            )
        return days, refusal, tuple(warnings)

    def _missing(self, values: Mapping[Meaning, str]) -> str:
        lacking = [self.shape.titled[m] for m in self.shape.needed if words.is_nothing(values.get(m, ""))]
        return f"This row does not say: {listed(lacking).lower()}." if lacking else ""

    def _places(self, meaning: Meaning) -> tuple[int, ...]:
        return self._at[meaning]

    @cached_property
    def _at(self) -> dict[Meaning, tuple[int, ...]]:
        return {meaning: places_of(self.columns, meaning) for meaning in Meaning}

    def _heading(self, meaning: Meaning) -> str:
        return next(column.heading for column in self.columns if column.meaning is meaning) or "The date"


def latest(meaning: Meaning, today: date) -> date:
    """The last day that a date of this meaning can be: only what is due may lie ahead."""
    return today + _AHEAD if meaning in _AHEAD_OF_TODAY else today


def _spoilt(record: Record) -> str:
    if record.cells is None:
        return "A quotation mark in this row does not close, or stands in the wrong place."
    return f"A cell is longer than {USUAL.cell_characters:,} characters."


def _unsafe(cells: Sequence[str], width: int, wanted: Sequence[str]) -> str:
    if any(map(str.strip, cells[width:])):
        held = f"This row has {counted(len(cells), 'cell')} under {counted(width, 'heading')}"
        return f"{held}: a word may stand in the wrong column."
    if any(cell.startswith("=") for cell in wanted):
        return "A cell of this row is a formula, not words. Type what it should say."
    return "A letter cannot be read. Save the file as UTF-8 and try again." if _is_spoilt(wanted) else ""


def _is_spoilt(cells: Sequence[str]) -> bool:
    return any("\ufffd" in cell for cell in cells)
