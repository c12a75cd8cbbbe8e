"""A whole, compact, encrypted copy of the database, as it stood at one moment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from esafety_desk.store import engine as engines


def copy_out(engine: sa.Engine, target: Path) -> None:
    """Copy the database into ``target``, under the same key, while others go on reading and writing.

    Call inside ``engine.known_failures``. ``target`` must not exist.
    """
    with engines.beside(engine) as connection:
        write_copy(connection, target)


def write_copy(connection: Any, target: Path) -> None:
    """As ``copy_out``, on a connection of the driver's own."""
    connection.execute("VACUUM INTO ?", (str(target),))
