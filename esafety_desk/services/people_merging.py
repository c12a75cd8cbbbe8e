"""Two records of one person made one, and taken apart again, however much later.

Everything that named the duplicate names the kept one; roles, numbers and guardians come along. The duplicate
is withdrawn with the reason. What each record was before is kept, as an import keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from esafety_desk.host.errors import KnownError
from esafety_desk.policy import same_person
from esafety_desk.policy.wording import counted
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE, REGISTERS
from esafety_desk.services.keeping import Work
from esafety_desk.store import entries, holders, imports, lists, lookups, pointing
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.imports import Batch, Trace
from esafety_desk.store.unit import Unit

_LOOKED_AT = 40
"""How many people of like names are looked at: more of one name are hardly one person."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What takes two people apart again: the id of the one that was withdrawn."""

    duplicate: PersonId


@dataclass(frozen=True, slots=True)
class Merged:
    """What changed, what to tell, and the way back."""

    changed: frozenset[str]
    message: str
    undo: Apart | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a person's page may offer: others who are likely the same, and who was merged into this one."""

    likely: tuple[Person, ...]
    merged: tuple[Person, ...]


def likeness(desk: Desk, person_id: PersonId, today: date) -> Likeness:
    """Who is likely the same person, and who was merged with them. Raises KeyError."""
    with desk.reading() as connection:
        person = lookups.people(connection, [person_id])[person_id]
        if entries.read(connection, person_id).withdrawn is not None:
            return Likeness((), ())
        named_so = _named_so(connection, person, today)
        likely = tuple(one for one in named_so if same_person.are_likely_one(person, one))
        return Likeness(likely, tuple(_merged_into(connection, person_id)))


def merge(work: Work, kept_id: PersonId, duplicate_id: PersonId) -> Merged:
    """Make ``duplicate_id`` one with ``kept_id``. Raises KnownError, in a sentence, where that cannot be."""
    with work.desk.writing(work.actor, work.now) as unit:
        kept, duplicate = (_person(unit, key) for key in (kept_id, duplicate_id))
        if problem := same_person.merging_problem(kept, duplicate):
            raise KnownError(problem)
        if any(
            h.person_id == duplicate_id and not h.removed_at for h in holders.read(unit.connection).values()
        ):
            raise KnownError(
                f"{duplicate.full_name} ({duplicate.reference}) holds a key. Merge the other way round."
            )
        changes: list[tuple[Record, Record]] = [(kept, same_person.united(kept, duplicate))]
        changes += _links(unit, kept, duplicate)
        for _, after in changes:
            if after.rule_problems():
                raise KnownError(f"{after.reference} names both in a way that one person cannot fill.")
        batch = imports.begin(
            unit.connection, _act(duplicate), work.now, work.actor, [str(kept_id), str(duplicate_id)]
        )
        for before, after in changes:
            unit.change(after, verb="merged")
            number = RecordId(after.id or 0)
            was = same_person.differing(before, after)
            imports.remember(unit.connection, batch, Trace(number, unit.digest(number), before=was))
        unit.withdraw(duplicate, f"Merged with {kept.reference}.", verb="merged")
        told = f"{duplicate.reference} is one with {kept.reference} now."
        if moved := len(changes) - 1:
            told += f" {counted(moved, 'record leads', 'records lead')} to {kept.full_name}."
        return Merged(frozenset(unit.changed), told, Apart(duplicate_id))


def unmerge(work: Work, duplicate_id: PersonId) -> Merged:
    """Take two people apart: links go back where nobody has changed them since. Raises KnownError."""
    with work.desk.writing(work.actor, work.now) as unit:
        duplicate = lookups.people(unit.connection, [duplicate_id])[duplicate_id]
        batch = _standing(unit.connection, duplicate)
        if batch is None or entries.read(unit.connection, duplicate_id).withdrawn is None:
            raise KnownError(f"{duplicate.reference} is not merged with anybody.")
        unit.reinstate(duplicate)
        kept_id = PersonId(int(batch.files[0]))
        left = [
            trace.entry_id
            for trace in imports.traces(unit.connection, batch.id)
            if not _given_back(unit, trace, kept_id, duplicate)
        ]
        imports.undone(unit.connection, batch.id, work.now)
        told = f"{duplicate.reference} stands for itself again."
        if left:
            references = ", ".join(unit.get(_register(unit, key), key).reference for key in left)
            told += f" Changed since, and left as they are: {references}."
        return Merged(frozenset(unit.changed), told)


def _named_so(connection: Connection, person: Person, today: date) -> Iterable[Person]:
    """People whose names begin as theirs do, by either first name."""
    found: dict[PersonId, None] = {}
    for first in filter(None, (person.given_name, person.known_as)):
        text = f"{first} {person.family_name}"
        rows = lists.people_like(connection, text, today, [person.kind.value], _LOOKED_AT)
        found |= dict.fromkeys(PersonId(row.id) for row in rows)
    return lookups.people(connection, found).values()


def _person(unit: Unit, key: PersonId) -> Person:
    person = lookups.people(unit.connection, [key])[key]
    if entries.read(unit.connection, key).withdrawn is not None:
        raise KnownError(f"{person.reference} is withdrawn, so it cannot be merged.")
    return person


def _links(unit: Unit, kept: Person, duplicate: Person) -> list[tuple[Record, Record]]:
    """Every record that names the duplicate, as it is and as it will be. Raises KnownError where one names both."""
    old, new = PersonId(duplicate.id or 0), PersonId(kept.id or 0)
    found = []
    for register in REGISTERS.values():
        ids = pointing.naming(unit.connection, register, old)
        ids |= set(lookups.about(unit.connection, register, old)) if _hangs_on(register.record) else set()
        for key in sorted(ids - {old, new}):
            record = unit.get(register, key)
            if same_person.names(record, new):
                raise KnownError(f"{record.reference} names both. Take one of them out of it first.")
            found.append((record, same_person.repointed(record, old, new)))
    return found


def _hangs_on(record_type: type[Record]) -> bool:
    return "about_id" in record_type.model_fields


def _given_back(unit: Unit, trace: Trace, kept_id: PersonId, duplicate: Person) -> bool:
    """Put back what the merge changed in one record; False where it has been changed since."""
    register, before = _register(unit, trace.entry_id), dict[str, Any](trace.before or {})
    now = unit.get(register, trace.entry_id)
    back = now.changed(**before)
    old = PersonId(duplicate.id or 0)
    again = (
        same_person.united(back, duplicate)
        if isinstance(back, Person) and trace.entry_id == int(kept_id)
        else same_person.repointed(back, old, kept_id)
    )
    if again != now:
        return False
    unit.change(back, verb="undone")
    return True


def _register(unit: Unit, key: int) -> Any:
    register = lookups.register_of(unit.connection, key)
    assert register is not None
    return register


def _act(duplicate: Person) -> str:
    """The name under which the merge is kept: one a duplicate, so that none lets go of another's way back."""
    return f"merged {duplicate.reference}"


def _standing(connection: Connection, duplicate: Person) -> Batch | None:
    made = imports.batches(connection, _act(duplicate))
    return next((one for one in made if one.undone_at is None), None)


def _merged_into(connection: Connection, kept_id: PersonId) -> list[Person]:
    acts = (one for one in imports.batches(connection) if one.register.startswith(f"merged {PEOPLE.prefix}-"))
    ids = [PersonId(int(one.files[1])) for one in acts if not one.undone_at and one.files[0] == str(kept_id)]
    return list(lookups.people(connection, ids).values())
