"""Asking for many ids at once: one parameter however many they are, so that no list is too long for SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa

_LARGEST = 2**63 - 1
"""The largest number SQLite takes as a parameter; JSON may hold larger ones, which match nothing."""


def among(column: sa.ColumnElement[int], ids: Iterable[int]) -> sa.ColumnElement[bool]:
    """Whether ``column`` is one of ``ids``. A single one is asked for plainly: that is what saving does most."""
    wanted = list(ids)
    if len(wanted) == 1 and abs(wanted[0]) <= _LARGEST:
        return column == wanted[0]
    listed = sa.func.json_each(json.dumps(wanted)).table_valued("value")
    return column.in_(sa.select(listed.c.value))
