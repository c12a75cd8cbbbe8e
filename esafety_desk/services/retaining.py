"""Retention: what comes up for review, and what is decided: keep, keep longer, hold. Erasing is next door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy import retention as rules
from esafety_desk.policy.retention import KeptClass
from esafety_desk.records.base import Record
from esafety_desk.records.registers import PEOPLE, REGISTERS
from esafety_desk.records.school import School
from esafety_desk.services.keeping import Work
from esafety_desk.store import erasing, hanging, lookups, retention, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.retention import Aged

_MOST = 200
"""How many records of a register are looked at in one go: a queue longer than that is worked off from its head."""


@dataclass(frozen=True, slots=True)
class Due:
    """A record that is up for review, or held. ``heading`` is its reference alone where it is restricted."""

    id: int
    register: str
    reference: str
    heading: str
    kept_class: str
    last_day: date
    due_on: date
    hangs_on: int
    hold: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is due for review, oldest first, and what is held back from it."""

    due: tuple[Due, ...]
    held: tuple[Due, ...]


def queue(desk: Desk, today: date) -> Queue:
    """The records whose time is over on ``today``, each with all that hangs on it counted in."""
    with desk.reading() as connection:
        school = lookups.school(connection)
        aged = retention.aged(connection, _cutoffs(school, today), _MOST)
        found = [due for one in aged if (due := _judged(connection, one, school, today)) is not None]
    waiting = sorted((due for due in found if due.due_on <= today and not due.hold), key=_oldest_first)
    return Queue(tuple(waiting), tuple(sorted((due for due in found if due.hold), key=_oldest_first)))


def keep(work: Work, record_id: int, until: date | None = None) -> date:
    """Keep a record that came up for review until another day: its class's period from today, where none is named.

    Returns that day. Raises BadUsage where it lies in the past.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        day = until or rules.due_on(work.today, _years(unit.connection, record_id))
        if day <= work.today:
            raise BadUsage("Choose a day that lies ahead.")
        _, hold = retention.decided(unit.connection, record_id)
        retention.decide(unit.connection, record_id, review_on=day, hold=hold, by=work.actor, at=work.now)
        unit.witness("kept on review", *erasing.references(unit.connection, [record_id]))
    return day


def hold(work: Work, record_id: int, reason: str) -> None:
    """Take a record out of review until the hold is released: a court, an inquiry, a request under way."""
    if not reason.strip():
        raise BadUsage("Give the reason in a few words.")
    _hold(work, record_id, reason.strip(), "held")


def release(work: Work, record_id: int) -> None:
    """Put a held record back into review."""
    _hold(work, record_id, "", "released")


def _hold(work: Work, record_id: int, reason: str, verb: str) -> None:
    with work.desk.writing(work.actor, work.now) as unit:
        review_on, _ = retention.decided(unit.connection, record_id)
        retention.decide(
            unit.connection, record_id, review_on=review_on, hold=reason, by=work.actor, at=work.now
        )
        unit.witness(verb, *erasing.references(unit.connection, [record_id]))


def _cutoffs(school: School, today: date) -> Mapping[str, date]:
    """For each register the last day that may be due: the shortest period any of its classes has."""
    found = {
        register.name: _years_before(today, each.years(school))
        for each in rules.CLASSES
        for register in each.registers
    }
    shortest = min(rules.PEOPLE.years(school), rules.ADULTS.years(school))
    staff_too = min(rules.INCIDENTS.years(school), rules.STAFF_MATTERS.years(school))
    return found | {
        PEOPLE.name: _years_before(today, shortest),
        **{register.name: _years_before(today, staff_too) for register in rules.INCIDENTS.registers},
    }


def _judged(connection: Connection, aged: Aged, school: School, today: date) -> Due | None:
    """Whether ``aged`` is due with all that hangs on it; None where it is not, or is somebody still needed."""
    if aged.register is PEOPLE and hanging.linked_people(connection, [aged.id]):
        return None
    together = _together(connection, aged.id)
    record = next((one for one in together if one.id == aged.id), None)
    kept_class = rules.class_of(aged.register, together)
    if record is None or kept_class is None:
        return None
    last = rules.last_day(together, aged.entered_on, today)
    due = aged.review_on or rules.due_on(last, kept_class.years(school))
    if due > today and not aged.hold:
        return None
    return _told(aged, record, kept_class, last, due, len(together) - 1)


def _told(aged: Aged, record: Record, kept_class: KeptClass, last: date, due: date, hangs_on: int) -> Due:
    heading = aged.reference if record.is_restricted else record.heading
    return Due(
        aged.id, aged.register.name, aged.reference, heading, kept_class.title, last, due, hangs_on, aged.hold
    )


def _together(connection: Connection, record_id: int) -> list[Record]:
    """A record with all that hangs on it."""
    kept_in = lookups.registers_of(connection, hanging.going_with(connection, [record_id]))
    found: list[Record] = []
    for name in set(kept_in.values()):
        mine = [key for key, register in kept_in.items() if register == name]
        found += rows.read(connection, REGISTERS[name], mine).values()
    return found


def _years(connection: Connection, record_id: int) -> int:
    register = lookups.register_of(connection, record_id)
    if register is None:
        raise LookupError(f"no record {record_id}")
    found = rules.class_of(register, _together(connection, record_id))
    return found.years(lookups.school(connection)) if found else 1


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def _oldest_first(due: Due) -> tuple[date, int]:
    return due.due_on, due.id
