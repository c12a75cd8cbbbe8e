"""What the school does to help families keep safe online (Accounts 5)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.aims import Aim, aims_served
from esafety_desk.records.base import Choice, Record, kept


class SupportKind(Choice):
    WORKSHOP = "workshop", "Workshop"
    ADVICE = "advice", "Advice to a family"
    NEWSLETTER = "newsletter", "Newsletter or post"
    DROP_IN = "drop-in", "Drop-in"
    OTHER = "other", "Other"


class FamilySupport(Record):
    """One thing done for families: what kind, on what, and how many it reached."""

    held_on: date = kept("On", listed=True, past_only=True, index=True, clause="Accounts 5")
    kind: SupportKind = kept("Kind", listed=True, clause="Accounts 5")
    topic: str = kept("Topic", listed=True, searched=True, min_length=1, max_length=160)
    audience: str = kept("For whom", default="", listed=True, searched=True, max_length=160)
    reach: int = kept("Families reached", ge=0, le=10_000, listed=True)
    remarks: str = kept("Remarks", default="", long=True, searched=True, max_length=40_000)
    aims: tuple[Aim, ...] = aims_served()

    @property
    def dated_on(self) -> date:
        return self.held_on

    @property
    def heading(self) -> str:
        return f"{self.kind.label}: {self.topic}"
