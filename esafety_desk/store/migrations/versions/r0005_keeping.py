"""Places for backups, how long records are kept, and what was erased. The statements stand beside this file."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("erasure", "erased", "retention", "backup_place")
COLUMNS = (
    "backup_reminder_days",
    "keep_incidents_years",
    "keep_staff_matters_years",
    "keep_accounts_years",
    "keep_support_years",
    "keep_projects_years",
    "keep_evidence_years",
    "keep_pupils_years",
    "keep_adults_years",
)


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for column in COLUMNS:
        op.get_bind().exec_driver_sql(f"ALTER TABLE school DROP COLUMN {column}")
    for table in TABLES:
        op.drop_table(table)
