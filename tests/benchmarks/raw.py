"""The yardsticks' database: the same encrypted file, asked without SQLAlchemy, services or records."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlcipher3 import dbapi2

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -32000")


def connect(file: Path, key: bytes) -> sqlite3.Connection:
    """A bare connection with the pragmas of the desk."""
    connection = dbapi2.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
