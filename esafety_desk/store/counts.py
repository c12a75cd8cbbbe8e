"""What a governors' report counts, by grouped queries: no record is loaded for it.

Every count takes periods that do not overlap, and a cut-off day after which nothing is counted. Withdrawn
records never count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import (
    COUNTED_STATUSES,
    ActionCounts,
    ConductCounts,
    ConductStanding,
    PeriodCounts,
    WorkCounts,
    WorkStanding,
    addressee_of,
)
from esafety_desk.policy.dates import months_after
from esafety_desk.records.approval import Decision
from esafety_desk.records.incident import OutOfSchoolDecision, Severity, Status, Whereabouts, risk_area_of
from esafety_desk.records.people import PersonKind
from esafety_desk.records.referral import ReferredTo
from esafety_desk.store import action_counts
from esafety_desk.store.periods import in_period, is_counted
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES

K = TypeVar("K")
_Rows = Sequence[sa.Row[Any]]

_INCIDENTS, _REFERRALS = RECORD_TABLES["incidents"], RECORD_TABLES["referrals"]
_APPROVALS, _SESSIONS = RECORD_TABLES["approvals"], RECORD_TABLES["support-sessions"]
_PEOPLE, _ATTENDEES = RECORD_TABLES["people"], PART_TABLES["support-sessions"]["attendees"]


def by_period(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date, support_months: int
) -> dict[str, PeriodCounts]:
    """Everything a report counts in each of ``periods``, by its label."""
    if not periods:
        return {}
    incidents = _grouped(_incident_rows(connection, periods, cut_off))
    referrals = _grouped(_referral_rows(connection, periods, cut_off))
    own, about_conduct = action_counts.due(connection, periods, cut_off)
    work = _work(connection, periods, cut_off)
    found = {}
    for place, period in enumerate(periods):
        coverage = staff_coverage(connection, min(period.ends_on, cut_off), support_months)
        found[period.label] = PeriodCounts(
            period,
            _conduct(incidents.get(place, []), referrals.get(place, []), about_conduct[place]),
            _work_counts(work[place], coverage, own[place]),
        )
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
    return WorkStanding(connection.execute(waiting).scalar_one(), *own), ConductStanding(*about_conduct)


def staff_coverage(connection: sa.Connection, on: date, months: int) -> tuple[int, int]:
    """Staff in post on that day who had a support session in the ``months`` before it, and all staff in post.

    The session may lie as far back as the same day ``months`` earlier. Source: policy, Staff 3.
    """
    supported = (
        sa.select(_ATTENDEES.c.person_id)
        .join(ENTRY, ENTRY.c.id == _ATTENDEES.c.parent_id)
        .where(is_counted(_SESSIONS), ENTRY.c.dated_on.between(months_after(on, -months), on))
    )
    in_post = (
        sa.select(sa.func.count(), sa.func.count().filter(_PEOPLE.c.id.in_(supported)))
        .select_from(_PEOPLE)
        .join(ENTRY, ENTRY.c.id == _PEOPLE.c.id)
        .where(ENTRY.c.withdrawn.is_(None), _PEOPLE.c.kind == PersonKind.STAFF)
        .where(sa.or_(_PEOPLE.c.joined_on.is_(None), _PEOPLE.c.joined_on <= on))
        .where(sa.or_(_PEOPLE.c.left_on.is_(None), _PEOPLE.c.left_on >= on))
    )
    row = connection.execute(in_post).one()
    return int(row[1]), int(row[0])


def _incident_rows(connection: sa.Connection, periods: Sequence[Period], cut_off: date) -> _Rows:
    place, within = in_period(ENTRY.c.dated_on, periods, cut_off)
    kind, unreviewed = _INCIDENTS.c.kind, _INCIDENTS.c.decision == OutOfSchoolDecision.TO_REVIEW
    dot = sa.func.instr(kind, ".")
    properties = (
        place,
        sa.case((dot > 0, sa.func.substr(kind, 1, dot - 1)), else_=kind).label("area"),
        _INCIDENTS.c.status,
        _INCIDENTS.c.whereabouts,
        _INCIDENTS.c.severity,
        unreviewed.label("unreviewed"),
    )
    query = (
        sa.select(*properties, sa.func.count().label("number"))
        .select_from(ENTRY)
        .join(_INCIDENTS, _INCIDENTS.c.id == ENTRY.c.id)
        .where(is_counted(_INCIDENTS), within, _INCIDENTS.c.status.in_(COUNTED_STATUSES))
        .group_by(*properties)
    )
    return connection.execute(query).all()


def _referral_rows(connection: sa.Connection, periods: Sequence[Period], cut_off: date) -> _Rows:
    place, within = in_period(ENTRY.c.dated_on, periods, cut_off)
    replied, due = _REFERRALS.c.replied_on, _REFERRALS.c.reply_due
    answered = replied.is_not(None) & (replied <= cut_off)
    in_time = answered & sa.or_(due.is_(None), replied <= due)
    properties = (place, _REFERRALS.c.to, answered.label("answered"), in_time.label("in_time"))
    query = (
        sa.select(*properties, sa.func.count().label("number"))
        .select_from(ENTRY)
        .join(_REFERRALS, _REFERRALS.c.id == ENTRY.c.id)
        .where(is_counted(_REFERRALS), within)
        .group_by(*properties)
    )
    return connection.execute(query).all()


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


def _work_counts(counted: Counter[str], coverage: tuple[int, int], actions: ActionCounts) -> WorkCounts:
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
        actions=actions,
    )


def _session_before(person: sa.ColumnElement[Any], day: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    held = ENTRY.alias("held")
    return sa.exists().where(
        _ATTENDEES.c.person_id == person,
        held.c.id == _ATTENDEES.c.parent_id,
        held.c.withdrawn.is_(None),
        held.c.dated_on <= day,
    )


def _conduct(incidents: _Rows, referrals: _Rows, actions: ActionCounts) -> ConductCounts:
    return ConductCounts(
        by_area=_tally(incidents, lambda row: risk_area_of(row.area)),
        by_status=_tally(incidents, lambda row: Status(row.status)),
        by_whereabouts=_tally(incidents, lambda row: Whereabouts(row.whereabouts)),
        by_severity=_tally(incidents, lambda row: Severity(row.severity)),
        unreviewed=sum(row.number for row in incidents if row.unreviewed),
        referrals=_tally(referrals, lambda row: addressee_of(ReferredTo(row.to))),
        answered=sum(row.number for row in referrals if row.answered),
        answered_in_time=sum(row.number for row in referrals if row.in_time),
        actions=actions,
    )


def _tally(rows: _Rows, key: Callable[[sa.Row[Any]], K]) -> Mapping[K, int]:
    counted: Counter[K] = Counter()
    for row in rows:
        counted[key(row)] += row.number
    return dict(counted)


def _grouped(rows: _Rows) -> dict[int | None, list[sa.Row[Any]]]:
    grouped: dict[int | None, list[sa.Row[Any]]] = {}
    for row in rows:
        grouped.setdefault(row.place, []).append(row)
    return grouped
