"""What hangs together as one case: an incident, its duplicates, and all that is about any of them."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from esafety_desk.records.registers import INCIDENTS
from esafety_desk.store import lookups
from esafety_desk.store.among import among
from esafety_desk.store.tables import RECORD_TABLES

_INCIDENTS = RECORD_TABLES[INCIDENTS.name]
_ABOUT = [table for table in RECORD_TABLES.values() if "about_id" in table.c]


def incidents_of(connection: sa.Connection, record_id: int) -> dict[int, str]:
    """The incident that a record is or hangs on, with its duplicates, each with its type; empty where there is none."""
    found: dict[int, str] = {}
    wanted = {_top(connection, record_id)}
    while wanted - found.keys():
        is_kin = among(_INCIDENTS.c.id, wanted) | among(_INCIDENTS.c.duplicate_of, wanted)
        kin = connection.execute(sa.select(*_INCIDENTS.c["id", "kind", "duplicate_of"]).where(is_kin)).all()
        if not kin:
            break
        found |= {row.id: row.kind for row in kin}
        wanted = {row.duplicate_of for row in kin if row.duplicate_of is not None} | set(found) | wanted
    return found


def beneath(connection: sa.Connection, ids: Iterable[int]) -> set[int]:
    """These records and everything that is about them, however long the way."""
    found, newest = set[int](), set(ids)
    while newest:
        found |= newest
        about = [sa.select(table.c.id).where(among(table.c.about_id, newest)) for table in _ABOUT]
        newest = {key for query in about for key in connection.scalars(query)} - found
    return found


def _top(connection: sa.Connection, record_id: int) -> int:
    """The record at the head of the chain of "about"."""
    seen: set[int] = set()
    while record_id not in seen:
        seen.add(record_id)
        register = lookups.register_of(connection, record_id)
        table = RECORD_TABLES[register.name] if register else None
        if table is None or "about_id" not in table.c:
            break
        record_id = connection.scalar(sa.select(table.c.about_id).where(table.c.id == record_id)) or record_id
    return record_id
