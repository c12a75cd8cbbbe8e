"""Which version of the policy holds, and who of the staff has read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import RecordId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.records.registers import ACKNOWLEDGEMENTS, CLAUSES, PEOPLE, POLICY_VERSIONS
from esafety_desk.services.listing import records
from esafety_desk.store.desk import Desk
from esafety_desk.store.lists import ListQuery


@dataclass(frozen=True, slots=True)
class Standing:
    """The version in force: ``read`` are the acknowledgements of staff in post, ``unread`` the people without one."""

    version: PolicyVersion
    read: frozenset[RecordId]
    readers: int
    unread: frozenset[RecordId]

    @property
    def staff(self) -> int:
        return self.readers + len(self.unread)


def standing(desk: Desk, today: date) -> Standing | None:
    """The version adopted last, with who read it; None where none is recorded."""
    kept = [v for v in records(desk, ListQuery(POLICY_VERSIONS)) if isinstance(v, PolicyVersion)]
    adopted = [version for version in kept if version.adopted_on <= today]
    if not adopted:
        return None
    version = max(adopted, key=lambda version: version.adopted_on)
    staff = _staff(desk, today)
    read = [
        item
        for item in records(desk, ListQuery(ACKNOWLEDGEMENTS))
        if isinstance(item, Acknowledgement)
        and folded(item.policy_version) == folded(version.name)
        and RecordId(item.person_id) in staff
    ]
    readers = {RecordId(item.person_id) for item in read}
    return Standing(version, frozenset(r.id for r in read if r.id), len(readers), frozenset(staff - readers))


def clause_ids(desk: Desk) -> dict[str, RecordId]:
    """The record of each clause by its reference, such as "Staff 7"."""
    return {
        getattr(clause, "ref", ""): clause.id for clause in records(desk, ListQuery(CLAUSES)) if clause.id
    }


def _staff(desk: Desk, today: date) -> set[RecordId]:
    """The staff in post."""
    query = ListQuery(PEOPLE, choices={"kind": frozenset({PersonKind.STAFF.value})})
    people = records(desk, query)
    return {RecordId(p.id) for p in people if isinstance(p, Person) and p.id is not None and p.is_here(today)}
