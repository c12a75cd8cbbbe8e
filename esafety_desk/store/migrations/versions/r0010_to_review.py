"""What waits for its review after an import is found without reading every record."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_WAITING = {
    "incidents": "decision = 'to-review'",
    "support_sessions": "to_review = 1",
    "approvals": "to_review = 1",
}


def upgrade() -> None:
    for table, is_waiting in _WAITING.items():
        op.get_bind().exec_driver_sql(f"CREATE INDEX ix_{table}_to_review ON {table} (id) WHERE {is_waiting}")


def downgrade() -> None:
    for table in _WAITING:
        op.drop_index(f"ix_{table}_to_review", table)
