"""Each key slot belongs to a person, and its public key is kept where nobody outside can change it."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(
        "CREATE TABLE key_slot ("
        "slot TEXT NOT NULL, person_id INTEGER, public TEXT NOT NULL, since TEXT NOT NULL, removed_at TEXT, "
        "CONSTRAINT pk_key_slot PRIMARY KEY (slot))"
    )


def downgrade() -> None:
    op.drop_table("key_slot")
