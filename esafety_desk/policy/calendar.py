"""School years, terms and the periods a report counts over.

A report must count every incident once, so periods of one kind never overlap and leave no gap. A term
therefore counts from its first day until the day before the next one begins: the Christmas holiday belongs
to the autumn term. At the turn of the school year the border is 1 September, so that the terms of a year
add up to the year. A report prints these counted days, not the days on which lessons were held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.dates import (
    FRIDAY,
    ONE_DAY,
    bank_holidays_in_term,
    easter,
    is_weekday,
    monday_of,
    weekday_from,
    weekday_until,
)
from esafety_desk.policy.wording import listed, span
from esafety_desk.records.names import folded
from esafety_desk.records.school import Term

_FIRST_MONTH = 9
_FIRST_TERM_STARTS = (8, 9)
_LAST_TERM_ENDS = (6, 7, 8)
_LATE_EASTER = (4, 12)
_YEAR = re.compile(r"(?:school )?(?:year )?(\d{4}) ?[-–—/] ?(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """Days to count over, first and last included, with the name they bear in a table."""

    label: str
    starts_on: date
    ends_on: date

    def contains(self, day: date) -> bool:
        """Whether ``day`` is counted in this period."""
        return self.starts_on <= day <= self.ends_on


def school_year(first_september: int) -> Period:
    """The school year that begins on 1 September of that year, labelled like "2026–27"."""
    label = f"{first_september}–{(first_september + 1) % 100:02}"
    return Period(label, date(first_september, 9, 1), date(first_september + 1, 8, 31))


def school_year_of(day: date) -> Period:
    """The school year ``day`` lies in: 1 September to 31 August."""
    return school_year(day.year if day.month >= _FIRST_MONTH else day.year - 1)


def year_of_term(term: Term) -> Period:
    """The school year a term belongs to, judged by its middle: some autumn terms begin in late August."""
    return school_year_of(term.starts_on + (term.ends_on - term.starts_on) / 2)


def in_order(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms from the earliest to the latest."""
    return tuple(sorted(terms, key=lambda term: term.starts_on))


def period_of(term: Term, terms: Iterable[Term]) -> Period:
    """The days counted as ``term`` beside its neighbours in ``terms``; see the head of this module.

    A term whose follower has not been entered yet ends on its own last day, unless it is a year's last.
    """
    year = year_of_term(term)
    starts = [other.starts_on for other in terms if year_of_term(other) == year]
    earlier = [day for day in starts if day < term.starts_on]
    later = [day for day in starts if day > term.starts_on]
    first = year.starts_on if not earlier and term.starts_on.month in _FIRST_TERM_STARTS else term.starts_on
    if later:
        return Period(term.name, first, min(later) - ONE_DAY)
    return Period(term.name, first, year.ends_on if term.ends_on.month in _LAST_TERM_ENDS else term.ends_on)


def periods_of(terms: Iterable[Term]) -> tuple[Period, ...]:
    """The counted days of every term, from the earliest to the latest; they do not overlap."""
    known = in_order(terms)
    return tuple(period_of(term, known) for term in known)


def term_on(day: date, terms: Iterable[Term]) -> Term | None:
    """The term ``day`` is counted in, holidays with the term before them; None where none is known."""
    known = in_order(terms)
    return next((term for term in known if period_of(term, known).contains(day)), None)


def week_of_term(day: date, terms: Iterable[Term]) -> int | None:
    """Which week of its term ``day`` lies in, from 1; half-term weeks count. None in holidays."""
    running = next((term for term in terms if term.starts_on <= day <= term.ends_on), None)
    if running is None:
        return None
    return (monday_of(day) - monday_of(running.starts_on)).days // 7 + 1


def is_school_day(day: date, terms: Iterable[Term]) -> bool:
    """A weekday of a term, outside half-term and bank holidays; any weekday where no term is known."""
    if not is_weekday(day) or day in bank_holidays_in_term(day.year):
        return False
    known = tuple(terms)
    running = next((term for term in known if term.starts_on <= day <= term.ends_on), None)
    if running is None:
        return term_on(day, known) is None
    return not (
        running.break_from and running.break_until and running.break_from <= day <= running.break_until
    )


def next_school_day(day: date, terms: Iterable[Term]) -> date:
    """The first school day after ``day``."""
    known = in_order(terms)
    following = day + ONE_DAY
    while not is_school_day(following, known):
        following += ONE_DAY
    return following


