"""Counts of conduct by period, in a few grouped queries: no record is loaded for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import (
    ActionCounts,
    Age,
    Bullying,
    ConductCounts,
    Delay,
    Flag,
    addressee_of,
)
from esafety_desk.records.incident import CLOSED, UNCOUNTED, Severity, Status, Whereabouts, risk_area_of
from esafety_desk.records.moderation import ModerationKind
from esafety_desk.records.referral import ReferredTo
from esafety_desk.store import conduct_rows as counted
from esafety_desk.store.periods import is_counted
from esafety_desk.store.tables import ENTRY

K = TypeVar("K")
_Rows = Sequence[sa.Row[Any]]
_Placed = Mapping[int | None, _Rows]
AGES = {Age.NEW: 14, Age.OLDER: 30}
"""The last day of each age but the oldest."""


def by_place(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date, actions: Sequence[ActionCounts]
) -> list[ConductCounts]:
    """The counts of each period in their order; ``actions`` about conduct are counted elsewhere."""
    incidents = _placed(connection, _incidents(periods, cut_off))
    delays = _delays(connection, periods, cut_off)
    referrals = _placed(connection, _referrals(periods, cut_off))
    moderated = _placed(connection, _moderated(periods, cut_off))
    return [
        _conduct(incidents.get(n, ()), referrals.get(n, ()), moderated.get(n, ()), delays[n], actions[n])
        for n in range(len(periods))
    ]


def open_by_age(connection: sa.Connection, cut_off: date) -> dict[Age, int]:
    """How many incidents are open at the cut-off, by the days since they were reported."""
    return dict(Counter(age for _, age in ages(connection, cut_off)))


def ages(connection: sa.Connection, cut_off: date) -> list[tuple[int, Age]]:
    """Every incident that is open at the cut-off, with its age."""
    table = counted.INCIDENTS
    query = (
        sa.select(table.c.id, table.c.reported_on).select_from(ENTRY).join(table, table.c.id == ENTRY.c.id)
    )
    rows = connection.execute(query.where(is_open_at(cut_off)))
    return [(key, _age((cut_off - reported).days)) for key, reported in rows]


def _age(days: int) -> Age:
    return next((age for age, last in AGES.items() if days <= last), Age.OLD)


def is_open_at(cut_off: date) -> sa.ColumnElement[bool]:
    """That an incident counts, was reported by the cut-off and is not closed."""
    status, reported = counted.INCIDENTS.c.status, counted.INCIDENTS.c.reported_on
    return is_counted(counted.INCIDENTS) & status.not_in(CLOSED | UNCOUNTED) & (reported <= cut_off)


def _incidents(periods: Sequence[Period], cut_off: date) -> sa.Select[Any]:
    table = counted.INCIDENTS.c
    properties = (counted.AREA, table.status, table.whereabouts, table.severity)
    flags = (sa.func.sum(sa.cast(so, sa.Integer)).label(flag.name) for flag, so in counted.FLAGS.items())
    query = counted.incidents(periods, cut_off, *properties, sa.func.count().label("number"), *flags)
    return query.group_by(sa.text("place"), *properties)


def _delays(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date
) -> list[dict[Delay, Counter[int]]]:
    query = counted.delays(periods, cut_off, sa.func.count().label("number"))
    names = ", ".join(delay.name for delay in Delay)
    found: list[dict[Delay, Counter[int]]] = [{delay: Counter() for delay in Delay} for _ in periods]
    for row in connection.execute(query.group_by(sa.text(f"place, {names}"))):
        for delay in Delay:
            days = getattr(row, delay.name)
            if row.place is not None and days is not None:
                found[row.place][delay][days] += row.number
    return found


def _referrals(periods: Sequence[Period], cut_off: date) -> sa.Select[Any]:
    answered, in_time = counted.answered(cut_off), counted.answered_in_time(cut_off)
    to = counted.REFERRALS.c.to
    sums = [answered.label("answered"), in_time.label("in_time")]
    sums += [so.label(kind.name) for kind, so in counted.bullying(cut_off).items()]
    summed = (sa.func.sum(sa.cast(one.element, sa.Integer)).label(one.name) for one in sums)
    query = counted.referrals(periods, cut_off, to, sa.func.count().label("number"), *summed)
    return query.group_by(sa.text("place"), to)


def _moderated(periods: Sequence[Period], cut_off: date) -> sa.Select[Any]:
    kind = counted.MODERATION.c.kind
    back = sa.func.sum(sa.cast(counted.is_reversed(cut_off), sa.Integer)).label("back")
    query = counted.moderated(periods, cut_off, kind, sa.func.count().label("number"), back)
    return query.group_by(sa.text("place"), kind)


def _conduct(
    incidents: _Rows,
    referrals: _Rows,
    moderated: _Rows,
    delays: Mapping[Delay, Mapping[int, int]],
    actions: ActionCounts,
) -> ConductCounts:
    return ConductCounts(
        by_area=_tally(incidents, lambda row: risk_area_of(row.area)),
        by_status=_tally(incidents, lambda row: Status(row.status)),
        by_whereabouts=_tally(incidents, lambda row: Whereabouts(row.whereabouts)),
        by_severity=_tally(incidents, lambda row: Severity(row.severity)),
        flags={flag: _sum(incidents, flag.name) for flag in Flag},
        delays={delay: dict(days) for delay, days in delays.items()},
        referrals=_tally(referrals, lambda row: addressee_of(ReferredTo(row.to))),
        answered=_sum(referrals, "answered"),
        answered_in_time=_sum(referrals, "in_time"),
        bullying={kind: _sum(referrals, kind.name) for kind in Bullying},
        moderated=_tally(moderated, lambda row: ModerationKind(row.kind)),
        reversed=_sum(moderated, "back"),
        actions=actions,
    )


def _placed(connection: sa.Connection, query: sa.Select[Any]) -> _Placed:
    placed: dict[int | None, list[sa.Row[Any]]] = {}
    for row in connection.execute(query):
        placed.setdefault(row.place, []).append(row)
    return placed


def _tally(rows: _Rows, key: Callable[[sa.Row[Any]], K]) -> dict[K, int]:
    tally: Counter[K] = Counter()
    for row in rows:
        tally[key(row)] += row.number
    return dict(tally)


def _sum(rows: _Rows, name: str) -> int:
    return sum(getattr(row, name) or 0 for row in rows)
