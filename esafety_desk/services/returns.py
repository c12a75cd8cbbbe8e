"""A return: anonymised statistics written as a data package, so that many schools' can be queried together."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from esafety_desk.exchange import data_package
from esafety_desk.exchange.data_package import Field, Package, Resource
from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.calendar import Period, periods_of, school_year_of
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.returns import Span, Statistics, statistics
from esafety_desk.records.school import School
from esafety_desk.services import reporting
from esafety_desk.services.beginnings import default_words
from esafety_desk.services.keeping import Work
from esafety_desk.store import header, lookups, type_counts
from esafety_desk.store.desk import Desk

TYPES = {word.code: word.label for word in default_words() if word.vocabulary == "incident-types"}
"""The types every desk begins with. Those a school has added might say whom they are about."""

_SCHOOL = Field(
    "school", "string", "The code of the school: always the same for one desk, and nobody's name."
)
_SPAN = (
    Field("span", "string", "period: all the days of the return; term: one term of them."),
    Field("name", "string", "The name of these days, as 2025–26 or Autumn 2025."),
    Field("first_day", "date", "The first day counted."),
    Field("last_day", "date", "The last day counted."),
)
_SCHOOLS = (
    _SCHOOL,
    Field("phase", "string", "Which ages the school teaches."),
    Field("period", "string", "What the return is on."),
    Field("first_day", "date", "The first day counted."),
    Field("last_day", "date", "The last day counted: the end of the period, or the day of the return."),
    Field("school_name", "string", "Only where the school chose to say.", required=False),
    Field("pupils", "integer", "Pupils on roll, only where the school is named.", required=False),
)
_COUNTS = (
    _SCHOOL,
    *_SPAN,
    Field("counted", "string", "incidents or referrals."),
    Field("grouped_by", "string", "all, area, type, severity or addressee."),
    Field("code", "string", "The line: all, a code of the program, or other for lines counted together."),
    Field("label", "string", "The line in words."),
    Field("covers", "string", "The codes counted together, with semicolons between.", required=False),
    Field("shown", "string", "The figure as it may be published: fewer than 5, or about 10."),
    Field("at_least", "integer", "The least the true count can be."),
    Field("at_most", "integer", "The most the true count can be."),
)
_WORK = (
    _SCHOOL,
    *_SPAN,
    Field("code", "string", "What is counted, as a code of the program."),
    Field("label", "string", "What is counted, in words."),
    Field("number", "integer", "The exact number."),
)
_RULE = (
    "Figures about conduct are protected: a count below 5 is told as “fewer than 5”, any other as the nearest "
    "multiple of 5, each by itself; what could still be worked out is left out or counted together. A line that "
    "is missing does not say “none”. Figures of the school’s own work are exact. Nobody is named."
)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a return told: of which days, for which school code, in how many lines."""

    school: str
    period: str
    lines: int


def period_asked_for(work: Work, name: str | None) -> Period:
    """The period a person named; else the last school year that is over, or the one that runs. Raises BadUsage."""
    if name:
        return reporting.period_asked_for(work.desk, name, None, None)
    with work.desk.reading() as connection:
        begun = [p for p in periods_of(lookups.school(connection).terms) if p.starts_on <= work.today]
    if not begun:
        raise BadUsage("No term of this desk has begun. Enter the terms under Settings, or name a period.")
    years = {school_year_of(term.starts_on) for term in begun}
    over = [year for year in years if year.ends_on < work.today]
    return max(over or years, key=lambda year: year.starts_on)


def export_return(
    work: Work,
    target: Path,
    period: Period,
    *,
    with_name: bool = False,
    purpose: str = "",
    to_whom: str = "",
) -> Returned:
    """Write the return on ``period`` into a new or empty folder, and audit that it left.

    Raises BadUsage or CannotWrite, and KnownError where no report could be drawn on these days.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        connection = unit.connection
        school = lookups.school(connection)
        made_from, judged = reporting.audited(connection, Choices(period), work.today)
        told = statistics(made_from, judged, type_counts.by_type(connection, period, work.today), TYPES)
        code = school_code(work.desk)
        package = as_package(told, code, school, with_name=with_name, today=work.today)
        data_package.write(package, target)
        unit.witness("exported", "return", [part for part in (period.label, purpose, to_whom) if part])
    return Returned(code, period.label, len(told.counted) + len(told.done))


def school_code(desk: Desk) -> str:
    """The code of the school in every return: made of the desk's random name, which it does not give away."""
    name = header.read(desk.home).desk
    digest = hashlib.sha256(f"return of {name}".encode()).digest()
    return base64.b32encode(digest)[:12].decode("ascii").lower()


def as_package(told: Statistics, code: str, school: School, *, with_name: bool, today: date) -> Package:
    """The return as the files it is handed over in."""
    own = (school.name, school.roll) if with_name else (None, None)
    about = (code, school.phase.value, told.period.label, told.period.starts_on, told.cut_off, *own)
    counts = [
        (
            *_days(code, line.span), line.subject, line.by, line.code, line.label, ";".join(line.covers),
            line.figure.text, line.at_least, line.at_most,
        )
        for line in told.counted
    ]  # fmt: skip
    work = [(*_days(code, line.span), line.code, line.label, line.number) for line in told.done]
    days = ("school", "span", "name")
    return Package(
        f"e-safety-return-{code}",
        f"E-safety statistics {told.period.label}",
        _RULE,
        today,
        (
            Resource("schools", "The school", "Who returns, and on which days.", _SCHOOLS, [about], ("school",)),
            Resource(
                "counts", "Counts of conduct, protected", _RULE, _COUNTS, counts,
                (*days, "counted", "grouped_by", "code"), "schools",
            ),
            Resource(
                "work", "The school’s own work, exact", "Counts of what the school did.", _WORK, work,
                (*days, "code"), "schools",
            ),
        ),
    )  # fmt: skip


def _days(code: str, span: Span) -> Iterator[object]:
    yield from (code, "term" if span.is_term else "period", span.name, span.starts_on, span.ends_on)
