"""When records were entered and changed, and which were withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from esafety_desk.store.among import among
from esafety_desk.store.tables import ENTRY


@dataclass(frozen=True, slots=True)
class Entry:
    """How a record came into the desk; ``withdrawn`` is the reason, or None."""

    entered_at: datetime
    changed_at: datetime
    withdrawn: str | None


def read(connection: sa.Connection, record_id: int) -> Entry:
    """The entry of one record. Raises LookupError."""
    columns = (ENTRY.c.entered_at, ENTRY.c.changed_at, ENTRY.c.withdrawn)
    row = connection.execute(sa.select(*columns).where(ENTRY.c.id == record_id)).first()
    if row is None:
        raise LookupError(f"no record {record_id}")
    return Entry(**row._mapping)


def entered(connection: sa.Connection, ids: Collection[int]) -> dict[int, datetime]:
    """When each of these records was entered."""
    rows = connection.execute(sa.select(ENTRY.c.id, ENTRY.c.entered_at).where(among(ENTRY.c.id, ids)))
    return {row.id: row.entered_at for row in rows}
