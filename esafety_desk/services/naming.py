"""What a record is called, wherever it is kept, and who the desk's leader is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services.headings import heading
from esafety_desk.store import lookups, rows
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk
from esafety_desk.store.lists import ListQuery
from esafety_desk.store.lists import ids as ids_of


def called(desk: Desk, record_id: RecordId) -> str:
    """A person's name, or a record's reference and heading; a restricted record's reference alone."""
    with desk.reading() as connection:
        register = lookups.register_of(connection, record_id)
        found = rows.read(connection, register, [record_id]) if register else {}
        words = kept_words.read(connection)
    record = found.get(record_id)
    if record is None:
        return ""
    if isinstance(record, Person):
        return record.full_name
    return record.reference if record.is_restricted else f"{record.reference}  {heading(record, words)}"


def by_reference(desk: Desk, reference: str) -> RecordId | None:
    """The record with this reference, in whatever register it is kept; None where there is none."""
    with desk.reading() as connection:
        found = lookups.by_reference(connection, reference)
    return found[1] if found else None


def spoken_words(desk: Desk, vocabulary: str, codes: Iterable[str]) -> list[str]:
    """The labels of these words."""
    with desk.reading() as connection:
        words = kept_words.read(connection)
    return [words.label(vocabulary, code) for code in codes]


def leader_on(desk: Desk, day: date) -> PersonId | None:
    """The one who is e-safety leader on ``day``; None where nobody or more than one person is."""
    staff = ListQuery(PEOPLE, choices={"kind": frozenset({PersonKind.STAFF.value})})
    with desk.reading() as connection:
        found = rows.read(connection, PEOPLE, ids_of(connection, staff)).values()
    leaders = [p.id for p in found if isinstance(p, Person) and Role.ESAFETY_LEADER in p.roles_on(day)]
    return PersonId(leaders[0]) if len(leaders) == 1 and leaders[0] is not None else None
