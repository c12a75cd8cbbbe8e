"""The whole desk as plain rows, out of one database and into another: sealed records, and what stands beside.

Keys, drafts, the search index and the places of backups stay: they belong to one desk on one machine.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.registers import REGISTERS, Register
from esafety_desk.store import audit, holders, rows, search
from esafety_desk.store.columns import Instant
from esafety_desk.store.keyslots import LEADER_SLOT
from esafety_desk.store.tables import (
    ATTACHMENT_CONTENT,
    AUDIT,
    BACKUP_PLACE,
    DRAFT,
    ENTRY,
    KEY_SLOT,
    PART_TABLES,
    RECORD_TABLES,
    SEARCH_TEXT,
    SECRET,
    metadata,
)
from esafety_desk.store.unit import linked_people, names_found_by

_BATCH = 500
_STAYS = {SECRET, KEY_SLOT, BACKUP_PLACE, DRAFT, SEARCH_TEXT, ATTACHMENT_CONTENT, ENTRY, AUDIT}
_OF_RECORDS = {*RECORD_TABLES.values(), *(part for parts in PART_TABLES.values() for part in parts.values())}
BESIDE = {t.name: t for t in metadata.sorted_tables if t not in _STAYS and t not in _OF_RECORDS}
"""What stands beside the records, by name, in an order in which none points at a later one."""
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the desk knows of a record besides its fields. ``salt`` and ``digest`` are what the audit holds it by."""

    entered_at: datetime
    changed_at: datetime
    withdrawn: str | None
    salt: bytes
    digest: bytes


def entries(connection: sa.Connection, register: Register) -> Iterator[tuple[Record, Entry]]:
    """Every record of ``register``, withdrawn ones too, in the order of their ids."""
    query = sa.select(ENTRY).where(ENTRY.c.register == register.name).order_by(ENTRY.c.id)
    found = connection.execute(query).all()
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        records = rows.read(connection, register, [row.id for row in batch])
        for row in batch:
            entry = Entry(row.entered_at, row.changed_at, row.withdrawn, row.salt, row.digest)
            yield records[RecordId(row.id)], entry


def beside(connection: sa.Connection, name: str) -> Iterator[Plain]:
    """The rows of one of ``BESIDE`` as plain values: days and moments as text, bytes in base 64."""
    table = BESIDE[name]
    for row in connection.execute(sa.select(table).order_by(*table.primary_key)):
        yield {column: _plain(value) for column, value in row._mapping.items()}


def leader(connection: sa.Connection) -> int | None:
    """The id of the person who opens the desk as its leader."""
    holder = holders.read(connection).get(LEADER_SLOT)
    return holder.person_id if holder else None


def is_fresh(connection: sa.Connection) -> bool:
    """Whether nothing was recorded yet but what a new desk begins with."""
    begun = ("school", "people", "clauses")
    counted = sa.select(ENTRY.c.register, sa.func.count()).group_by(ENTRY.c.register)
    numbers: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)}
    return numbers.get("people", 0) <= 1 and not set(numbers) - set(begun)


def clear(connection: sa.Connection) -> None:
    """Take out all a new desk began with, its audit too; keys stay."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.execute(sa.delete(SEARCH_TEXT))
    for table in reversed(metadata.sorted_tables):
        if table in _OF_RECORDS or table in (ENTRY, AUDIT, ATTACHMENT_CONTENT) or table.name in BESIDE:
            connection.execute(sa.delete(table))


def put(connection: sa.Connection, record: Record, entry: Entry) -> None:
    """Keep ``record`` under its own id and reference, sealed as it was. Call ``index_all`` once all stand.

    Raises ValueError where it does not fit what stands.
    """
    known = {
        "id": record.id,
        "register": next(r.name for r in REGISTERS.values() if r.record is type(record)),
        "reference": record.reference,
        "dated_on": record.dated_on,
        "entered_at": entry.entered_at,
        "changed_at": entry.changed_at,
        "withdrawn": entry.withdrawn,
        "salt": entry.salt,
        "digest": entry.digest,
    }
    with _fitting():
        connection.execute(sa.insert(ENTRY), known)
        rows.write_new(connection, record)


def put_beside(connection: sa.Connection, name: str, values: Iterable[Mapping[str, Any]]) -> None:
    """Keep rows that ``beside`` gave. Raises KeyError, TypeError or ValueError where one is not such a row."""
    table = BESIDE[name]
    for row in values:
        with _fitting():
            connection.execute(sa.insert(table), {c.name: _typed(c, row[c.name]) for c in table.columns})


@contextmanager
def _fitting() -> Iterator[None]:
    """A row that cannot stand beside those that do is no fault of the program."""
    try:
        yield
    except (sa.exc.IntegrityError, sa.exc.DataError, sa.exc.InterfaceError, OverflowError) as error:
        raise ValueError("a row does not fit the others") from error
    except sa.exc.StatementError as error:
        if isinstance(error.orig, (TypeError, ValueError)):  # a value that its column cannot hold
            raise ValueError("a row does not fit the others") from error
        raise


def has_loose_ends(connection: sa.Connection) -> bool:
    """Whether something points at what did not come in."""
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None


def index_all(connection: sa.Connection) -> None:
    """Make every record be found by search again."""
    for register in REGISTERS.values():
        for record, _ in entries(connection, register):
            search.index(connection, record, names_found_by(connection, linked_people(record)).values())


def put_lines(connection: sa.Connection, lines: Iterable[audit.Line]) -> None:
    """Write the audit's lines anew in their order, sealed by this desk's own key."""
    chain = audit.Chain(connection)
    for line in lines:
        chain.append(
            at=line.at,
            actor=line.actor,
            verb=line.verb,
            reference=line.reference,
            fields=(line.fields,),
            digest=line.digest,
        )


def put_leader(connection: sa.Connection, person: int | None) -> None:
    """Say who the desk's leader is among the people that came in."""
    slot = sa.update(KEY_SLOT).where(KEY_SLOT.c.slot == LEADER_SLOT)
    with _fitting():
        connection.execute(slot.values(person_id=person))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, sa.LargeBinary):
        return base64.b64decode(value, validate=True)
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    if isinstance(column.type, sa.Date):
        return date.fromisoformat(value)
    if isinstance(column.type, sa.Integer) and not isinstance(value, int):
        raise TypeError(f"{column.name} is no whole number")
    return value
