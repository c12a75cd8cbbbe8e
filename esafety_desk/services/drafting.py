"""Half-typed forms: kept every few seconds, found again after a crash or a lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from esafety_desk.store import drafts as kept_drafts
from esafety_desk.store.desk import Desk
from esafety_desk.store.drafts import Draft


def keep_draft(desk: Desk, form: str, values: Mapping[str, Any], now: datetime) -> None:
    """Remember what stands in ``form``. Values are what JSON can say; dates as ISO text."""
    with desk.sketching() as connection:
        kept_drafts.keep(connection, form, values, now)


def drop_draft(desk: Desk, form: str) -> None:
    """Forget what stood in ``form``."""
    with desk.sketching() as connection:
        kept_drafts.drop(connection, form)


def drafts(desk: Desk) -> dict[str, Draft]:
    """Every remembered form by its name."""
    with desk.reading() as connection:
        return kept_drafts.kept(connection)
