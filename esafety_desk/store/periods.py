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
) -> tuple[sa.Label[int | None], sa.ColumnElement[bool]]:
    """The place in ``periods`` of the one ``day`` lies in, as "place", and the span of days to look at.

    Days of the span that lie between two periods have no place.
    """
    cases = [(day.between(p.starts_on, min(p.ends_on, cut_off)), n) for n, p in enumerate(periods)]
    place: sa.Label[int | None] = sa.case(*cases, else_=None).label("place")
    last = min(max(p.ends_on for p in periods), cut_off)
    return place, day.between(min(p.starts_on for p in periods), last)


def is_counted(table: sa.Table) -> sa.ColumnElement[bool]:
    """That an entry belongs to the register kept in ``table`` and has not been withdrawn."""
    return sa.and_(ENTRY.c.register == table.name.replace("_", "-"), ENTRY.c.withdrawn.is_(None))
