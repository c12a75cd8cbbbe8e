"""What imports leave behind, as tables; store.imports says what each column means."""

from __future__ import annotations

import sqlalchemy as sa

from esafety_desk.store.columns import Instant, metadata

IMPORT_BATCH = sa.Table(
    "import_batch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("register", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("files", sa.Text, nullable=False),
    sa.Column("undone_at", Instant),
)
IMPORT_ROW = sa.Table(
    "import_row",
    metadata,
    sa.Column("batch_id", sa.ForeignKey("import_batch.id"), primary_key=True),
    sa.Column("entry_id", sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("likeness", sa.LargeBinary, index=True),
    sa.Column("content", sa.LargeBinary),
    sa.Column("before", sa.Text),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)
IMPORT_MAPPING = sa.Table(
    "import_mapping",
    metadata,
    sa.Column("register", sa.Text, primary_key=True),
    sa.Column("headings", sa.Text, primary_key=True),
    sa.Column("mapping", sa.Text, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
)
