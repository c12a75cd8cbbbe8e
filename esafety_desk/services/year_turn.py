"""The new school year in one act: planned, shown, done, and taken back whole until it is confirmed.

``plan`` says what would happen by itself, ``told`` what happens as chosen, ``turn`` does it, ``confirm`` settles
it. It is kept like an import: each record with the fields that changed, as they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from esafety_desk.host.errors import KnownError
from esafety_desk.policy import year_turn as policy
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.dates import ONE_DAY
from esafety_desk.policy.wording import counted, listed, spoken
from esafety_desk.policy.year_turn import Move, SchoolClass
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.people import Person, RoleHeld
from esafety_desk.records.registers import (
    ACCOUNT_REVIEWS,
    APPROVALS,
    DECLARATIONS,
    FILTERING_REVIEWS,
    PLATFORMS,
    Register,
)
from esafety_desk.records.school import Term
from esafety_desk.services.everyone import everyone
from esafety_desk.services.import_acts import NEW_YEAR, Brought
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.store import falling_due, imports, lookups, rows
from esafety_desk.store.engine import Connection
from esafety_desk.store.imports import Batch, Trace
from esafety_desk.store.unit import Unit

ROUNDS: tuple[tuple[Register, str], ...] = (
    (APPROVALS, "review_on"),
    (ACCOUNT_REVIEWS, "next_on"),
    (DECLARATIONS, "review_on"),
    (FILTERING_REVIEWS, "next_on"),
    (PLATFORMS, "check_again_on"),
)
"""What comes round again, and the day on which it does."""
_BEGINNING = timedelta(weeks=4)
"""In these weeks of a school year it is turned, if it was not in the holidays."""


class RoleLine(NamedTuple):
    """A role that goes on unless somebody ends it."""

    person_id: PersonId
    name: str
    held: RoleHeld


class Check(NamedTuple):
    """Something that would come round in the holidays, when nobody is there."""

    register: str
    id: RecordId
    reference: str
    field: str
    on: date


@dataclass(frozen=True, slots=True)
class Choices:
    """What a leader decided: the moves to be made, the roles that end, the terms, whether checks are rolled on."""

    moves: tuple[Move, ...]
    ending: tuple[RoleLine, ...]
    terms: tuple[Term, ...]
    rolls_on: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What the turn to ``year`` would do by itself. ``standing`` is a turn that was made and not confirmed yet."""

    year: Period
    last_day: date
    moves: tuple[Move, ...]
    roles: tuple[RoleLine, ...]
    terms: tuple[Term, ...]
    checks: tuple[Check, ...]
    without_year: int
    standing: Batch | None = None
    is_confirmed: bool = False

    @property
    def choices(self) -> Choices:
        return Choices(self.moves, (), self.terms)

    def is_under_way(self, today: date) -> bool:
        """Whether the year began some weeks ago: who brought in this year's lists has moved everyone up already."""
        return self.standing is None and not self.is_confirmed and today > self.year.starts_on + _BEGINNING


@dataclass(frozen=True, slots=True)
class Turned:
    """What the turn changed, what to tell, and what takes it back."""

    changed: frozenset[str]
    message: str
    undo: Brought | None = field(default=None)


def plan(work: Work) -> Plan:
    """What would happen by itself, and whether it has happened already."""
    with work.desk.reading() as connection:
        return _planned(connection, work.today)


def told(planned: Plan, choices: Choices, today: date) -> tuple[str, ...]:
    """What will happen, in sentences, before it does."""
    up = [move for move in choices.moves if not move.leaves]
    out = [move for move in choices.moves if move.leaves]
    day = spoken(planned.last_day, today)
    said = []
    if up:
        number = sum(len(move.pupils) for move in up)
        said.append(
            f"{counted(number, 'pupil moves', 'pupils move')} up, in {counted(len(up), 'class', 'classes')}."
        )
    if out:
        pupils = counted(sum(len(move.pupils) for move in out), "pupil leaves", "pupils leave")
        classes = listed([move.of.label for move in out])
        said.append(
            f"{pupils} on {day}: {classes}. Their records stay, and the years they are kept for begin."
        )
    if choices.ending:
        said.append(f"{counted(len(choices.ending), 'role ends', 'roles end')} on {day}.")
    if choices.terms:
        said.append(f"The terms of {planned.year.label} are {listed([term.name for term in choices.terms])}.")
    if planned.checks and choices.rolls_on:
        first = spoken(policy.first_day_of(planned.year, choices.terms), today)
        due = counted(len(planned.checks), "check that falls", "checks that fall")
        said.append(f"{due} into the holidays will be due on {first}.")
    return tuple(said) or ("Nothing would change.",)


