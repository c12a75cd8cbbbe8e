"""Why a record is kept longer than its class."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE retention ADD COLUMN reason TEXT NOT NULL DEFAULT ''")


def downgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE retention DROP COLUMN reason")
