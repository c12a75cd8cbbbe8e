"""First values of a form's fields, and the small things that declarations of registers have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from esafety_desk.records.base import Choice
from esafety_desk.records.school import School
from esafety_desk.ui.registers.declaration import FilterChip, Start, Tally


def today(day: date, school: School) -> date:
    return day


def after_days(setting: str) -> Start:
    """As many days from today as the school's ``setting`` says."""
    return lambda day, school: day + timedelta(days=getattr(school, setting))


def after_months(setting: str) -> Start:
    """As many months from today as the school's ``setting`` says."""
    return lambda day, school: in_months(day, getattr(school, setting))


def in_weeks(weeks: int) -> Start:
    return lambda day, school: day + timedelta(weeks=weeks)


def in_months(day: date, months: int) -> date:
    """The same day of the month so many months on, the 28th at the latest."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def chips(field: str, choices: Iterable[Choice]) -> tuple[FilterChip, ...]:
    return tuple(FilterChip(choice.label, field, frozenset({choice.value})) for choice in choices)


def this_year() -> Tally:
    return Tally("{n} this school year", "{n} this school year", this_year=True)


def among(words: str, field: str, *values: Choice, optional: bool = False) -> Tally:
    """Counts the records whose ``field`` has one of ``values``; ``words`` hold {n}."""
    return Tally(words, words, {field: frozenset(v.value for v in values)}, optional=optional)
