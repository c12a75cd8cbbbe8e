"""Which records come round again between two days."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from esafety_desk.records.base import RecordId
from esafety_desk.records.registers import Register
from esafety_desk.store.periods import is_counted
from esafety_desk.store.tables import ENTRY, RECORD_TABLES


def between(
    connection: sa.Connection, register: Register, field: str, first: date, last: date
) -> list[RecordId]:
    """The records of ``register`` whose day in ``field`` lies between two days, both included, the earliest first."""
    table = RECORD_TABLES[register.name]
    day = table.c[field]
    query = sa.select(table.c.id).join(ENTRY, ENTRY.c.id == table.c.id)
    found = connection.execute(
        query.where(is_counted(table), day.between(first, last)).order_by(day, table.c.id)
    )
    return [RecordId(row.id) for row in found]
