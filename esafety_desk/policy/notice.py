"""Notice to technical support: told at least two weeks before the first day of use. Source: policy, Staff 7."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from esafety_desk.policy.calendar import in_order, is_school_day
from esafety_desk.policy.dates import ONE_DAY, is_weekday
from esafety_desk.policy.wording import counted, heading, listed
from esafety_desk.records.school import School, Term


def tell_by(first_use: date, notice_days: int) -> date:
    """The last day on which telling technical support gives full notice."""
    return first_use - timedelta(days=notice_days)


def notice_given(told_on: date, first_use: date) -> int:
    """Whole days from the day technical support was told to the first day of use; negative where told after."""
    return (first_use - told_on).days


def is_late(told_on: date | None, first_use: date, notice_days: int, today: date) -> bool:
    """Whether the notice is short: told too late, or not told yet though the last day for it has passed."""
    return (told_on or today) > tell_by(first_use, notice_days)


def spoken_tell_by(first_use: date, school: School, today: date) -> str:
    """By when technical support must hear of it, and which school days and holidays lie in between."""
    last = tell_by(first_use, school.notice_days)
    said = f"Tell technical support by {_named(last, today)}"
    if last < today:
        said += ", which has passed: the notice is short"
    days = [last + timedelta(days=n) for n in range(school.notice_days)]
    lessons = sum(is_school_day(day, school.terms) for day in days)
    between = [counted(lessons, "school day"), *_holidays(days, school.terms)]
    return f"{said}. In between: {listed(between)}.{_nearest_school_day(last, school, today)}"


def _named(day: date, today: date) -> str:
    return heading(day) + ("" if day.year == today.year else f" {day.year}")


def _nearest_school_day(last: date, school: School, today: date) -> str:
    """Where the last day is none of school, the school day before it."""
    before = last
    for _ in range(60):
        if is_school_day(before, school.terms):
            break
        before -= ONE_DAY
    else:
        return ""
    return "" if before == last else f" The last school day before that is {_named(before, today)}."


def _holidays(days: list[date], terms: Iterable[Term]) -> list[str]:
    """The holidays that ``days`` touch, each by name, in the order they come."""
    known = in_order(terms)
    names = dict.fromkeys(
        _holiday(day, known) for day in days if is_weekday(day) and not is_school_day(day, known)
    )
    return list(names) or ["no holiday"]


def _holiday(day: date, terms: tuple[Term, ...]) -> str:
    running = next((term for term in terms if term.starts_on <= day <= term.ends_on), None)
    if running is None:
        return "a holiday between terms"
    in_break = running.break_from and running.break_until and running.break_from <= day <= running.break_until
    return "half-term" if in_break else "a bank holiday"
