"""Run the steps on the connection that the desk has already unlocked; there is no other way in."""

from __future__ import annotations

from alembic import context

from esafety_desk.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
context.run_migrations()
