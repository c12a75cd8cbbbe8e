"""Where backups of this desk go, and how the last one to each place went.

It is kept inside the encrypted desk, since a path may name a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.store.tables import BACKUP_PLACE


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """One place. ``problem`` is the sentence that says why the last attempt failed; empty where it did not."""

    path: Path
    added_at: datetime
    last_at: datetime | None = None
    problem: str = ""


def read(connection: sa.Connection) -> tuple[BackupPlace, ...]:
    """Every place, in the order they were chosen."""
    rows = connection.execute(sa.select(BACKUP_PLACE).order_by(BACKUP_PLACE.c.added_at, BACKUP_PLACE.c.path))
    return tuple(BackupPlace(Path(row.path), row.added_at, row.last_at, row.problem) for row in rows)


def add(connection: sa.Connection, path: Path, now: datetime) -> None:
    """Choose a place. One that is chosen already stays as it is."""
    row = {"path": str(path), "added_at": now, "problem": ""}
    connection.execute(insert(BACKUP_PLACE).values(row).on_conflict_do_nothing())


def remove(connection: sa.Connection, path: Path) -> None:
    """Use a place no more; what lies there stays."""
    connection.execute(sa.delete(BACKUP_PLACE).where(BACKUP_PLACE.c.path == str(path)))


def tell(connection: sa.Connection, path: Path, *, done_at: datetime | None, problem: str = "") -> None:
    """Remember how an attempt went: when it was done, or what was in the way."""
    done = {"last_at": done_at} if done_at is not None else {}
    place = sa.update(BACKUP_PLACE).where(BACKUP_PLACE.c.path == str(path))
    connection.execute(place.values(problem=problem, **done))
