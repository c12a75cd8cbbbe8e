"""Someone at work: notes saved one after another, each told to whoever watches once the desk has said it is safe."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from esafety_desk.host.errors import KnownError
from esafety_desk.records.note import Note
from esafety_desk.services import keeping, unlocking
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY

LEADER = 2
"""The one person of the template desk."""
SENTENCE = "What was said on the telephone, at some length. "
ACKNOWLEDGED = "acknowledged"


def text_of(number: int) -> str:
    """The note of that number: long enough to fill pages, each of its own length."""
    return f"note {number:04d}. " + SENTENCE * (1 + 37 * number % 61)


def save_notes(
    folder: Path, how_many: int, tell: Callable[[int], None], *, careless: bool = False
) -> list[KnownError]:
    """Unlock, save notes, fold the log now and then, close. Returns what was refused; the next is tried after it.

    ``careless`` leaves syncing out, for the control that must lose records. Raises KnownError when the desk
    cannot be opened at all.
    """
    refused: list[KnownError] = []
    desk = unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)
    try:
        if careless:
            _set(desk._connection, "synchronous = OFF")
        _set(desk._connection, "wal_autocheckpoint = 40")
        work = Work(desk, "leader", NOW)
        for number in range(1, how_many + 1):
            try:
                keeping.save(work, Note(about_id=LEADER, dated=TODAY, text=text_of(number)))
            except KnownError as error:
                refused.append(error)
            else:
                tell(number)
    finally:
        try:
            desk.close()
        except KnownError as error:
            refused.append(error)
    return refused


def _set(connection: sa.Connection, pragma: str) -> None:
    connection.connection.cursor().execute(f"PRAGMA {pragma}")


def telling(file: int) -> Callable[[int], None]:
    """Tells each number as a line into an open file."""
    return lambda number: (os.write(file, b"%d\n" % number), None)[1]