def suggested_terms(school_year_start: int) -> tuple[Term, ...]:
    """Three terms such as many English schools keep in the year from that September, for a school to correct."""
    autumn_ends = _friday_until(date(school_year_start, 12, 22))
    year = school_year_start + 1
    spring_ends, summer_starts = _around_easter(easter(year))
    late_may = monday_of(date(year, 5, 31))
    return (
        _term(
            "Autumn",
            weekday_from(date(school_year_start, 9, 1)),
            autumn_ends,
            date(school_year_start, 10, 29),
        ),
        _term("Spring", autumn_ends + timedelta(days=17), spring_ends, date(year, 2, 18)),
        _term("Summer", summer_starts, weekday_until(date(year, 7, 22)), late_may),
    )


def _term(season: str, first: date, last: date, in_break: date) -> Term:
    monday = monday_of(in_break)
    return Term(
        name=f"{season} {first.year}",
        starts_on=first,
        ends_on=last,
        break_from=monday,
        break_until=monday + timedelta(days=FRIDAY),
    )


def _friday_until(day: date) -> date:
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)


def _around_easter(sunday: date) -> tuple[date, date]:
    """The last day of spring and the first of summer; the holiday begins at an early Easter, ends at a late one."""
    if (sunday.month, sunday.day) < _LATE_EASTER:
        return sunday - timedelta(days=3), sunday + timedelta(days=15)
    return sunday - timedelta(days=16), sunday + timedelta(days=2)


def between(first: date, last: date) -> Period:
    """A period of any days, labelled by them. Raises BadUsage where it would end before it begins."""
    if last < first:
        raise BadUsage("The period ends before it begins. Put the earlier date first.")
    return Period(span(first, last), first, last)


def parse_period(text: str, terms: Iterable[Term]) -> Period:
    """The period a person named: "Autumn 2026", or a year as "2026-27", "2026/27" or "year 2026–27".

    Raises BadUsage with a sentence that names the terms the desk knows.
    """
    known = in_order(terms)
    wanted = _plain(text)
    for term in known:
        if _plain(term.name) == wanted:
            return period_of(term, known)
    found = _YEAR.fullmatch(wanted)
    if found and int(found[2]) % 100 == (int(found[1]) + 1) % 100:
        return school_year(int(found[1]))
    raise BadUsage(_unknown(text, known))


def _plain(name: str) -> str:
    return " ".join(word for word in folded(name).split() if word != "term")


def _unknown(text: str, known: tuple[Term, ...]) -> str:
    if not known:
        return "This desk has no terms yet. Enter them under Settings, or give a school year such as 2026-27."
    names = [term.name for term in known]
    spoken = listed(names) if len(names) <= 9 else f"{names[0]} to {names[-1]}"
    return (
        f"There is no term called “{text.strip()[:40]}” here. Known are {spoken}; or give a year as 2026-27."
    )


def comparisons(period: Period, terms: Iterable[Term]) -> tuple[Period, ...]:
    """What ``period`` stands beside in a table, each only where the desk knows it.

    For a term: the one before, and the same term a year earlier. For a year: the year before. For any
    other days nothing.
    """
    known = in_order(terms)
    term = _as_term(period, known)
    if term is not None:
        place = known.index(term)
        before = known[place - 1 : place] if place else ()
        year_earlier = tuple(other for other in known if _is_year_earlier(other, term))
        return tuple(dict.fromkeys(period_of(other, known) for other in before + year_earlier))
    earlier = school_year(period.starts_on.year - 1)
    if period == school_year_of(period.starts_on) and any(year_of_term(t) == earlier for t in known):
        return (earlier,)
    return ()


def _is_year_earlier(term: Term, than: Term) -> bool:
    return year_of_term(term).starts_on.year == year_of_term(than).starts_on.year - 1 and _season(
        term
    ) == _season(than)


def _season(term: Term) -> str:
    return re.sub(r"[\d/–-]+", "", _plain(term.name)).strip()


def _as_term(period: Period, known: tuple[Term, ...]) -> Term | None:
    return next((term for term in known if period_of(term, known) == period), None)


def recent_terms(period: Period, terms: Iterable[Term], count: int = 6) -> tuple[Period, ...]:
    """Up to ``count`` terms from the earliest, the last being ``period`` or the one its last day lies in."""
    known = in_order(terms)
    begun = [counted for counted in periods_of(known) if counted.starts_on <= period.ends_on]
    return tuple(begun[-count:])


def known_periods(terms: Iterable[Term], today: date) -> tuple[Period, ...]:
    """What a report can cover: every term that has begun, the latest first, then the school years."""
    begun = [counted for counted in reversed(periods_of(terms)) if counted.starts_on <= today]
    years = dict.fromkeys(school_year_of(counted.starts_on) for counted in begun)
    return (*begun, *years)
