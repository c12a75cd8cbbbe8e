"""What went well: evidence that social media did good, by the school's four aims (Aims 1–4)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.aims import Aim
from esafety_desk.records.base import PersonId, Record, RecordId, WordCode, kept


class PositiveUse(Record):
    """One benefit seen, and how the school knows."""

    seen_on: date = kept("Seen on", listed=True, past_only=True, index=True)
    title: str = kept("What went well", listed=True, searched=True, min_length=1, max_length=160)
    aims: tuple[Aim, ...] = kept("Aims", listed=True, min_length=1, clause="Aims 1")
    platforms: tuple[WordCode, ...] = kept("Platforms", default=(), searched=True, vocabulary="platforms")
    evidence: str = kept(
        "How the school knows", min_length=1, long=True, searched=True, max_length=40_000,
        help="In general words: it may stand in a report.",
    )  # fmt: skip
    told_by: PersonId | None = kept("Told by", default=None, refers_to="people", foreign_key="people.id")
    project_id: RecordId | None = kept(
        "In the project", default=None, refers_to="projects", foreign_key="projects.id", index=True
    )

    @property
    def dated_on(self) -> date:
        return self.seen_on

    @property
    def heading(self) -> str:
        return self.title
