"""What a governors' report counts, by grouped queries: no record is loaded for it.

Every count takes periods that do not overlap, and a cut-off day after which nothing is counted. Withdrawn
records never count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import ConductStanding, PeriodCounts, WorkCounts, WorkStanding
from esafety_desk.policy.dates import months_after
from esafety_desk.policy.project_counts import project_counts
from esafety_desk.records.approval import Decision
from esafety_desk.records.people import PersonKind
from esafety_desk.records.school import School
from esafety_desk.store import action_counts, conduct_counts, evidence, other_work
from esafety_desk.store.periods import in_period, is_counted
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES

_APPROVALS, _SESSIONS = RECORD_TABLES["approvals"], RECORD_TABLES["support-sessions"]
_PEOPLE, _ATTENDEES = RECORD_TABLES["people"], PART_TABLES["support-sessions"]["attendees"]


def by_period(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date, school: School
) -> dict[str, PeriodCounts]:
    """Everything a report counts in each of ``periods``, by its label."""
    if not periods:
        return {}
    own, about_conduct = action_counts.due(connection, periods, cut_off)
    conduct = conduct_counts.by_place(connection, periods, cut_off, about_conduct)
    work, other = (
        _work(connection, periods, cut_off),
        other_work.by_place(connection, periods, cut_off, school),
    )
    projects = evidence.known_projects(connection, school, cut_off)
    found = {}
    for n, period in enumerate(periods):
        coverage = staff_coverage(connection, min(period.ends_on, cut_off), school.support_valid_months)
        counted = _work_counts(work[n], coverage)
        whole = replace(counted, projects=project_counts(projects, period), other=other[n], actions=own[n])
        found[period.label] = PeriodCounts(period, conduct[n], whole)
    return found


def standing(connection: sa.Connection, cut_off: date) -> tuple[WorkStanding, ConductStanding]:
    """What stands open at the cut-off, on the school's own work and on conduct."""
    own, about_conduct = action_counts.still_open(connection, cut_off)
    waiting = (
        sa.select(sa.func.count())
        .select_from(ENTRY)
        .join(_APPROVALS, _APPROVALS.c.id == ENTRY.c.id)
        .where(is_counted(_APPROVALS), ENTRY.c.dated_on <= cut_off, _APPROVALS.c.decision == Decision.ASKED)
    )
    ages = conduct_counts.open_by_age(connection, cut_off)
    now = ConductStanding(*about_conduct, incidents=ages)
    return WorkStanding(connection.execute(waiting).scalar_one(), *own), now


def staff_coverage(connection: sa.Connection, on: date, months: int) -> tuple[int, int]:
    """Staff in post on that day who had a support session in the ``months`` before it, and all staff in post.

    The session may lie as far back as the same day ``months`` earlier. Source: policy, Staff 3.
    """
    supported = _supported(on, months)
    query = _in_post(on, sa.func.count(), sa.func.count().filter(_PEOPLE.c.id.in_(supported)))
    row = connection.execute(query).one()
    return int(row[1]), int(row[0])


def staff_on(connection: sa.Connection, on: date, months: int) -> list[tuple[int, bool]]:
    """The same staff one by one: their ids, and whether each had such a session."""
    had_one = _PEOPLE.c.id.in_(_supported(on, months))
    return [(key, bool(had)) for key, had in connection.execute(_in_post(on, _PEOPLE.c.id, had_one))]


def decided(connection: sa.Connection, period: Period, cut_off: date) -> list[sa.Row[Any]]:
    """The approvals decided in the period: id, decision, and whether the owner had a session by then."""
    place, within = in_period(_APPROVALS.c.decided_on, [period], cut_off)
    supported = _session_before(_APPROVALS.c.requested_by, _APPROVALS.c.decided_on).label("supported")
    query = sa.select(place, _APPROVALS.c.id, _APPROVALS.c.decision, supported).join(
        ENTRY, ENTRY.c.id == _APPROVALS.c.id
    )
    return list(connection.execute(query.where(ENTRY.c.withdrawn.is_(None), within)))


def _supported(on: date, months: int) -> sa.Select[Any]:
    return (
        sa.select(_ATTENDEES.c.person_id)
        .join(ENTRY, ENTRY.c.id == _ATTENDEES.c.parent_id)
        .where(is_counted(_SESSIONS), ENTRY.c.dated_on.between(months_after(on, -months), on))
    )


def _in_post(on: date, *columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(_PEOPLE)
        .join(ENTRY, ENTRY.c.id == _PEOPLE.c.id)
        .where(ENTRY.c.withdrawn.is_(None), _PEOPLE.c.kind == PersonKind.STAFF)
        .where(sa.or_(_PEOPLE.c.joined_on.is_(None), _PEOPLE.c.joined_on <= on))
        .where(sa.or_(_PEOPLE.c.left_on.is_(None), _PEOPLE.c.left_on >= on))
    )


def _work(connection: sa.Connection, periods: Sequence[Period], cut_off: date) -> list[Counter[str]]:
    """Sessions held, accounts asked for, decisions, and approvals after a session, for each period."""
    counted: dict[int | None, Counter[str]] = {place: Counter() for place in (None, *range(len(periods)))}
    for table, name in ((_SESSIONS, "sessions"), (_APPROVALS, "asked")):
        place, within = in_period(ENTRY.c.dated_on, periods, cut_off)
        held = sa.select(place, sa.func.count().label("number")).where(is_counted(table), within)
        for row in connection.execute(held.group_by(place)):
            counted[row.place][name] += row.number
    place, within = in_period(_APPROVALS.c.decided_on, periods, cut_off)
    supported = _session_before(_APPROVALS.c.requested_by, _APPROVALS.c.decided_on).label("supported")
    decided = (
        sa.select(place, _APPROVALS.c.decision, supported, sa.func.count().label("number"))
        .select_from(_APPROVALS)
        .join(ENTRY, ENTRY.c.id == _APPROVALS.c.id)
        .where(ENTRY.c.withdrawn.is_(None), within)
        .group_by(place, _APPROVALS.c.decision, supported)
    )
    for row in connection.execute(decided):
        counted[row.place][row.decision] += row.number
        if row.supported and row.decision == Decision.APPROVED:
            counted[row.place]["supported first"] += row.number
    return [counted[place] for place in range(len(periods))]


def _work_counts(counted: Counter[str], coverage: tuple[int, int]) -> WorkCounts:
    covered, in_post = coverage
    return WorkCounts(
        sessions=counted["sessions"],
        staff_in_post=in_post,
        staff_covered=covered,
        asked=counted["asked"],
        approved=counted[Decision.APPROVED],
        refused=counted[Decision.REFUSED],
        taken_back=counted[Decision.TAKEN_BACK],
        supported_first=counted["supported first"],
    )


def _session_before(person: sa.ColumnElement[Any], day: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    held = ENTRY.alias("held")
    return sa.exists().where(
        _ATTENDEES.c.person_id == person,
        held.c.id == _ATTENDEES.c.parent_id,
        held.c.withdrawn.is_(None),
        held.c.dated_on <= day,
    )
