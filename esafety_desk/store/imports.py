"""What imports leave behind: which records an act brought or changed, what their rows said, and mappings told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.records.registers import PEOPLE
from esafety_desk.store.tables import ENTRY
from esafety_desk.store.tables import IMPORT_BATCH as BATCH
from esafety_desk.store.tables import IMPORT_MAPPING as MAPPING
from esafety_desk.store.tables import IMPORT_ROW as ROW

_WITHOUT_LIKENESS = (PEOPLE.name, "new-year")
"""Acts whose records are known by themselves, not by a row they came in."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: its files by name, and how many records it brought or changed."""

    id: int
    register: str
    at: datetime
    files: tuple[str, ...]
    records: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Trace:
    """What one import did to one record: ``before`` are the fields it changed, as they were; None where it was new.

    ``likeness`` is the digest of what makes a row the same occurrence, ``content`` that of the whole row.
    """

    entry_id: int
    digest: bytes
    likeness: bytes | None = None
    content: bytes | None = None
    before: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A record that an earlier import brought from a row of the same likeness."""

    reference: str
    content: bytes | None
    is_withdrawn: bool


def begin(connection: sa.Connection, register: str, at: datetime, actor: str, files: Sequence[str]) -> int:
    """A new batch. What an earlier one of this register would restore is let go: the newest alone is undone."""
    older = sa.select(BATCH.c.id).where(BATCH.c.register == register)
    connection.execute(sa.update(ROW).where(ROW.c.batch_id.in_(older)).values(before=None))
    row = {"register": register, "at": at, "actor": actor, "files": json.dumps(files, ensure_ascii=False)}
    return int(connection.execute(sa.insert(BATCH).values(row).returning(BATCH.c.id)).scalar_one())


def remember(connection: sa.Connection, batch: int, trace: Trace) -> None:
    """Keep what this import did to one record."""
    before = None if trace.before is None else json.dumps(trace.before, default=str, ensure_ascii=False)
    row = {
        "batch_id": batch,
        "entry_id": trace.entry_id,
        "likeness": trace.likeness,
        "content": trace.content,
        "digest": trace.digest,
        "before": before,
    }
    connection.execute(sa.insert(ROW), row)


def known(connection: sa.Connection, register: str) -> dict[bytes, Known]:
    """Every row that an import of ``register`` brought and nobody took back, by its likeness."""
    query = (
        sa.select(ROW.c.likeness, ROW.c.content, ENTRY.c.reference, ENTRY.c.withdrawn)
        .join(BATCH, BATCH.c.id == ROW.c.batch_id)
        .join(ENTRY, ENTRY.c.id == ROW.c.entry_id)
        .where(BATCH.c.register == register, BATCH.c.undone_at.is_(None), ROW.c.likeness.is_not(None))
    )
    return {
        row.likeness: Known(row.reference, row.content, row.withdrawn is not None)
        for row in connection.execute(query)
    }


def batches(connection: sa.Connection, register: str = "") -> list[Batch]:
    """Every import, newest first; of all registers or one."""
    # A log brings a source note with each record, which has no likeness.
    is_own = ROW.c.likeness.is_not(None) | BATCH.c.register.in_(_WITHOUT_LIKENESS)
    query = (
        sa.select(BATCH, sa.func.count(ROW.c.entry_id).filter(is_own).label("records"))
        .outerjoin(ROW, ROW.c.batch_id == BATCH.c.id)
        .group_by(BATCH.c.id)
        .order_by(BATCH.c.id.desc())
    )
    if register:
        query = query.where(BATCH.c.register == register)
    return [
        Batch(row.id, row.register, row.at, tuple(json.loads(row.files)), row.records, row.undone_at)
        for row in connection.execute(query)
    ]


def traces(connection: sa.Connection, batch: int) -> list[Trace]:
    """What a batch did, the last first: so it is taken back."""
    query = sa.select(ROW).where(ROW.c.batch_id == batch).order_by(ROW.c.entry_id.desc())
    return [
        Trace(
            row.entry_id,
            row.digest,
            row.likeness,
            row.content,
            None if row.before is None else json.loads(row.before),
        )
        for row in connection.execute(query)
    ]


def undone(connection: sa.Connection, batch: int, at: datetime) -> None:
    """The batch was taken back: its rows may come in again, and what it would restore is let go."""
    connection.execute(sa.update(BATCH).where(BATCH.c.id == batch).values(undone_at=at))
    connection.execute(sa.update(ROW).where(ROW.c.batch_id == batch).values(before=None))


def settle(connection: sa.Connection, batch: int) -> None:
    """Let go of everything the batch would restore: it cannot be taken back any more."""
    connection.execute(sa.delete(ROW).where(ROW.c.batch_id == batch))


def mappings(connection: sa.Connection, register: str) -> dict[str, dict[str, str | None]]:
    """The mappings told for ``register``, by the headings they belong to."""
    rows = connection.execute(sa.select(MAPPING).where(MAPPING.c.register == register))
    return {row.headings: json.loads(row.mapping) for row in rows}


def keep_mapping(
    connection: sa.Connection, register: str, headings: str, mapping: Mapping[str, str | None], at: datetime
) -> None:
    """Remember what the columns under these headings mean."""
    content = json.dumps(mapping, ensure_ascii=False)
    row = {"register": register, "headings": headings, "mapping": content, "saved_at": at}
    upsert = insert(MAPPING).values(row)
    connection.execute(
        upsert.on_conflict_do_update(
            index_elements=["register", "headings"], set_={"mapping": content, "saved_at": at}
        )
    )
