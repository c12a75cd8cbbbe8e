"""What was decided about keeping a record, the records old enough to be looked at, and the erasures there were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.records.registers import PEOPLE, REGISTERS, Register
from esafety_desk.store.among import among
from esafety_desk.store.tables import ENTRY, ERASURE, RECORD_TABLES, RETENTION

_DECIDED = (RETENTION.c.review_on, RETENTION.c.reason, RETENTION.c.hold)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about keeping a record: the day of its next review and why, and why it is held."""

    review_on: date | None = None
    reason: str = ""
    hold: str = ""


@dataclass(frozen=True, slots=True)
class Aged:
    """A record whose own day is long past, or that is held, with what was decided about it."""

    id: int
    register: Register
    reference: str
    entered_on: date
    decision: Decision


@dataclass(frozen=True, slots=True)
class Erasure:
    """One act of erasing or anonymising, as its certificate tells it."""

    id: int
    at: datetime
    actor: str
    act: str
    ground: str
    records: tuple[str, ...]
    backups_until: date | None
    sequence: int
    short_hash: str


def aged(connection: sa.Connection, before: Mapping[str, date], limit: int) -> list[Aged]:
    """Records, withdrawn ones too, whose own day is before that of their register, oldest first.

    Those about another are left out: they go with it. People count from the day they left.
    """
    found: list[Aged] = []
    for name, day in before.items():
        found += _aged_in(connection, REGISTERS[name], day, limit)
    return found


def decided(connection: sa.Connection, entry_id: int) -> Decision:
    """What was decided about keeping one record."""
    query = sa.select(*_DECIDED).where(RETENTION.c.entry_id == entry_id)
    row = connection.execute(query).mappings().first()
    return _decision(row) if row else Decision()


def held(connection: sa.Connection, ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` that are held."""
    query = sa.select(RETENTION.c.entry_id).where(among(RETENTION.c.entry_id, ids), RETENTION.c.hold != "")
    return set(connection.scalars(query))


def all_held(connection: sa.Connection) -> list[Aged]:
    """Every record that is held, however young, and whatever it is about."""
    query = (
        sa.select(*ENTRY.c["id", "register", "reference", "entered_at"], *_DECIDED)
        .join(RETENTION, RETENTION.c.entry_id == ENTRY.c.id)
        .where(RETENTION.c.hold != "")
        .order_by(ENTRY.c.id)
    )
    return [_aged(row, REGISTERS[row["register"]]) for row in connection.execute(query).mappings()]


def decide(connection: sa.Connection, entry_id: int, decision: Decision, *, by: str, at: datetime) -> None:
    """Remember what was decided about a record."""
    row = {
        "entry_id": entry_id,
        "review_on": decision.review_on,
        "reason": decision.reason,
        "hold": decision.hold,
        "decided_at": at,
        "decided_by": by,
    }
    connection.execute(
        insert(RETENTION).values(row).on_conflict_do_update(index_elements=["entry_id"], set_=row)
    )


def keep_erasure(connection: sa.Connection, erasure: Erasure) -> int:
    """Keep what a certificate says; returns its number."""
    values = {
        "at": erasure.at,
        "actor": erasure.actor,
        "act": erasure.act,
        "ground": erasure.ground,
        "records": json.dumps(erasure.records),
        "backups_until": erasure.backups_until,
        "sequence": erasure.sequence,
        "short_hash": erasure.short_hash,
    }
    return int(connection.execute(sa.insert(ERASURE).values(values).returning(ERASURE.c.id)).scalar_one())


def erasures(connection: sa.Connection) -> tuple[Erasure, ...]:
    """Every erasure, newest first."""
    rows = connection.execute(sa.select(ERASURE).order_by(ERASURE.c.id.desc()))
    return tuple(Erasure(**{**row._mapping, "records": tuple(json.loads(row.records))}) for row in rows)


def _aged_in(connection: sa.Connection, register: Register, before: date, limit: int) -> list[Aged]:
    table = RECORD_TABLES[register.name]
    entered = sa.func.coalesce(ENTRY.c.dated_on, sa.func.substr(ENTRY.c.entered_at, 1, 10))
    own_day: sa.ColumnElement[date] = table.c.left_on if register is PEOPLE else entered
    query = (
        sa.select(*ENTRY.c["id", "reference", "entered_at"], *_DECIDED)
        .join(table, table.c.id == ENTRY.c.id)
        .outerjoin(RETENTION, RETENTION.c.entry_id == ENTRY.c.id)
        .where(sa.type_coerce(own_day, sa.Text) <= before.isoformat())
        .order_by(own_day, ENTRY.c.id)
        .limit(limit)
    )
    if "about_id" in table.c:
        query = query.where(table.c.about_id.is_(None))
    return [_aged(row, register) for row in connection.execute(query).mappings()]


def _aged(row: sa.RowMapping, register: Register) -> Aged:
    return Aged(row["id"], register, row["reference"], row["entered_at"].date(), _decision(row))


def _decision(row: sa.RowMapping) -> Decision:
    return Decision(row["review_on"], row["reason"] or "", row["hold"] or "")
