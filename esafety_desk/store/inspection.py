"""Reading a desk over without trusting it: every record against its digest, every line against its seal."""

from __future__ import annotations

import sqlalchemy as sa

from esafety_desk.records.registers import REGISTERS, Register
from esafety_desk.store import audit, lists, rows, search
from esafety_desk.store.tables import ENTRY

_BATCH = 500


def head(connection: sa.Connection) -> audit.Head:
    """The end of the audit chain."""
    return audit.head(connection)


def first_broken_line(connection: sa.Connection) -> int | None:
    """The first audit line whose seal does not fit; None where all do."""
    return audit.first_broken(connection)


def altered_records(connection: sa.Connection) -> list[str]:
    """References of records that are not what the audit chain last said they are."""
    last_said = audit.latest_digests(connection)
    entries = connection.execute(sa.select(ENTRY.c.id, ENTRY.c.register, ENTRY.c.reference, ENTRY.c.salt)).all()
    altered = set(last_said) - {entry.reference for entry in entries}
    for register in REGISTERS.values():
        mine = [entry for entry in entries if entry.register == register.name]
        for start in range(0, len(mine), _BATCH):
            batch = mine[start : start + _BATCH]
            records = rows.read(connection, register, [entry.id for entry in batch])
            for entry in batch:
                record = records.get(entry.id)
                if record is None or audit.digest(record, entry.salt) != last_said.get(entry.reference):
                    altered.add(entry.reference)
    return sorted(altered)


def search_is_out_of_step(connection: sa.Connection) -> bool:
    """Whether the index misses a record, or holds what no record says."""
    return search.problems(connection) > 0


def kept(connection: sa.Connection, register: Register) -> int:
    """How many records of ``register`` are kept and not withdrawn."""
    return lists.count(connection, lists.ListQuery(register))