def turn(work: Work, choices: Choices) -> Turned:
    """Make the year turn as one act.

    Raises Refused where the terms do not fit, KnownError where it was made already or nothing would change.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        planned = _planned(unit.connection, work.today)
        if planned.standing is not None:
            raise KnownError("The year has been turned already. Confirm it or take it back first.")
        changed = [*_people(unit, planned, choices), *_school(unit, planned, choices)]
        changed += _checks(unit, planned, choices)
        if not changed:
            raise KnownError("Nothing would change, so there is nothing to do.")
        connection = unit.connection
        batch = imports.begin(connection, NEW_YEAR, work.now, work.actor, [planned.year.label])
        for before, after in changed:
            kept = unit.change(after)
            names = {name for name in type(kept).model_fields if getattr(kept, name) != getattr(before, name)}
            was = before.model_dump(mode="json", include=names)
            number = RecordId(kept.id or 0)
            imports.remember(connection, batch, Trace(number, unit.digest(number), before=was))
        unit.witness("year turned", planned.year.label, [f"records={len(changed)}"])
        message = f"The year has turned to {planned.year.label}."
        return Turned(frozenset(unit.changed), message, Brought(batch))


def confirm(work: Work) -> Turned:
    """Settle the turn that stands: it cannot be taken back as a whole any more. Raises KnownError where none does."""
    with work.desk.writing(work.actor, work.now) as unit:
        standing = _standing(unit.connection, policy.coming_year(work.today))
        if standing is None or not standing.records:
            raise KnownError("There is no turn of the year to confirm.")
        imports.settle(unit.connection, standing.id)
        unit.witness("year turn confirmed", standing.files[0])
    return Turned(frozenset({"school"}), f"{standing.files[0]} is confirmed.")


def _planned(connection: Connection, today: date) -> Plan:
    school = lookups.school(connection)
    year = policy.coming_year(today)
    last_day = policy.last_day_before(year, school.terms)
    people = tuple(everyone(connection))
    terms = policy.terms_for(year, school.terms)
    made = _standing(connection, year)
    roles = (
        RoleLine(PersonId(person.id or 0), person.full_name, held)
        for person in people
        for held in policy.open_roles(person, last_day)
    )
    return Plan(
        year=year,
        last_day=last_day,
        moves=policy.moves(people, school, last_day),
        roles=tuple(sorted(roles, key=lambda line: (line.name.casefold(), line.held.role.value))),
        terms=terms,
        checks=tuple(_in_the_holidays(connection, last_day, policy.first_day_of(year, terms))),
        without_year=sum(p.is_pupil and p.year_group is None and p.is_here(last_day) for p in people),
        standing=made if made is not None and made.records else None,
        is_confirmed=made is not None and not made.records,
    )


def _standing(connection: Connection, year: Period) -> Batch | None:
    """The turn to ``year`` that was made and not taken back."""
    made = (one for one in imports.batches(connection, NEW_YEAR) if one.undone_at is None)
    return next((one for one in made if one.files == (year.label,)), None)


def _in_the_holidays(connection: Connection, last_day: date, first_day: date) -> Iterator[Check]:
    for register, name in ROUNDS:
        ids = falling_due.between(connection, register, name, last_day + ONE_DAY, first_day - ONE_DAY)
        found = rows.read(connection, register, ids)
        for key in ids:
            record = found[key]
            yield Check(register.name, key, record.reference, name, getattr(record, name))


_Changed = tuple[Record, Record]
"""A record as it was and as it will be."""


def _people(unit: Unit, planned: Plan, choices: Choices) -> list[_Changed]:
    wanted: dict[SchoolClass, Move] = {move.of: move for move in choices.moves}
    ending: dict[PersonId, list[RoleHeld]] = {}
    for line in choices.ending:
        ending.setdefault(line.person_id, []).append(line.held)
    found: list[_Changed] = []
    for person in everyone(unit.connection):
        after = _turned(person, wanted, ending.get(PersonId(person.id or 0), ()), planned.last_day)
        if after != person:
            found.append((person, after))
    return found


def _turned(
    person: Person, wanted: dict[SchoolClass, Move], ending: Sequence[RoleHeld], last_day: date
) -> Person:
    placed = policy.class_of(person, last_day)
    if placed is not None and placed in wanted:
        return policy.moved(person, wanted[placed], last_day)
    return policy.without_roles(person, ending, last_day) if ending else person


def _school(unit: Unit, planned: Plan, choices: Choices) -> list[_Changed]:
    """The school with its new terms. Raises Refused."""
    school = lookups.school(unit.connection)
    if not choices.terms:
        return []
    after = policy.with_terms(school, planned.year, choices.terms)
    if problems := after.rule_problems():
        raise Refused(problems, {})
    return [(school, after)] if after != school else []


def _checks(unit: Unit, planned: Plan, choices: Choices) -> list[_Changed]:
    if not choices.rolls_on:
        return []
    first = policy.first_day_of(planned.year, choices.terms or planned.terms)
    found: list[_Changed] = []
    for register, name in ROUNDS:
        ids = [check.id for check in planned.checks if check.register == register.name]
        records = rows.read(unit.connection, register, ids).values()
        found += [(record, record.changed(**{name: first})) for record in records]
    return found
