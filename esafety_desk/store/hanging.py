"""What hangs on a record: what goes when it goes, what would lose a link, and what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from esafety_desk.records.facts import FieldFacts, facts
from esafety_desk.records.registers import PEOPLE, REGISTERS, Register
from esafety_desk.store.among import among
from esafety_desk.store.tables import PART_TABLES, RECORD_TABLES

_ABOUT = "about_id"


@dataclass(frozen=True, slots=True)
class Link:
    """A record that points at ``target`` by ``field``. ``is_needed``: it cannot be without."""

    register: Register
    id: int
    field: str
    target: int
    is_needed: bool


def going_with(connection: sa.Connection, ids: Iterable[int]) -> set[int]:
    """These records and all that is nothing without them: notes, files, referrals, actions, checks, reviews."""
    found, newest = set[int](), set(ids)
    while newest:
        found |= newest
        newest = {link.id for link in _links(connection, newest) if _hangs(link)} - found
    return found


def left_behind(connection: sa.Connection, going: Collection[int]) -> list[Link]:
    """Links of records that stay to records that go."""
    return [link for link in _links(connection, going) if link.id not in going]


def linked_people(connection: sa.Connection, people: Collection[int]) -> set[int]:
    """Those of ``people`` somebody's record still points at."""
    found = set[int]()
    for register, fact in _pointing():
        if fact.refers_to == PEOPLE.name:
            column = RECORD_TABLES[register.name].c[fact.name]
            found |= set(connection.scalars(sa.select(column).where(among(column, people)).distinct()))
        elif _points_by_parts(fact):
            column = PART_TABLES[register.name][fact.name].c.person_id
            found |= set(connection.scalars(sa.select(column).where(among(column, people)).distinct()))
        elif fact.refers_to == "any":
            column = RECORD_TABLES[register.name].c[fact.name]
            found |= set(connection.scalars(sa.select(column).where(among(column, people)).distinct()))
    return found


def _hangs(link: Link) -> bool:
    fact = facts(link.register.record)[link.field]
    return link.field == _ABOUT or (link.is_needed and fact.refers_to not in ("", PEOPLE.name))


def _links(connection: sa.Connection, ids: Collection[int]) -> Iterator[Link]:
    for register, fact in _pointing():
        if fact.refers_to:
            table = RECORD_TABLES[register.name]
            column = table.c[fact.name]
            query = sa.select(table.c.id, column).where(among(column, ids))
        else:
            parts = PART_TABLES[register.name][fact.name]
            query = sa.select(*parts.c["parent_id", "person_id"]).where(among(parts.c.person_id, ids))
        for key, target in connection.execute(query.distinct()):
            yield Link(register, key, fact.name, target, bool(fact.refers_to) and not fact.optional)


def _pointing() -> Iterator[tuple[Register, FieldFacts]]:
    for register in REGISTERS.values():
        for fact in facts(register.record).values():
            if fact.refers_to or _points_by_parts(fact):
                yield register, fact


def _points_by_parts(fact: FieldFacts) -> bool:
    return fact.part is not None and "person_id" in fact.part.model_fields
