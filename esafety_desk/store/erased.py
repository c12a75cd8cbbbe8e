"""The erase list: a digest of each erased record's salt, by which a restored backup is known to hold it again.

The salt was random and has gone, so a mark tells nothing and belongs to one record alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.host.files import write_whole
from esafety_desk.host.foreign import content_of, json_of
from esafety_desk.store import audit
from esafety_desk.store.tables import ENTRY, ERASED

FILE_NAME = "desk.erased"
_TITLE = "E-Safety Desk erased"
_LARGEST = 64 << 20


class Act(StrEnum):
    """What was done to a record."""

    ERASED = "erased"
    ANONYMISED = "anonymised"


Marks = Mapping[str, Act]


def mark_of(salt: bytes) -> str:
    return hashlib.sha256(b"erased " + salt).hexdigest()


def row_mark(connection: sa.Connection, likeness: bytes) -> str:
    """What an erased record's row of an old log is known by, should the log be imported again."""
    return audit.keyed(connection, b"erased row " + likeness).hex()


def read(connection: sa.Connection) -> dict[str, Act]:
    """The erase list of a desk."""
    return {row.mark: Act(row.act) for row in connection.execute(sa.select(ERASED))}


def read_still(connection: Any) -> dict[str, Act]:
    """The erase list of a copy, on a connection of the driver's own; empty where it is from before there was one."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'erased'").fetchone():
        return {}
    return {mark: Act(act) for mark, act in connection.execute("SELECT mark, act FROM erased")}


def add(connection: sa.Connection, marks: Marks, erasure: int) -> None:
    """Put ``marks`` on the list. Erased stays erased, even where it was anonymised first."""
    for mark, act in marks.items():
        row = {"mark": mark, "act": act.value, "erasure": erasure}
        connection.execute(
            insert(ERASED).values(row).on_conflict_do_update(index_elements=["mark"], set_=row)
        )


def found(connection: sa.Connection, marks: Marks) -> dict[int, Act]:
    """The records of this desk that are on the list, by id."""
    if not marks:
        return {}
    rows = connection.execute(sa.select(ENTRY.c.id, ENTRY.c.salt))
    return {row.id: marks[mark] for row in rows if (mark := mark_of(row.salt)) in marks}


def read_file(home: Path) -> dict[str, Act]:
    """The erase list beside the desk, which outlives its database."""
    try:
        content = json_of(content_of(home / FILE_NAME, _LARGEST).partition(b"\n")[2])
        return {str(mark): Act(act) for mark, act in content.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def write_file(home: Path, marks: Marks) -> None:
    """Keep the erase list beside the desk too. Raises CannotWrite."""
    known = read_file(home) | dict(marks)
    text = f"{_TITLE}\n{json.dumps(known, sort_keys=True, indent=0)}\n"
    write_whole(home / FILE_NAME, text.encode("ascii"))
