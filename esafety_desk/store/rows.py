"""Between a record and its rows: the only module that knows both shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from esafety_desk.records.base import Part, Record, RecordId
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.registers import Register, register_of
from esafety_desk.store.among import among
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES


def write_new(connection: sa.Connection, record: Record) -> None:
    """Insert ``record``, whose entry row stands already, and its parts."""
    table = RECORD_TABLES[register_of(record).name]
    connection.execute(sa.insert(table), {"id": record.id, **_own_values(record, table)})
    _write_parts(connection, record)


def write_changed(connection: sa.Connection, record: Record) -> None:
    """Replace the row and the parts of ``record``."""
    table = RECORD_TABLES[register_of(record).name]
    own = _own_values(record, table)
    connection.execute(sa.update(table).where(table.c.id == record.id).values(own))
    for part_table in PART_TABLES[register_of(record).name].values():
        connection.execute(sa.delete(part_table).where(part_table.c.parent_id == record.id))
    _write_parts(connection, record)


def read(connection: sa.Connection, register: Register, ids: Iterable[int]) -> dict[RecordId, Record]:
    """The records with these ids, by id; ids unknown in ``register`` are left out."""
    wanted = list(ids)
    if not wanted:
        return {}
    table = RECORD_TABLES[register.name]
    joined = sa.select(ENTRY.c.reference, table).join(table, table.c.id == ENTRY.c.id)
    rows = {row.id: dict(row._mapping) for row in connection.execute(joined.where(among(table.c.id, wanted)))}
    for field in PART_TABLES[register.name]:
        for values in rows.values():
            values[field] = []
    for field, parent_id, part in part_rows(connection, register, wanted):
        rows[parent_id][field].append(part)
    return {RecordId(key): register.record.model_validate(values) for key, values in rows.items()}


def outlines(connection: sa.Connection, register: Register, ids: Iterable[int]) -> dict[RecordId, Record]:
    """The records with these ids as a list shows them, by id, in any order.

    Only listed fields, days and links are read, and nothing is validated again: a choice is its bare value,
    whatever was not read is None. Never save one.
    """
    wanted = list(ids)
    table, declared = RECORD_TABLES[register.name], facts(register.record)
    read_fields = {
        f.name for f in declared.values() if f.listed or f.kind is Kind.DATE or f.kind is Kind.LINK
    }
    columns = [c for c in table.columns if c.name == "id" or c.name in read_fields]
    unread: dict[str, Any] = {name: None for name in declared if name not in read_fields}
    parts: dict[tuple[str, int], list[Part]] = defaultdict(list)
    listed_parts = [field for field in PART_TABLES[register.name] if field in read_fields]
    for field, parent_id, part in part_rows(connection, register, wanted, listed_parts):
        shape = declared[field].part
        assert shape is not None
        parts[field, parent_id].append(shape.model_construct(**part))
    joined = sa.select(ENTRY.c.reference, *columns).join(table, table.c.id == ENTRY.c.id)
    outlined: dict[RecordId, Record] = {}
    for row in connection.execute(joined.where(among(table.c.id, wanted))):
        values = {**unread, **row._mapping, **{field: tuple(parts[field, row.id]) for field in listed_parts}}
        outlined[RecordId(row.id)] = register.record.model_construct(**values)
    return outlined


def part_rows(
    connection: sa.Connection, register: Register, ids: Iterable[int], fields: Iterable[str] | None = None
) -> Iterable[tuple[str, int, Mapping[str, Any]]]:
    """The parts of these records as (field, record id, values), in their order; of all ``fields`` or these."""
    wanted = list(ids)
    for field in PART_TABLES[register.name] if fields is None else fields:
        table = PART_TABLES[register.name][field]
        columns = [c for c in table.columns if c.name != "position"]
        query = sa.select(*columns).where(among(table.c.parent_id, wanted))
        for row in connection.execute(query.order_by(table.c.parent_id, table.c.position)):
            values = dict(row._mapping)
            yield field, values.pop("parent_id"), values


def _own_values(record: Record, table: sa.Table) -> dict[str, Any]:
    return {c.name: getattr(record, c.name) for c in table.columns if c.name != "id"}


def _write_parts(connection: sa.Connection, record: Record) -> None:
    for field, table in PART_TABLES[register_of(record).name].items():
        parts = getattr(record, field)
        if parts:
            rows = [{"parent_id": record.id, "position": n, **dict(part)} for n, part in enumerate(parts)]
            connection.execute(sa.insert(table), rows)
