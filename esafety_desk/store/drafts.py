"""Half-typed forms, kept in the encrypted desk until their record is saved. Not audited."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.store.tables import DRAFT


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into ``form`` ("incidents:new", "incidents:417") when it was last kept."""

    form: str
    values: dict[str, Any]
    saved_at: datetime


def keep(connection: sa.Connection, form: str, values: Mapping[str, Any], at: datetime) -> None:
    content = json.dumps(values, default=str)
    row = {"form": form, "content": content, "saved_at": at}
    connection.execute(insert(DRAFT).values(row).on_conflict_do_update(index_elements=["form"], set_=row))


def drop(connection: sa.Connection, form: str) -> None:
    connection.execute(sa.delete(DRAFT).where(DRAFT.c.form == form))


def kept(connection: sa.Connection) -> dict[str, Draft]:
    """Every draft by its form."""
    rows = connection.execute(sa.select(DRAFT))
    return {row.form: Draft(row.form, json.loads(row.content), row.saved_at) for row in rows}
