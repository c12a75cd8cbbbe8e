"""What the encrypted database is called. Apart, so that what only looks into a folder loads no database library."""

from __future__ import annotations

FILE_NAME = "desk.db"
