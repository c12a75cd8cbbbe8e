"""Counts of actions, those on the school's own work apart from those that follow from someone's conduct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import ActionCounts
from esafety_desk.records.base import PersonId
from esafety_desk.records.registers import (
    ATTACHMENTS,
    CONTACTS,
    DECLARATIONS,
    INCIDENTS,
    MODERATION,
    NOTES,
    PEOPLE,
    REFERRALS,
    REGISTERS,
)
from esafety_desk.store.periods import in_period
from esafety_desk.store.tables import ENTRY, RECORD_TABLES

_ABOUT_CONDUCT = (INCIDENTS, REFERRALS, PEOPLE, NOTES, ATTACHMENTS, DECLARATIONS, MODERATION, CONTACTS)
OWN_WORK = tuple(name for name in REGISTERS if name not in {register.name for register in _ABOUT_CONDUCT})
"""Registers that tell of nobody's conduct. An action on no record is the school's own work as well."""

_ACTIONS = RECORD_TABLES["actions"]
_ABOUT = ENTRY.alias("about")
_IS_OWN = sa.or_(_ABOUT.c.id.is_(None), _ABOUT.c.register.in_(OWN_WORK)).label("is_own")
_FROM = _ACTIONS.join(ENTRY, ENTRY.c.id == _ACTIONS.c.id).outerjoin(
    _ABOUT, _ABOUT.c.id == _ACTIONS.c.about_id
)


class OpenOnOwnWork(NamedTuple):
    """An open action without its words; ``about`` is the register of the record it is on, None where on none."""

    reference: str
    owner_id: PersonId | None
    due_on: date | None
    about: str | None


def due(
    connection: sa.Connection, periods: Sequence[Period], cut_off: date
) -> tuple[list[ActionCounts], list[ActionCounts]]:
    """What became of the actions due in each period: on the school's own work, and on conduct."""
    place, within = in_period(_ACTIONS.c.due_on, periods, cut_off)
    outcome = _outcome(cut_off)
    query = (
        sa.select(place, _IS_OWN, outcome, sa.func.count().label("number"))
        .select_from(_FROM)
        .where(ENTRY.c.withdrawn.is_(None), within, place.is_not(None))
        .group_by(place, _IS_OWN, outcome)
    )
    own = [ActionCounts() for _ in periods]
    about_conduct = own[:]
    for row in connection.execute(query):
        side = own if row.is_own else about_conduct
        side[row.place] = _with(side[row.place], row.outcome, row.number)
    return own, about_conduct


def each_due(connection: sa.Connection, period: Period, cut_off: date) -> Iterator[tuple[int, bool, str]]:
    """Every action due in the period: its id, whether it is on the school's own work, and what became of it."""
    place, within = in_period(_ACTIONS.c.due_on, [period], cut_off)
    query = sa.select(_ACTIONS.c.id, _IS_OWN, _outcome(cut_off)).select_from(_FROM)
    for row in connection.execute(query.where(ENTRY.c.withdrawn.is_(None), within, place.is_not(None))):
        yield row.id, bool(row.is_own), row.outcome


def _outcome(cut_off: date) -> sa.Label[str]:
    return sa.case(
        (~_is_done(cut_off) & (_ACTIONS.c.set_aside != ""), "set_aside"),
        (~_is_done(cut_off), "not_done"),
        (_ACTIONS.c.done_on <= _ACTIONS.c.due_on, "on_time"),
        else_="late",
    ).label("outcome")


def still_open(connection: sa.Connection, cut_off: date) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many actions are open and how many of them overdue: on the school's own work, and on conduct."""
    query = (
        sa.select(_IS_OWN, sa.func.count(), sa.func.count().filter(_ACTIONS.c.due_on < cut_off))
        .select_from(_FROM)
        .where(ENTRY.c.withdrawn.is_(None), ~_is_done(cut_off), _ACTIONS.c.set_aside == "")
        .group_by(_IS_OWN)
    )
    found = {bool(is_own): (number, overdue) for is_own, number, overdue in connection.execute(query)}
    return found.get(True, (0, 0)), found.get(False, (0, 0))


def open_on_own_work(connection: sa.Connection) -> list[OpenOnOwnWork]:
    """Every open action on the school's own work, the first due first, those without a day last."""
    query = (
        sa.select(ENTRY.c.reference, _ACTIONS.c.owner_id, _ACTIONS.c.due_on, _ABOUT.c.register)
        .select_from(_FROM)
        .where(ENTRY.c.withdrawn.is_(None), _IS_OWN.element)
        .where(_ACTIONS.c.done_on.is_(None), _ACTIONS.c.set_aside == "")
        .order_by(_ACTIONS.c.due_on.is_(None), _ACTIONS.c.due_on, _ACTIONS.c.id)
    )
    return [OpenOnOwnWork(*row) for row in connection.execute(query)]


def _is_done(cut_off: date) -> sa.ColumnElement[bool]:
    return _ACTIONS.c.done_on.is_not(None) & (_ACTIONS.c.done_on <= cut_off)


def _with(counts: ActionCounts, outcome: str, number: int) -> ActionCounts:
    changed = replace(counts, due=counts.due + number)
    if outcome == "on_time":
        return replace(changed, on_time=number)
    if outcome == "late":
        return replace(changed, late=number)
    return replace(changed, set_aside=number) if outcome == "set_aside" else changed
