"""The bytes of attachments, apart from what lists read; and which files hang on a record."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import sqlalchemy as sa

from esafety_desk.records.attachment import Attachment, Seal
from esafety_desk.records.base import RecordId
from esafety_desk.records.registers import ATTACHMENTS
from esafety_desk.store import rows
from esafety_desk.store.among import among
from esafety_desk.store.tables import ATTACHMENT_CONTENT, ENTRY, RECORD_TABLES

_CONTENT = ATTACHMENT_CONTENT.c.content


def write(connection: sa.Connection, attachment_id: int, content: bytes) -> None:
    """Keep the content of an attachment whose record stands already. It is written once."""
    connection.execute(sa.insert(ATTACHMENT_CONTENT).values(id=attachment_id, content=content))


def read(connection: sa.Connection, attachment_id: int) -> bytes | None:
    """The content of an attachment; None where it was destroyed."""
    content: bytes | None = connection.scalar(
        sa.select(_CONTENT).where(ATTACHMENT_CONTENT.c.id == attachment_id)
    )
    return content


def erase(connection: sa.Connection, attachment_id: int) -> None:
    """Overwrite and forget the content; SQLite's secure delete leaves nothing of it in the file."""
    connection.execute(sa.delete(ATTACHMENT_CONTENT).where(ATTACHMENT_CONTENT.c.id == attachment_id))


def about(
    connection: sa.Connection, ids: Collection[int], *, with_withdrawn: bool = False
) -> tuple[Attachment, ...]:
    """The attachments about these records, oldest first."""
    table = RECORD_TABLES[ATTACHMENTS.name]
    query = sa.select(table.c.id).join(ENTRY, ENTRY.c.id == table.c.id).where(among(table.c.about_id, ids))
    if not with_withdrawn:
        query = query.where(ENTRY.c.withdrawn.is_(None))
    found = rows.read(connection, ATTACHMENTS, list(connection.scalars(query)))
    return tuple(record for _, record in sorted(found.items()) if isinstance(record, Attachment))


def altered(connection: sa.Connection) -> list[str]:
    """References of attachments whose content is not what was attached, is lost, or outlived its destruction."""
    table = RECORD_TABLES[ATTACHMENTS.name]
    query = sa.select(table.c.id, table.c.digest, table.c.seal, ENTRY.c.reference)
    kept = connection.execute(query.join(ENTRY, ENTRY.c.id == table.c.id).order_by(table.c.id)).all()
    return [
        row.reference for row in kept if not _fits(row.digest, row.seal, read(connection, RecordId(row.id)))
    ]


def _fits(digest: str, seal: str, content: bytes | None) -> bool:
    if seal == Seal.DESTROYED:
        return content is None
    return content is not None and hashlib.sha256(content).hexdigest() == digest
