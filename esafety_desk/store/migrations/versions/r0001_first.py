"""The first shape of the desk. Its statements stand beside this file, so that later records cannot change it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEPT_BY_ALEMBIC = "alembic_version"


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.get_bind().exec_driver_sql("DROP TABLE search")
    tables = op.get_bind().exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid DESC"
    )
    for (name,) in tables.all():
        if name != _KEPT_BY_ALEMBIC and not name.startswith("sqlite_"):
            op.drop_table(name)
