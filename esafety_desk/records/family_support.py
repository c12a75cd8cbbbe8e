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

    held_on: date = kept(
        "On",
        listed=True,
        past_only=True,
        index=True,
        clause="Accounts 5",
        why="Governors see what was offered to families in each term.",
    )
    kind: SupportKind = kept(
        "Kind",
        listed=True,
        clause="Accounts 5",
        why="Families are helped to keep their children safe, in more ways than one.",
    )
    topic: str = kept(
        "Topic",
        listed=True,
        searched=True,
        min_length=1,
        max_length=160,
        clause="Accounts 5",
        why="It shows what families were helped with.",
    )
    audience: str = kept(
        "For whom",
        default="",
        listed=True,
        searched=True,
        max_length=160,
        clause="Accounts 5",
        why="It shows whom the school reached, and whom it did not.",
    )
    reach: int = kept(
        "Families reached",
        ge=0,
        le=10_000,
        listed=True,
        why="Reports say how many families were reached.",
        clause="Accounts 5",
    )
    remarks: str = kept("Remarks", default="", long=True, searched=True, max_length=40_000)
    aims: tuple[Aim, ...] = aims_served()

    @property
    def dated_on(self) -> date:
        return self.held_on

    @property
    def heading(self) -> str:
        return f"{self.kind.label}: {self.topic}"
