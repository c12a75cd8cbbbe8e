"""Taking records out of the database so that nothing of them is left: rows, index, drafts, salts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from esafety_desk.records.base import Record
from esafety_desk.records.facts import facts
from esafety_desk.records.names import folded
from esafety_desk.records.registers import REGISTERS
from esafety_desk.store import audit, drafts, hanging, rows
from esafety_desk.store.among import among
from esafety_desk.store.erased import Act, mark_of, row_mark
from esafety_desk.store.tables import (
    ATTACHMENT_CONTENT,
    DRAFT,
    ENTRY,
    IMPORT_ROW,
    PART_TABLES,
    RECORD_TABLES,
    RETENTION,
    SEARCH_TEXT,
)
from esafety_desk.store.unit import Unit


def prepare(unit: Unit) -> None:
    """Have the search index forget for good, and let links be cut in any order. Once in a transaction, first."""
    unit.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    unit.connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('secure-delete', 1)")


def finish(unit: Unit) -> None:
    """Write the search index anew, without what has gone."""
    unit.connection.exec_driver_sql("INSERT INTO search(search) VALUES ('rebuild')")
    unit.connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('secure-delete', 0)")


def marks(connection: sa.Connection, ids: Iterable[int], act: Act) -> dict[str, Act]:
    """What the erase list will know these records by; ask before their salts go."""
    query = sa.select(ENTRY.c.salt).where(among(ENTRY.c.id, ids))
    rows_of = sa.select(IMPORT_ROW.c.likeness).where(
        among(IMPORT_ROW.c.entry_id, ids), IMPORT_ROW.c.likeness.is_not(None)
    )
    return {mark_of(salt): act for salt in connection.scalars(query)} | {
        row_mark(connection, likeness): act for likeness in connection.scalars(rows_of)
    }


def references(connection: sa.Connection, ids: Iterable[int]) -> list[str]:
    """The references of these records, in order."""
    query = sa.select(ENTRY.c.reference).where(among(ENTRY.c.id, ids))
    return sorted(connection.scalars(query))


def erase(unit: Unit, going: Collection[int]) -> None:
    """Take ``going`` out; records that stay lose their links to them. Between ``prepare`` and ``finish``."""
    connection = unit.connection
    _cut(unit, hanging.left_behind(connection, going), going)
    gone = references(connection, going)
    for name, table in RECORD_TABLES.items():
        for parts in PART_TABLES[name].values():
            connection.execute(sa.delete(parts).where(among(parts.c.parent_id, going)))
        if name == "attachments":
            connection.execute(sa.delete(ATTACHMENT_CONTENT).where(among(ATTACHMENT_CONTENT.c.id, going)))
        connection.execute(sa.delete(table).where(among(table.c.id, going)))
    connection.execute(sa.delete(SEARCH_TEXT).where(among(SEARCH_TEXT.c.entry_id, going)))
    connection.execute(sa.delete(RETENTION).where(among(RETENTION.c.entry_id, going)))
    connection.execute(sa.delete(ENTRY).where(among(ENTRY.c.id, going)))
    for reference in gone:
        unit.witness(audit.ERASED, reference)


def replace(unit: Unit, record: Record, verb: str) -> None:
    """Keep ``record`` in place of what it was, under a new salt: the old digests prove nothing any more."""
    entry = sa.update(ENTRY).where(ENTRY.c.id == record.id)
    unit.connection.execute(entry.values(salt=audit.new_salt()))
    unit.connection.execute(entry.where(ENTRY.c.withdrawn.is_not(None)).values(withdrawn="Removed"))
    unit.connection.execute(sa.delete(IMPORT_ROW).where(IMPORT_ROW.c.entry_id == record.id))
    decided = sa.update(RETENTION).where(RETENTION.c.entry_id == record.id)
    unit.connection.execute(decided.values(hold="", reason=""))
    unit.rewrite(record, verb)


def drop_drafts(connection: sa.Connection, ids: Collection[int], names: Iterable[str]) -> None:
    """Forget every half-typed form of these records, or that points at one of them, or that has one of ``names``."""
    words = {folded(name) for name in names if name.strip()}
    for form, draft in drafts.kept(connection).items():
        said = folded(json.dumps(draft.values, ensure_ascii=False))
        is_its_own = form.rpartition(":")[2] in {str(key) for key in ids}
        if is_its_own or _points_at(draft.values, ids) or any(word in said for word in words):
            connection.execute(sa.delete(DRAFT).where(DRAFT.c.form == form))


def _points_at(values: Any, ids: Collection[int]) -> bool:
    if isinstance(values, Mapping):
        values = list(values.values())
    if isinstance(values, list | tuple):
        return any(_points_at(value, ids) for value in values)
    return isinstance(values, int) and not isinstance(values, bool) and values in ids


def _cut(unit: Unit, links: Iterable[hanging.Link], going: Collection[int]) -> None:
    by_record: dict[tuple[str, int], set[str]] = {}
    for link in links:
        by_record.setdefault((link.register.name, link.id), set()).add(link.field)
    for (name, key), fields in by_record.items():
        record = next(iter(rows.read(unit.connection, REGISTERS[name], [key]).values()))
        unit.change(record.model_copy(update={field: _without(record, field, going) for field in fields}))


def _without(record: Record, field: str, going: Collection[int]) -> Any:
    if facts(type(record))[field].part is None:
        return None
    return tuple(part for part in getattr(record, field) if part.person_id not in going)
