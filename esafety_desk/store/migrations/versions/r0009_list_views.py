"""Named views of the lists."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(
        "CREATE TABLE list_view (id INTEGER NOT NULL, register TEXT NOT NULL, name TEXT NOT NULL, "
        "opens_first BOOLEAN NOT NULL, arrangement TEXT NOT NULL, CONSTRAINT pk_list_view PRIMARY KEY (id))"
    )


def downgrade() -> None:
    op.drop_table("list_view")
