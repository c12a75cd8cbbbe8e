"""Issued reports: the very bytes, and beside them the figures, the words and the counts they were made from.

A line is written once and never changed. Each act of issuing stands in the audit chain with the digest of the bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa

from esafety_desk.store.tables import ISSUED_REPORT

_DESCRIBED = [column for column in ISSUED_REPORT.c if column.name != "content"]


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """One issued report without its bytes. ``report``, ``words`` and ``frozen`` are JSON.

    ``counted_to`` is the last day that was counted. ``sequence`` and ``short_hash`` tie it to the last change
    to a record. ``attested_by`` and ``asked_by`` are roles, ``digest`` the SHA-256 of the bytes.
    """

    id: int
    period_label: str
    starts_on: date
    ends_on: date
    counted_to: date
    edition: str
    issued_at: datetime
    issued_by: str
    attested_by: str
    asked_by: str
    sequence: int
    short_hash: str
    figures: str
    digest: str
    report: str
    words: str
    frozen: str


def keep(connection: sa.Connection, issued: IssuedReport, content: bytes) -> int:
    """Archive a report; returns its number."""
    values = {name: value for name, value in asdict(issued).items() if name != "id"}
    statement = sa.insert(ISSUED_REPORT).values(content=content, **values).returning(ISSUED_REPORT.c.id)
    return int(connection.execute(statement).scalar_one())


def all_kept(connection: sa.Connection) -> tuple[IssuedReport, ...]:
    """Every issued report, the oldest first."""
    rows = connection.execute(sa.select(*_DESCRIBED).order_by(ISSUED_REPORT.c.id))
    return tuple(IssuedReport(**row._mapping) for row in rows)


def content(connection: sa.Connection, number: int) -> bytes | None:
    """The bytes as they were issued; None where there is no such report."""
    found: bytes | None = connection.scalar(
        sa.select(ISSUED_REPORT.c.content).where(ISSUED_REPORT.c.id == number)
    )
    return found


def with_digest(connection: sa.Connection, digest: str) -> int | None:
    """The number of the report whose bytes have this digest."""
    found: int | None = connection.scalar(
        sa.select(ISSUED_REPORT.c.id).where(ISSUED_REPORT.c.digest == digest)
    )
    return found


def altered(connection: sa.Connection) -> list[str]:
    """Which archived reports are no longer the bytes that were issued, by period and edition."""
    rows = connection.execute(sa.select(ISSUED_REPORT).order_by(ISSUED_REPORT.c.id))
    return [
        f"{row.period_label} ({row.edition})"
        for row in rows
        if hashlib.sha256(row.content).hexdigest() != row.digest
    ]
