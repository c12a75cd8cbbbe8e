"""The machine's clock: the one place that asks what time it is."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """This moment in the machine's time zone."""
    return datetime.now().astimezone()
