"""Dates as other programs write them: a column is judged as a whole, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from esafety_desk.policy.wording import counted

EARLIEST = date(1900, 1, 1)
"""Nobody a school knows was born, and nothing it records took place, before this day."""


class DayOrder(Enum):
    """Which of two numbers comes first in "3/4/2025": the day, or the month."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()


_SAID = {DayOrder.DAY_FIRST: "day first", DayOrder.MONTH_FIRST: "month first"}

_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm]|Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.]?)([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? )?"
_NUMBERS = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})( ?[-/.] ?| )([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_TIME}", re.IGNORECASE
)
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"'?([0-9]{4}|[0-9]{2})"
_DAY_THEN_WORD = re.compile(
    rf"{_WEEKDAY}{_DAY}[ -]?(?:of )?([a-z]{{3,9}})[.,]?[ -]?{_YEAR}{_TIME}", re.IGNORECASE
)
_WORD_THEN_DAY = re.compile(rf"{_WEEKDAY}([a-z]{{3,9}})[. -]? ?{_DAY}[, -] ?{_YEAR}{_TIME}", re.IGNORECASE)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august",
           "september", "october", "november", "december")  # fmt: skip
_COMPACT = re.compile(r"[0-9]{8}")
_SERIAL = re.compile(r"([1-6][0-9]{4})(?:\.[0-9]+)?")
_SERIAL_ZERO = date(1899, 12, 30)
"""Excel counts days from here, so that 45688 is 31 January 2025; five digits reach from 1927 to 2091."""
_YEARLESS = (
    re.compile(rf"{_WEEKDAY}{_DAY}[ -]?(?:of )?([a-z]{{3,9}})[.,]?", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}([a-z]{{3,9}})[. -]? ?{_DAY}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}([0-9]{{1,2}}) ?[-/.] ?([0-9]{{1,2}})[-/.]?", re.IGNORECASE),
)
_SCHOOL_YEAR = re.compile(r"(?<![0-9])20([0-9]{2}) ?[-/–—] ?(?:20)?([0-9]{2})(?![0-9])")
_SAID_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? ?[0-9a-z]", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"[T ]([0-9]{1,2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?( ?[AaPp][Mm])?(?:Z|[+-][0-9:]+)?$")
_FIRST_MONTH = 9
"""A school year begins in September."""


class Reading(NamedTuple):
    """What one cell can mean, read day first and read month first; None where it cannot be read so."""

    day_first: date | None
    month_first: date | None

    @property
    def is_ambiguous(self) -> bool:
        """Two different days, and nothing in the cell says which."""
        return None not in self and self.day_first != self.month_first

    @property
    def vote(self) -> DayOrder | None:
        """The one order this cell can be written in, if there is only one."""
        if (self.day_first is None) == (self.month_first is None):
            return None
        return DayOrder.MONTH_FIRST if self.day_first is None else DayOrder.DAY_FIRST


UNREADABLE = Reading(None, None)


def school_year(text: str) -> int | None:
    """The first year of the one school year that ``text`` names: 2024 in "*** 2024/25 ***"; else None."""
    named = {int(first) for first, last in _SCHOOL_YEAR.findall(text) if (int(first) + 1) % 100 == int(last)}
    return 2000 + named.pop() if len(named) == 1 else None


def weekday_said(text: str) -> int | None:
    """The day of the week written before a date, Monday as 0; None where none is."""
    found = _SAID_WEEKDAY.match(text.strip())
    return _WEEKDAYS.index(found[1].lower()) if found else None


def clock_said(text: str) -> str:
    """The time of day written behind a date, as it is written; midnight is what a sheet puts for none."""
    found = _CLOCK.search(text.strip())
    said = f"{found[1]}{found[2] or ''}" if found else ""
    return "" if said.lower() in ("00:00", "0:00", "12:00 am") else said


@lru_cache(maxsize=8192)
def reading(text: str, latest: date, cycle: int | None = None) -> Reading:
    """Every day ``text`` can mean; of two, the one that falls on the weekday written before it."""
    meant = _reading(text, latest, cycle)
    on = weekday_said(text) if meant.is_ambiguous else None
    fitting = [day for day in meant if day is not None and day.weekday() == on]
    return _certain(fitting[0]) if len(fitting) == 1 else meant


def _reading(text: str, latest: date, cycle: int | None) -> Reading:
    """Every day ``text`` can mean. A year of two digits is the newest such year not after ``latest``.

    Understood: 2025-01-31, 20250131, 31/01/2025, 31.1.25, 3 Sept 2025, Wed 3rd September 2025,
    Sept 3, 2025, and Excel's number of a day; a time of day after it is passed over. ``cycle`` is the first
    year of the school year a cell stands under: only there does "3 Sept" or "3/9" mean a day.
    """
    text = " ".join(text.split())
    if found := _SERIAL.fullmatch(text):
        return _certain(_SERIAL_ZERO + timedelta(days=int(found[1])))
    if cycle is not None and (said := _with_year(text, cycle)):
        return said
    if found := _YEAR_FIRST.fullmatch(text):
        year, separator, month, day = found.groups()
        if separator or _COMPACT.match(text):
            return _certain(_day(year, month, day, latest))
        return UNREADABLE
    if found := _NUMBERS.fullmatch(text):
        first, _, second, year = found.groups()
        return Reading(_day(year, second, first, latest), _day(year, first, second, latest))
    if found := _DAY_THEN_WORD.fullmatch(text):
        day, word, year = found.groups()
        return _certain(_day(year, _month(word), day, latest))
    if found := _WORD_THEN_DAY.fullmatch(text):
        word, day, year = found.groups()
        return _certain(_day(year, _month(word), day, latest))
    return UNREADABLE


@dataclass(frozen=True, slots=True)
class Votes:
    """How many cells of one column prove each order, and how many could be read either way."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    def __add__(self, other: Votes) -> Votes:
        return Votes(
            self.day_first + other.day_first, self.month_first + other.month_first, self.either + other.either
        )

    @property
    def is_contradictory(self) -> bool:
        return self.day_first > 0 and self.month_first > 0

    @property
    def winner(self) -> DayOrder | None:
        """The order the cells prove among themselves, with no vote against it."""
        if self.is_contradictory or not (self.day_first or self.month_first):
            return None
        return DayOrder.DAY_FIRST if self.day_first else DayOrder.MONTH_FIRST

    def settled(self, asked: DayOrder | None) -> DayOrder | None:
        """The order in which ambiguous cells are to be read; None where that would be a guess.

        The column's own cells come first. ``asked`` decides where they prove nothing or contradict one
        another; where they all prove the opposite of what was asked, nobody knows.
        """
        if self.winner is None:
            return asked
        return self.winner if asked in (None, self.winner) else None


def votes(cells: Iterable[str], latest: date) -> Votes:
    """The votes of a whole column. Empty cells and cells that are no date do not vote."""
    return counted_votes(reading(cell, latest) for cell in cells)


def counted_votes(readings: Iterable[Reading]) -> Votes:
    """The votes of cells that have been read already."""
    day_first = month_first = either = 0
    for meant in readings:
        day_first += meant.vote is DayOrder.DAY_FIRST
        month_first += meant.vote is DayOrder.MONTH_FIRST
        either += meant.is_ambiguous
    return Votes(day_first, month_first, either)


def understood(
    text: str, order: DayOrder | None, latest: date, cycle: int | None = None
) -> tuple[date | None, str]:
    """The day ``text`` means in a column of ``order``, or None and the reason why it is not known.

    A cell that can only be read one way is read that way. No reason echoes the cell.
    """
    meant = reading(text, latest, cycle)
    if meant.is_ambiguous:
        if order is None:
            return None, "could be read day first or month first. Say which, or write the month as a word."
        return (meant.day_first if order is DayOrder.DAY_FIRST else meant.month_first), ""
    day = meant.day_first or meant.month_first
    return day, "" if day else "cannot be read as a date. Write it like 31 Jan 2025 or 2025-01-31."


def verdict(column: Votes, asked: DayOrder | None) -> str:
    """How a column is read and why, to follow its heading; empty where no cell left room for doubt."""
    if column.is_contradictory:
        return (
            f"{counted(column.day_first, 'cell')} can only be day first and {column.month_first:,} only month "
            f"first; {_what_becomes_of_the_rest(column, asked)}."
        )
    if column.winner is None:
        return f"{_what_becomes_of_the_rest(column, asked)}." if column.either else ""
    proof = counted(column.day_first + column.month_first, "cell")
    if asked and asked is not column.winner:
        return (
            f"{proof} can only be {_SAID[column.winner]}, but {_SAID[asked]} was asked for; "
            f"{_what_becomes_of_the_rest(column, None)}."
        )
    return f"read {_SAID[column.winner]}; {proof} {'proves' if proof == '1 cell' else 'prove'} it."


def _what_becomes_of_the_rest(column: Votes, asked: DayOrder | None) -> str:
    fate = f"read {_SAID[asked]}, as asked" if asked else "refused"
    return f"those that could be read either way ({column.either:,}) are {fate}"


def _with_year(text: str, cycle: int) -> Reading | None:
    """A day and month without a year, in the school year that begins in ``cycle``; None where it is not one."""
    day_then_word, word_then_day, numbers = (style.fullmatch(text) for style in _YEARLESS)
    if day_then_word:
        return _certain(_in_cycle(cycle, _month(day_then_word[2]), day_then_word[1]))
    if word_then_day:
        return _certain(_in_cycle(cycle, _month(word_then_day[1]), word_then_day[2]))
    if numbers:
        first, second = numbers.groups()
        return Reading(_in_cycle(cycle, int(second), first), _in_cycle(cycle, int(first), second))
    return None


def _in_cycle(cycle: int, month: int, day: str) -> date | None:
    return _made(cycle if month >= _FIRST_MONTH else cycle + 1, month, int(day))


def _certain(day: date | None) -> Reading:
    return Reading(day, day)


def _month(word: str) -> int:
    """1 to 12; 0 where ``word`` is no month. Three letters are enough, and "Sept" is common."""
    return next((i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold())), 0)


def _day(year: str, month: str | int, day: str, latest: date) -> date | None:
    if len(year) == 4:
        return _made(int(year), int(month), int(day))
    either_century = (_made(century + int(year), int(month), int(day)) for century in (2000, 1900))
    return next((made for made in either_century if made and made <= latest), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if made >= EARLIEST else None
