"""Which of several periods a row's day lies in, said in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.store.tables import ENTRY


def in_period(
    day: sa.ColumnElement[Any], periods: Sequence[Period], cut_off: date
) -> tuple[sa.Label[int], sa.ColumnElement[bool]]:
    """The place in ``periods`` of the one that ``day`` lies in, as "place", and the condition that there is one."""
    cases = [(day.between(p.starts_on, min(p.ends_on, cut_off)), n) for n, p in enumerate(periods)]
    place: sa.Label[int] = sa.case(*cases).label("place")
    return place, sa.or_(*(condition for condition, _ in cases))


def is_counted(table: sa.Table) -> sa.ColumnElement[bool]:
    """That an entry belongs to the register kept in ``table`` and has not been withdrawn."""
    return sa.and_(ENTRY.c.register == table.name.replace("_", "-"), ENTRY.c.withdrawn.is_(None))
