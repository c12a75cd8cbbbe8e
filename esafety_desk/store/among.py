"""Asking for many ids at once: one parameter however many they are, so that no list is too long for SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa


def among(column: sa.ColumnElement[int], ids: Iterable[int]) -> sa.ColumnElement[bool]:
    """Whether ``column`` is one of ``ids``."""
    listed = sa.func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(sa.select(listed.c.value))
