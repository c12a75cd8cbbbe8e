"""What a record is called, wherever it is kept, and who the desk's leader is."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.registers import PEOPLE
from esafety_desk.records.words import Words
from esafety_desk.store import lookups, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.lists import ListQuery
from esafety_desk.store.lists import ids as ids_of


def called(desk: Desk, record_id: RecordId, words: Words) -> str:
    """A person's name, or a record's reference and heading; a restricted record's reference alone."""
    with desk.reading() as connection:
        register = lookups.register_of(connection, record_id)
        found = rows.read(connection, register, [record_id]) if register else {}
    record = found.get(record_id)
    if record is None:
        return ""
    if isinstance(record, Person):
        return record.full_name
    return record.reference if record.is_restricted else f"{record.reference}  {record.called(words)}"


def leader_on(desk: Desk, day: date) -> PersonId | None:
    """The one who is e-safety leader on ``day``; None where nobody or more than one person is."""
    staff = ListQuery(PEOPLE, choices={"kind": frozenset({PersonKind.STAFF.value})})
    with desk.reading() as connection:
        found = rows.read(connection, PEOPLE, ids_of(connection, staff)).values()
    leaders = [p.id for p in found if isinstance(p, Person) and Role.ESAFETY_LEADER in p.roles_on(day)]
    return PersonId(leaders[0]) if len(leaders) == 1 and leaders[0] is not None else None
