"""What was worked on last, as the newest lines of the audit tell: nothing is kept for it."""

from __future__ import annotations

import sqlalchemy as sa

from esafety_desk.records.base import RecordId
from esafety_desk.store.tables import AUDIT, ENTRY

_LOOKED_THROUGH = 400
_WORK = ("created", "changed", "viewed", "looked at", "reinstated")


def worked_on(connection: sa.Connection, actor: str, limit: int = 20) -> list[RecordId]:
    """The records ``actor`` entered, changed or read last, newest first, among the newest lines of all."""
    newest = sa.select(sa.func.max(AUDIT.c.sequence) - _LOOKED_THROUGH).scalar_subquery()
    last = sa.func.max(AUDIT.c.sequence)
    query = (
        sa.select(ENTRY.c.id)
        .join(AUDIT, AUDIT.c.reference == ENTRY.c.reference)
        .where(AUDIT.c.sequence > newest, AUDIT.c.actor == actor, AUDIT.c.verb.in_(_WORK))
        .where(ENTRY.c.withdrawn.is_(None))
        .group_by(ENTRY.c.id)
        .order_by(last.desc())
        .limit(limit)
    )
    return [RecordId(key) for key in connection.scalars(query)]
