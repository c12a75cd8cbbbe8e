"""Sums with days that the calendar of a school needs: months on, Easter, Mondays, bank holidays."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
FRIDAY = 4


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, earlier if negative; a shorter month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of the week ``day`` lies in; weeks run Monday to Sunday."""
    return day - timedelta(days=day.weekday())


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() <= FRIDAY


def weekday_from(day: date) -> date:
    """``day`` itself, or the Monday after it where it falls on a weekend."""
    return day if is_weekday(day) else monday_of(day) + timedelta(days=7)


def weekday_until(day: date) -> date:
    """``day`` itself, or the Friday before it where it falls on a weekend."""
    return day if is_weekday(day) else monday_of(day) + timedelta(days=FRIDAY)


@cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm (Meeus, Jones, Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays_in_term(year: int) -> frozenset[date]:
    """The bank holidays of England that can fall on a day of term: Good Friday, Easter Monday, early May."""
    sunday = easter(year)
    early_may = monday_of(date(year, 5, 7))
    return frozenset({sunday - timedelta(days=2), sunday + ONE_DAY, early_may})
