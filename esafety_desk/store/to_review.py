"""Records that an import brought and nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from esafety_desk.store.tables import ENTRY, RECORD_TABLES, TO_REVIEW


class Waiting(NamedTuple):
    """One record that waits, by the register it is in."""

    register: str
    id: int


def waiting(connection: sa.Connection) -> list[Waiting]:
    """Every record to review: register after register, the newest of each first."""
    return [
        Waiting(register, key)
        for register, query in _queries(ENTRY.c.id)
        for key in connection.scalars(query.order_by(ENTRY.c.dated_on.desc(), ENTRY.c.id))
    ]


def number(connection: sa.Connection) -> int:
    """How many records wait."""
    return sum(int(connection.execute(query).scalar_one()) for _, query in _queries(sa.func.count()))


def _queries(column: sa.ColumnElement[int]) -> Iterator[tuple[str, sa.Select[int]]]:
    for register, so in TO_REVIEW.items():
        table = RECORD_TABLES[register]
        query = sa.select(column).select_from(table).join(ENTRY, ENTRY.c.id == table.c.id)
        # Written out, not as a parameter: only so is the index of those that wait made use of.
        yield register, query.where(sa.text(f"{table.name}.{so}"), ENTRY.c.withdrawn.is_(None))
