"""Counts of the school's other work by period: exemptions, filtering, accounts, teaching, families, benefits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.work_counts import (
    AccountDays,
    CheckCounts,
    ExemptionDays,
    FamilyCounts,
    FilteringCounts,
    OtherWork,
    TeachingCounts,
    checks_due,
    exemption_counts,
)
from esafety_desk.policy.years import years_of
from esafety_desk.records.aims import Aim
from esafety_desk.records.exemption import ExemptionState
from esafety_desk.records.people import PersonKind
from esafety_desk.records.school import School
from esafety_desk.store.periods import in_period, is_counted
from esafety_desk.store.tables import ENTRY, RECORD_TABLES, WORD

_IN_USE = (ExemptionState.IN_FORCE, ExemptionState.REMOVED)
_TOPICS = "teaching-topics"


def by_place(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date, school: School
) -> list[OtherWork]:
    """The counts of each period in their order."""
    open_filter = exemptions(connection)
    filtering = _filtering(connection, periods, cut_off)
    checks = _checks(connection, periods, cut_off)
    teaching = _teaching(connection, periods, cut_off, school)
    families = _families(connection, periods, cut_off)
    benefits = _benefits(connection, periods, cut_off)
    return [
        OtherWork(
            exemption_counts(open_filter, period, cut_off),
            filtering[n],
            checks[n],
            teaching[n],
            families[n],
            *benefits[n],
        )
        for n, period in enumerate(periods)
    ]


def exemptions(connection: sa.Connection) -> list[ExemptionDays]:
    """The days of every exemption that was ever in force."""
    return list(exemptions_by_id(connection).values())


def exemptions_by_id(connection: sa.Connection) -> dict[int, ExemptionDays]:
    """The same by the id of the record."""
    table = RECORD_TABLES["exemptions"].c
    columns = table["id", "starts_on", "ends_on", "removed_on"]
    rows = connection.execute(_kept("exemptions", *columns).where(table.state.in_(_IN_USE)))
    return {key: ExemptionDays(*days) for key, *days in rows}


def _filtering(connection: sa.Connection, periods: Sequence[Period], cut_off: date) -> list[FilteringCounts]:
    table = RECORD_TABLES["filtering-reviews"].c
    rows = connection.execute(
        _kept("filtering-reviews", table.reviewed_on, table.checks_planned, table.checks_done)
    )
    reviews = [(on, planned, done) for on, planned, done in rows if on <= cut_off]
    found = []
    for period in periods:
        here = [review for review in reviews if period.contains(review[0])]
        last = max((on for on, _, _ in reviews if on <= period.ends_on), default=None)
        counts = len(here), sum(planned for _, planned, _ in here), sum(done for _, _, done in here)
        found.append(FilteringCounts(*counts, last))
    return found


def _checks(connection: sa.Connection, periods: Sequence[Period], cut_off: date) -> list[CheckCounts]:
    account, check = RECORD_TABLES["official-accounts"].c, RECORD_TABLES["monitoring-checks"].c
    columns = account["id", "opened_on", "closed_on", "check_every"]
    accounts = [AccountDays(*row) for row in connection.execute(_kept("official-accounts", *columns))]
    done: Counter[tuple[int | None, int]] = Counter()
    for row in _placed(connection, "monitoring-checks", periods, cut_off, check.account_id):
        done[row.place, row.account_id] += row.number
    found = []
    for n, period in enumerate(periods):
        due = {one.id: checks_due(one, period, cut_off) for one in accounts}
        kept = sum(min(number, done[n, key]) for key, number in due.items())
        found.append(CheckCounts(sum(due.values()), kept, sum(done[n, key] for key in due)))
    return found


def _teaching(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date, school: School
) -> list[TeachingCounts]:
    lesson, people = RECORD_TABLES["teaching"].c, RECORD_TABLES["people"].c
    taught: list[set[tuple[str, str]]] = [set() for _ in periods]
    for row in _placed(connection, "teaching", periods, cut_off, lesson.topic, lesson.year_groups):
        if row.place is not None:
            taught[row.place] |= {(row.topic, year) for year in row.year_groups}
    here = _kept("people", people.year_group).where(
        people.kind == PersonKind.PUPIL, people.year_group.is_not(None), people.left_on.is_(None)
    )
    years = len(set(connection.scalars(here.distinct()))) or len(years_of(school.phase))
    offered = sa.select(sa.func.count()).where(WORD.c.vocabulary == _TOPICS, ~WORD.c.archived)
    topics = connection.execute(offered).scalar_one()
    return [TeachingCounts(frozenset(cells), topics, years) for cells in taught]


def _families(connection: sa.Connection, periods: Sequence[Period], cut_off: date) -> list[FamilyCounts]:
    reach = RECORD_TABLES["family-support"].c.reach
    offers, reached = Counter[int | None](), Counter[int | None]()
    for row in _placed(connection, "family-support", periods, cut_off, reach):
        offers[row.place] += row.number
        reached[row.place] += row.number * row.reach
    return [FamilyCounts(offers[n], reached[n]) for n in range(len(periods))]


def _benefits(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date
) -> list[tuple[int, dict[Aim, int]]]:
    seen = [Counter[Aim]() for _ in periods]
    number = [0 for _ in periods]
    for row in _placed(connection, "positive-uses", periods, cut_off, RECORD_TABLES["positive-uses"].c.aims):
        if row.place is not None:
            number[row.place] += row.number
            seen[row.place].update({Aim(aim): row.number for aim in row.aims})
    return [(number[n], dict(seen[n])) for n in range(len(periods))]


def _kept(register: str, *columns: Any) -> sa.Select[Any]:
    table = RECORD_TABLES[register]
    joined = sa.select(*columns).select_from(ENTRY).join(table, table.c.id == ENTRY.c.id)
    return joined.where(is_counted(table))


def _placed(
    connection: sa.Connection, register: str, periods: Sequence[Period], cut_off: date, *columns: Any
) -> Sequence[sa.Row[Any]]:
    """How many records of each period have each value of ``columns``, by the day they belong to."""
    place, within = in_period(ENTRY.c.dated_on, periods, cut_off)
    query = _kept(register, place, *columns, sa.func.count().label("number")).where(within)
    return connection.execute(query.group_by(place, *columns)).all()
