"""What imports leave behind: their batches, the digests of their rows, and the mappings that were corrected.

An imported session or request may still wait for its people: their columns no longer refuse an empty cell.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("import_row", "import_batch", "import_mapping")
COLUMNS = {
    "incidents": ("people_as_written",),
    "support_sessions": ("people_as_written", "to_review"),
    "approvals": ("people_as_written", "to_review"),
}
LINKS = {"support_sessions": "adviser_id", "approvals": "requested_by"}


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
    for table, column in LINKS.items():
        _redeclare(table, f"{column} INTEGER NOT NULL", f"{column} INTEGER")


def downgrade() -> None:
    for table, column in LINKS.items():
        _redeclare(table, f"{column} INTEGER", f"{column} INTEGER NOT NULL")
    for table, columns in COLUMNS.items():
        for column in columns:
            op.get_bind().exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in TABLES:
        op.drop_table(table)


def _redeclare(table: str, before: str, after: str) -> None:
    """Change how a column is declared, not what is in it: the way SQLite documents for dropping NOT NULL.

    Source: sqlite.org/lang_altertable.html, "Making other kinds of table schema changes".
    """
    run = op.get_bind().exec_driver_sql
    version = run("PRAGMA schema_version").scalar_one()
    run("PRAGMA writable_schema = ON")
    run(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (before, after, table),
    )
    run(f"PRAGMA schema_version = {version + 1}")
    run("PRAGMA writable_schema = RESET")
