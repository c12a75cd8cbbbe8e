"""Pupils are linked with their parents and carers, where the school keeps them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("people_guardians")
    op.get_bind().exec_driver_sql("ALTER TABLE school DROP COLUMN keep_guardians")
