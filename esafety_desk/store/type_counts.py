"""How many incidents there were of each type: counted where the report counts, and by the same rule."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.store import conduct_rows as counted


def by_type(connection: sa.Connection, period: Period, cut_off: date) -> dict[str, int]:
    """The incidents of ``period`` up to ``cut_off``, by the code of their type."""
    kind = counted.INCIDENTS.c.kind
    query = counted.incidents([period], cut_off, kind, sa.func.count().label("number"))
    return {row.kind: row.number for row in connection.execute(query.group_by(sa.text("place"), kind))}
