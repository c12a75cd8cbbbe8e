"""Which lines of a governors' report each record is counted on: the way back from a figure to its records.

Every function gives, for one period, the ids of a register's records with the places they are counted at. A place
is the key of a table and the label of a line; the figures themselves are counted from the same conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

import sqlalchemy as sa

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy import report_shares as shares
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import TARGET_DAYS, Bullying, Delay, Flag, addressee_of
from esafety_desk.records.incident import CLOSED, Severity, Status, risk_area_of
from esafety_desk.records.moderation import ModerationKind
from esafety_desk.records.referral import ReferredTo
from esafety_desk.store import action_counts, conduct_counts
from esafety_desk.store import conduct_rows as counted
from esafety_desk.store.periods import in_period
from esafety_desk.store.tables import ENTRY, RECORD_TABLES

Place: TypeAlias = tuple[str, str]
Counted: TypeAlias = Iterator[tuple[int, set[Place]]]
Counter: TypeAlias = Callable[[sa.Connection, Period, date], Counted]
_GLANCE = "glance"
_SEVERE = (Severity.HIGH, Severity.CRITICAL)
_FLAG_KEYS = {
    Flag.UNREVIEWED: measures.UNREVIEWED,
    Flag.STAFF_TARGETED: "incidents.staff-targeted",
    Flag.IDENTITY: "incidents.identity",
    Flag.PARENTS_TOLD: "incidents.parents-told",
    Flag.GROUNDS: "incidents.grounds",
}
_DELAY_KEYS = {
    Delay.REPORTED: "incidents.reported-in-time",
    Delay.ACTED: "incidents.acted-in-time",
    Delay.ENDED: "incidents.ended-in-time",
}
_BULLYING_KEYS = {
    Bullying.ANSWERED: "bullying.answered",
    Bullying.REVIEW_HELD: "bullying.review-held",
    Bullying.RESOLVED: "bullying.resolved",
    Bullying.RECURRED: "bullying.recurred",
}
_SHARES: dict[str, Place] = {
    line.key: (key, line.label) for key, lines in shares.LINES.items() for line in lines
}


def incidents(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Incidents of the period, with every line they stand on."""
    table = counted.INCIDENTS.c
    flags = [so.label(flag.name) for flag, so in counted.FLAGS.items()]
    columns = (table.id, counted.AREA, table.status, table.severity, table.whereabouts, *flags)
    for row in connection.execute(counted.delays([period], cut_off, *columns)):
        yield row.id, set(_places_of_incident(row))


def open_incidents(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Incidents open at the cut-off, whatever their period."""
    for key, age in conduct_counts.ages(connection, cut_off):
        yield key, {(measures.BY_AGE, age.label), (measures.BY_AGE, measures.ALL_OPEN)}


def referrals(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Referrals of the period."""
    answered = counted.answered(cut_off).label("answered")
    in_time = counted.answered_in_time(cut_off).label("in_time")
    kinds = [so.label(kind.name) for kind, so in counted.bullying(cut_off).items()]
    columns = (counted.REFERRALS.c.id, counted.REFERRALS.c.to, answered, in_time, *kinds)
    for row in connection.execute(counted.referrals([period], cut_off, *columns)):
        to = ReferredTo(row.to)
        places: set[Place] = {
            (_GLANCE, measures.REFERRALS_MADE),
            (measures.BY_ADDRESSEE, measures.ALL_REFERRALS),
            (measures.BY_ADDRESSEE, addressee_of(to).label),
        }
        if to is ReferredTo.ANTI_BULLYING:
            places.add((_GLANCE, "of these to the anti-bullying lead"))
        if row.answered:
            places.add(_SHARES[measures.ANSWERED])
        if row.in_time:
            places |= {_SHARES[measures.ANSWERED_IN_TIME], (_GLANCE, "answered by the day due")}
        places |= {_SHARES[key] for kind, key in _BULLYING_KEYS.items() if getattr(row, kind.name)}
        yield row.id, places


def moderation(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Posts and users acted on in the period."""
    table, back = counted.MODERATION.c, counted.is_reversed(cut_off).label("back")
    for row in connection.execute(counted.moderated([period], cut_off, table.id, table.kind, back)):
        key = measures.BY_MODERATION
        places: set[Place] = {(key, ModerationKind(row.kind).label), (key, measures.ALL_MODERATED)}
        yield row.id, places | ({_SHARES["moderation.reversed"]} if row.back else set())


def actions(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Actions that fell due in the period."""
    labels = {
        "on_time": "done on time",
        "late": "done late",
        "set_aside": "set aside with a reason",
        "not_done": "not done yet",
    }
    for key, is_own, outcome in action_counts.each_due(connection, period, cut_off):
        if is_own:
            yield key, {("actions", "Fell due"), ("actions", labels[outcome])}
        elif outcome == "on_time":
            yield key, {_SHARES[measures.ON_TIME]}
        else:
            yield key, set()


def dated(register: str, *places: Place) -> Counter:
    """Records of a register that all stand on the same lines, by the day they belong to."""

    def find(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
        table = RECORD_TABLES[register]
        place, within = in_period(ENTRY.c.dated_on, [period], cut_off)
        query = sa.select(place, ENTRY.c.id).where(
            ENTRY.c.register == register, ENTRY.c.withdrawn.is_(None), within, ENTRY.c.id == table.c.id
        )
        for row in connection.execute(query):
            yield row.id, set(places)

    return find


def _places_of_incident(row: sa.Row[Any]) -> Iterator[Place]:
    status, severity = Status(row.status), Severity(row.severity)
    yield _GLANCE, measures.INCIDENTS_RECORDED
    for key in (measures.BY_AREA, measures.AREA_BY_YEAR, measures.AREA_BY_TERM):
        yield key, risk_area_of(row.area).label
        yield key, measures.ALL_INCIDENTS
    yield measures.BY_STATUS, status.label
    yield measures.BY_STATUS, measures.CLOSED_IN_ALL if status in CLOSED else measures.STILL_OPEN
    yield measures.BY_SEVERITY, severity.label
    yield measures.BY_SEVERITY, measures.HIGHER if severity in _SEVERE else measures.LOWER
    yield measures.BY_STATUS, measures.ALL_INCIDENTS
    yield measures.BY_SEVERITY, measures.ALL_INCIDENTS
    yield shares.OF_INCIDENTS, "Per 100 pupils on roll"
    if row.whereabouts in ("outside", "both"):
        yield _SHARES[measures.OUTSIDE]
        yield _GLANCE, "of these outside school"
    for flag, key in _FLAG_KEYS.items():
        if getattr(row, flag.name):
            yield _SHARES[key]
    for delay, key in _DELAY_KEYS.items():
        days = getattr(row, delay.name)
        if days is not None:
            yield "delays", delay.label
            if days <= TARGET_DAYS[delay]:
                yield _SHARES[key]
