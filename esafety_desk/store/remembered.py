"""What this transaction has read before: the school and its people, whom every rule and every search text asks for.

Nothing outlives the transaction, and whatever is written is forgotten, so a memory is never older than its row.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.registers import PEOPLE, SCHOOL, Register, register_of
from esafety_desk.store import rows

_KEY = "remembered"
_MOST = 2_000
"""More people than this are not remembered: one transaction may read a whole roster."""


def read(connection: sa.Connection, register: Register, ids: Iterable[int]) -> dict[RecordId, Record]:
    """As ``rows.read``, without asking twice for what has not been written since."""
    wanted = {RecordId(key) for key in ids}
    known = _memory(connection, register)
    if unknown := wanted - known.keys():
        found = rows.read(connection, register, unknown)
        if len(known) + len(found) > _MOST:
            return found | {key: known[key] for key in wanted - unknown}
        known |= found
    return {key: known[key] for key in wanted if key in known}


def school_ids(connection: sa.Connection) -> list[RecordId]:
    """The id of the one school where it is remembered."""
    return list(_memory(connection, SCHOOL))


def forget(connection: sa.Connection, record: Record) -> None:
    """``record`` is about to be written."""
    register = register_of(record)
    if register in (PEOPLE, SCHOOL) and record.id is not None:
        _memory(connection, register).pop(record.id, None)


def forget_all(connection: sa.Connection) -> None:
    """A transaction begins."""
    connection.info.pop(_KEY, None)


def _memory(connection: sa.Connection, register: Register) -> dict[RecordId, Record]:
    memory: dict[RecordId, Record] = connection.info.setdefault(_KEY, {}).setdefault(register.name, {})
    return memory
