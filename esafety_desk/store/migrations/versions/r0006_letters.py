"""The school's own wording of its papers."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(
        "CREATE TABLE letter (name TEXT NOT NULL, text TEXT NOT NULL, CONSTRAINT pk_letter PRIMARY KEY (name))"
    )


def downgrade() -> None:
    op.drop_table("letter")
