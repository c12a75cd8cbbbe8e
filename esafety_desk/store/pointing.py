"""Which records point to a given one, by the fields that their declarations say lead to its register."""

from __future__ import annotations

import sqlalchemy as sa

from esafety_desk.records.base import PersonId
from esafety_desk.records.facts import FieldFacts, facts, names_people
from esafety_desk.records.registers import PEOPLE, REGISTERS, Register
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES


def pointing_to(
    connection: sa.Connection, register: Register, record_id: int, limit: int
) -> list[tuple[Register, list[int]]]:
    """The newest ``limit`` of each register whose records name this one; withdrawn ones are left out."""
    found = []
    for other in REGISTERS.values():
        columns = [fact for fact in facts(other.record).values() if _leads(fact, register)]
        if columns:
            found.append((other, _ids(connection, other, columns, record_id, limit)))
    return [(other, ids) for other, ids in found if ids]


def naming(connection: sa.Connection, register: Register, person: PersonId) -> set[int]:
    """The records of ``register`` that link to this person, in their own fields or in their parts."""
    table, ids = RECORD_TABLES[register.name], set[int]()
    for fact in facts(register.record).values():
        if fact.refers_to == PEOPLE.name:
            ids |= set(connection.scalars(sa.select(table.c.id).where(table.c[fact.name] == person)))
    for parts in PART_TABLES[register.name].values():
        if "person_id" in parts.c:
            ids |= set(connection.scalars(sa.select(parts.c.parent_id).where(parts.c.person_id == person)))
    return ids


def taking_part(connection: sa.Connection, person_id: int, limit: int) -> list[tuple[Register, list[int]]]:
    """The newest ``limit`` of each register among whose people this one is; withdrawn ones are left out."""
    found = []
    for register in REGISTERS.values():
        for fact in facts(register.record).values():
            if names_people(fact):
                parts = PART_TABLES[register.name][fact.name]
                taken = sa.select(parts.c.parent_id).where(parts.c.person_id == person_id)
                query = (
                    sa.select(ENTRY.c.id)
                    .where(ENTRY.c.id.in_(taken), ENTRY.c.withdrawn.is_(None))
                    .order_by(ENTRY.c.dated_on.desc(), ENTRY.c.id.desc())
                    .limit(limit)
                )
                found.append((register, list(connection.scalars(query))))
    return [(register, ids) for register, ids in found if ids]


def _leads(fact: FieldFacts, register: Register) -> bool:
    return fact.refers_to == register.name and fact.part is None


def _ids(
    connection: sa.Connection, other: Register, columns: list[FieldFacts], record_id: int, limit: int
) -> list[int]:
    table = RECORD_TABLES[other.name]
    query = (
        sa.select(table.c.id)
        .join(ENTRY, ENTRY.c.id == table.c.id)
        .where(sa.or_(*(table.c[fact.name] == record_id for fact in columns)), ENTRY.c.withdrawn.is_(None))
        .order_by(ENTRY.c.dated_on.desc(), table.c.id.desc())
        .limit(limit)
    )
    return list(connection.scalars(query))
