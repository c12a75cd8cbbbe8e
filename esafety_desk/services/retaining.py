"""Retention: what comes up for review, and what is decided: keep, keep longer, hold. Erasing is next door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from esafety_desk.host.errors import KnownError
from esafety_desk.policy import retention as rules
from esafety_desk.records.base import Record
from esafety_desk.records.registers import PEOPLE, REGISTERS
from esafety_desk.records.school import School
from esafety_desk.services import headings
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.store import erasing, hanging, lookups, retention, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.retention import Aged, Decision
from esafety_desk.store.unit import Unit

_MOST = 200
"""How many records of a register are looked at in one go: a queue longer than that is worked off from its head."""

_FARTHEST_YEARS = 100
"""How far ahead a record can be kept: a day beyond that is a slip of the hand."""
CHANGED = frozenset({"retention"})
"""What listeners hear when something was decided about keeping."""


@dataclass(frozen=True, slots=True)
class DecisionBefore:
    """What takes a decision back: what was decided about the record before, and what the act decided."""

    id: int
    before: Decision
    after: Decision


@dataclass(frozen=True, slots=True)
class Decided:
    """What an act on the keeping of a record did."""

    decision: Decision
    message: str
    undo: DecisionBefore | None
    changed: frozenset[str] = CHANGED


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
    decision: Decision


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
        waiting = [_judged(connection, one, school, today) for one in aged if not one.decision.hold]
        held = [_judged(connection, one, school, today) for one in retention.all_held(connection)]
    due = [one for one in waiting if one is not None and one.due_on <= today]
    return Queue(
        tuple(sorted(due, key=_oldest_first)),
        tuple(sorted((one for one in held if one is not None), key=_oldest_first)),
    )


def keep(work: Work, record_id: int) -> Decided:
    """Keep a record that came up for review for the period of its class, from today."""
    with work.desk.writing(work.actor, work.now) as unit:
        day = rules.due_on(work.today, _years(unit.connection, record_id))
        before = retention.decided(unit.connection, record_id)
        kept = replace(before, review_on=day, reason="")
        return _decide(unit, work, record_id, kept, "kept on review", "is kept")


def extend(work: Work, record_id: int, until: date | None, reason: str) -> Decided:
    """Keep a record until a chosen day, for a reason. Raises Refused, with a message for ``until`` or ``reason``."""
    problems = {"until": _problem_of_day(until, work.today), "reason": _problem_of_reason(reason)}
    if until is None or any(problems.values()):
        raise Refused({name: told for name, told in problems.items() if told}, {})
    with work.desk.writing(work.actor, work.now) as unit:
        before = retention.decided(unit.connection, record_id)
        kept = replace(before, review_on=until, reason=reason.strip())
        return _decide(unit, work, record_id, kept, "kept longer", "is kept until the day you chose")


def hold(work: Work, record_id: int, reason: str) -> Decided:
    """Keep a record from review and from erasure until the hold is released: a court, an inquiry. Raises Refused."""
    if problem := _problem_of_reason(reason):
        raise Refused({"reason": problem}, {})
    with work.desk.writing(work.actor, work.now) as unit:
        held = replace(retention.decided(unit.connection, record_id), hold=reason.strip())
        return _decide(unit, work, record_id, held, "held", "is held")


def release(work: Work, record_id: int) -> Decided:
    """Put a held record back into review."""
    with work.desk.writing(work.actor, work.now) as unit:
        free = replace(retention.decided(unit.connection, record_id), hold="")
        return _decide(unit, work, record_id, free, "released", "is held no more")


def back(work: Work, undone: DecisionBefore) -> Decided:
    """Take a decision back. Raises KnownError where something else was decided since, or the record has gone."""
    with work.desk.writing(work.actor, work.now) as unit:
        is_gone = not erasing.references(unit.connection, [undone.id])
        if is_gone or retention.decided(unit.connection, undone.id) != undone.after:
            raise KnownError("Something else was decided about this record since, so this cannot be undone.")
        done = _decide(
            unit, work, undone.id, undone.before, "decision taken back", "is kept as it was before"
        )
    return replace(done, undo=None)


def _decide(unit: Unit, work: Work, record_id: int, decision: Decision, verb: str, told: str) -> Decided:
    before = retention.decided(unit.connection, record_id)
    (reference,) = erasing.references(unit.connection, [record_id])
    retention.decide(unit.connection, record_id, decision, by=work.actor, at=work.now)
    unit.witness(verb, reference)
    return Decided(decision, f"{reference} {told}.", DecisionBefore(record_id, before, decision))


def _problem_of_reason(reason: str) -> str:
    return "" if reason.strip() else "Give the reason in a few words."


def _problem_of_day(day: date | None, today: date) -> str:
    if day is None or day <= today:
        return "Choose a day that lies ahead."
    if day > rules.due_on(today, _FARTHEST_YEARS):
        return f"Choose a day within {_FARTHEST_YEARS} years. To keep it without an end, hold it."
    return ""


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
    """``aged`` with all that hangs on it; None where it is neither due nor held, or is somebody still needed."""
    is_held = bool(aged.decision.hold)
    if not is_held and aged.register is PEOPLE and hanging.linked_people(connection, [aged.id]):
        return None
    together = _together(connection, aged.id)
    record = next((one for one in together if one.id == aged.id), None)
    kept_class = rules.class_of(aged.register, together)
    if record is None or kept_class is None:
        return None
    last = rules.last_day(together, aged.entered_on, today)
    due = aged.decision.review_on or rules.due_on(last, kept_class.years(school))
    if due > today and not is_held:
        return None
    said = headings.headings(connection, {aged.register.name: [aged.id]})[aged.id]
    hangs_on = len(together) - 1
    return Due(
        aged.id,
        aged.register.name,
        aged.reference,
        said,
        kept_class.title,
        last,
        due,
        hangs_on,
        aged.decision,
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
