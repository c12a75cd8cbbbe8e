"""A copy of the whole desk under another data key, made aside and read over before anything relies on it."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from esafety_desk.host.errors import DamagedDatabase
from esafety_desk.store import audit
from esafety_desk.store.desk import Desk
from esafety_desk.store.tables import metadata


def copy(desk: Desk, target: Path, new_key: bytes) -> None:
    """Write everything that stands in ``desk`` into the new file ``target`` under ``new_key``.

    Not a page of the copy is ever written under the old key. Raises CannotWrite or DamagedDatabase.
    """
    with desk.beside() as connection:
        connection.execute(f"ATTACH DATABASE ? AS renewed KEY \"x'{new_key.hex()}'\"", (str(target),))
        connection.execute("PRAGMA renewed.synchronous = FULL")
        connection.execute("SELECT sqlcipher_export('renewed')")
        connection.execute("DETACH DATABASE renewed")


def check_same(before: Desk, after: Desk) -> None:
    """Compare a copy with what it was made of, line by line of the audit and row by row in number.

    Raises DamagedDatabase where anything differs: then the old key stays in force.
    """
    if after.integrity_problems():
        raise DamagedDatabase
    with before.reading() as old, after.reading() as new:
        same = _counts(old) == _counts(new) and audit.head(old) == audit.head(new)
        if not same or audit.first_broken(new) is not None:
            raise DamagedDatabase


def _counts(connection: sa.Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }
