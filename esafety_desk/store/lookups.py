"""Small questions that the rules ask of the desk."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa

from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.people import Person
from esafety_desk.records.referral import RESTRICTED
from esafety_desk.records.registers import PEOPLE, REGISTERS, SCHOOL, Register
from esafety_desk.records.school import School
from esafety_desk.store import remembered
from esafety_desk.store.among import among
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES


def school(connection: sa.Connection) -> School:
    """The one school of this desk. Raises LookupError in a desk that has none yet."""
    ids = (
        remembered.school_ids(connection)
        or connection.scalars(sa.select(RECORD_TABLES[SCHOOL.name].c.id)).all()
    )
    for record in remembered.read(connection, SCHOOL, ids).values():
        assert isinstance(record, School)
        return record
    raise LookupError("this desk has no school")


def people(connection: sa.Connection, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
    """These people by id."""
    found = remembered.read(connection, PEOPLE, ids).values()
    return {PersonId(p.id): p for p in found if isinstance(p, Person) and p.id is not None}


def ids_of_everyone(connection: sa.Connection) -> list[int]:
    """Every person that was ever entered, those withdrawn since among them."""
    return list(connection.scalars(sa.select(RECORD_TABLES[PEOPLE.name].c.id)))


def open_actions(connection: sa.Connection, about: RecordId | None) -> int:
    """How many actions on this record are neither done nor set aside."""
    if about is None:
        return 0
    actions = RECORD_TABLES["actions"]
    query = (
        sa.select(sa.func.count())
        .select_from(actions)
        .join(ENTRY, ENTRY.c.id == actions.c.id)
        .where(actions.c.about_id == about, actions.c.done_on.is_(None), actions.c.set_aside == "")
        .where(ENTRY.c.withdrawn.is_(None))
    )
    return int(connection.execute(query).scalar_one())


def was_supported(connection: sa.Connection, person: PersonId, by: date) -> bool:
    """Whether ``person`` attended a support session held on or before ``by``."""
    sessions = RECORD_TABLES["support-sessions"]
    attendees = PART_TABLES["support-sessions"]["attendees"]
    query = (
        sa.select(attendees.c.parent_id)
        .join(sessions, sessions.c.id == attendees.c.parent_id)
        .join(ENTRY, ENTRY.c.id == sessions.c.id)
        .where(attendees.c.person_id == person, sessions.c.held_on <= by, ENTRY.c.withdrawn.is_(None))
        .limit(1)
    )
    return connection.execute(query).first() is not None


def register_of(connection: sa.Connection, record_id: int) -> Register | None:
    """The register a record is kept in; None where there is no such record."""
    name = connection.execute(sa.select(ENTRY.c.register).where(ENTRY.c.id == record_id)).scalar()
    return REGISTERS.get(name) if name else None


def registers_of(connection: sa.Connection, ids: Collection[int]) -> dict[int, str]:
    """The register of each of ``ids`` under which a record is kept; the others are left out."""
    if not ids:
        return {}
    rows = connection.execute(sa.select(ENTRY.c.id, ENTRY.c.register).where(among(ENTRY.c.id, ids)))
    return {row.id: row.register for row in rows}


def leads_back(connection: sa.Connection, start: int, record_id: int) -> bool:
    """Whether the record ``start`` is about ``record_id``, or about one that is, however long the way."""
    seen: set[int] = set()
    while start not in seen:
        if start == record_id:
            return True
        seen.add(start)
        register = register_of(connection, start)
        table = RECORD_TABLES[register.name] if register else None
        if table is None or "about_id" not in table.c:
            return False
        start = connection.execute(sa.select(table.c.about_id).where(table.c.id == start)).scalar() or 0
    return False


def restricted_among(connection: sa.Connection, ids: Collection[int]) -> set[int]:
    """Those of ``ids`` that are restricted referrals: what hangs on them is as restricted as they are."""
    referrals = RECORD_TABLES["referrals"]
    query = sa.select(referrals.c.id).where(among(referrals.c.id, ids), referrals.c.to.in_(RESTRICTED))
    return set(connection.scalars(query)) if ids else set()


def by_reference(connection: sa.Connection, reference: str) -> tuple[Register, RecordId] | None:
    """Where the record with this reference is kept."""
    query = sa.select(ENTRY.c.register, ENTRY.c.id).where(ENTRY.c.reference == reference.strip().upper())
    row = connection.execute(query).first()
    return (REGISTERS[row.register], RecordId(row.id)) if row else None


def about(connection: sa.Connection, register: Register, record_id: int) -> list[RecordId]:
    """The records of ``register`` that are about this one (its notes, actions, referrals), oldest first."""
    table = RECORD_TABLES[register.name]
    query = (
        sa.select(table.c.id)
        .join(ENTRY, ENTRY.c.id == table.c.id)
        .where(table.c.about_id == record_id, ENTRY.c.withdrawn.is_(None))
        .order_by(ENTRY.c.dated_on, table.c.id)
    )
    return [RecordId(key) for key in connection.scalars(query)]
