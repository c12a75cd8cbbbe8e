"""Reading a desk over without trusting it: every record against its digest, every line against its seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.registers import REGISTERS, Register
from esafety_desk.store import audit, lists, rows, search
from esafety_desk.store.tables import AUDIT, COUNTER, ENTRY
from esafety_desk.store.unit import linked_people, names_found_by

_BATCH = 500
_UNREADABLE = (AttributeError, TypeError, ValueError, sa.exc.NoResultFound)
"""What reading raises where a value stands that this program never wrote."""
_Entry = sa.Row[Any]


@dataclass(frozen=True, slots=True)
class Findings:
    """``altered``: references of records that are not as the audit chain left them.

    ``is_misfiled``: a record is found by other words than its own. ``is_numbering_behind``: a number that was
    given already would be given again.
    """

    altered: tuple[str, ...]
    is_misfiled: bool
    is_numbering_behind: bool


@dataclass(slots=True)
class _Said:
    """What the audit chain says of one record: when it came, as it is now, and whether it was withdrawn."""

    entered_at: str
    digest: bytes = b""
    is_withdrawn: bool = False


def head(connection: sa.Connection) -> audit.Head:
    """The end of the audit chain."""
    return audit.head(connection)


def first_broken_line(connection: sa.Connection) -> int | None:
    """The first audit line whose seal does not fit; None where all do."""
    try:
        return audit.first_broken(connection)
    except _UNREADABLE:
        return 1


def kept(connection: sa.Connection, register: Register) -> int:
    """How many records of ``register`` are kept and not withdrawn."""
    return lists.count(connection, lists.ListQuery(register))


def findings(connection: sa.Connection) -> Findings:
    """Every record held against the audit chain and against what search finds it by."""
    said, entries = _said(connection), _entries(connection)
    altered = set(said) - {entry.reference for entry in entries}
    altered |= {entry.reference for entry in entries if entry.register not in REGISTERS}
    is_misfiled = False
    for register, batch in _batches(entries):
        records = _readable(connection, register, [entry.id for entry in batch])
        is_misfiled = is_misfiled or _is_misfiled(connection, records)
        for entry in batch:
            record, last = records.get(RecordId(entry.id)), said.get(entry.reference)
            if record is None or last is None or not _fits(entry, record, last):
                altered.add(entry.reference)
    is_behind = _is_numbering_behind(connection, said, entries)
    return Findings(tuple(sorted(altered)), is_misfiled, is_behind)


def _is_numbering_behind(connection: sa.Connection, said: Iterable[str], entries: Sequence[_Entry]) -> bool:
    """Whether references or ids were counted further than the counters now stand: an old page was put back."""
    counted = dict(connection.execute(sa.select(COUNTER.c.prefix, COUNTER.c.last)).all())
    for reference in said:
        prefix, _, number = reference.rpartition("-")
        if number.isdecimal() and counted.get(prefix, 0) < int(number):
            return True
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").scalar() or 0
    return last < max((entry.id for entry in entries), default=0)


def _entries(connection: sa.Connection) -> Sequence[_Entry]:
    """Days and moments as they are spelt, so that one which cannot be read is found rather than stumbled over."""
    spelt = [sa.type_coerce(ENTRY.c[name], sa.Text).label(name) for name in ("entered_at", "dated_on")]
    columns = ENTRY.c["id", "register", "reference", "withdrawn", "salt"]
    return connection.execute(sa.select(*columns, *spelt)).all()


def _said(connection: sa.Connection) -> dict[str, _Said]:
    at = sa.type_coerce(AUDIT.c.at, sa.Text).label("at")
    columns = AUDIT.c["verb", "reference", "fields", "digest"]
    telling = (AUDIT.c.digest != b"") | (AUDIT.c.verb == audit.ERASED)
    changes = sa.select(at, *columns).where(telling).order_by(AUDIT.c.sequence)
    said: dict[str, _Said] = {}
    for line in connection.execute(changes):
        if line.verb == audit.ERASED:
            said.pop(line.reference, None)
            continue
        last = said.setdefault(line.reference, _Said(line.at))
        last.digest = line.digest
        if line.fields == audit.WITHDRAWAL:
            last.is_withdrawn = line.verb != audit.REINSTATED
    return said


def _batches(entries: Sequence[_Entry]) -> Iterator[tuple[Register, Sequence[_Entry]]]:
    for register in REGISTERS.values():
        mine = [entry for entry in entries if entry.register == register.name]
        for start in range(0, len(mine), _BATCH):
            yield register, mine[start : start + _BATCH]


def _readable(connection: sa.Connection, register: Register, ids: Sequence[int]) -> dict[RecordId, Record]:
    """Those of the records that can be read; one that cannot does not hide the others."""
    try:
        return rows.read(connection, register, ids)
    except _UNREADABLE:
        middle = len(ids) // 2
        if not middle:
            return {}
        return _readable(connection, register, ids[:middle]) | _readable(connection, register, ids[middle:])


def _fits(entry: _Entry, record: Record, said: _Said) -> bool:
    day = record.dated_on.isoformat() if record.dated_on else None
    return (
        audit.digest(record, entry.salt) == said.digest
        and (entry.entered_at, entry.dated_on) == (said.entered_at, day)
        and (entry.withdrawn is not None) == said.is_withdrawn
    )


def _is_misfiled(connection: sa.Connection, records: dict[RecordId, Record]) -> bool:
    """Whether search misses one of ``records``, or finds it by words it does not hold."""
    linked = {key: linked_people(record) for key, record in records.items()}
    try:
        names = names_found_by(connection, {person for people in linked.values() for person in people})
    except _UNREADABLE:
        return False  # the person is reported as altered
    found = search.indexed(connection, records)
    return any(
        found.get(key)
        != search.texts(record, [names[person] for person in sorted(linked[key]) if person in names])
        for key, record in records.items()
    )
