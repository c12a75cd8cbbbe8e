"""What went well: evidence that social media did good, by the school's four aims (Aims 1–4)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.aims import Aim
from esafety_desk.records.base import PersonId, Record, RecordId, WordCode, kept


class PositiveUse(Record):
    """One benefit seen, and how the school knows."""

    seen_on: date = kept(
        "Seen on",
        listed=True,
        past_only=True,
        index=True,
        why="Reports tell it in the term in which it was seen.",
    )
    title: str = kept(
        "What went well",
        listed=True,
        searched=True,
        min_length=1,
        max_length=160,
        why="Reports tell what went well beside what went wrong.",
        clause="Aims 1",
    )
    aims: tuple[Aim, ...] = kept(
        "Aims", listed=True, min_length=1, clause="Aims 1",
        why="Reports tell what went well by the aims of the policy it served.",
    )  # fmt: skip
    platforms: tuple[WordCode, ...] = kept(
        "Platforms",
        default=(),
        searched=True,
        vocabulary="platforms",
        why="It shows what is worth going on with.",
    )
    evidence: str = kept(
        "How the school knows", min_length=1, long=True, searched=True, max_length=40_000,
        help="In general words: it may stand in a report.",
        why="Without it, it would be an opinion.",
        clause="Aims 1",
    )  # fmt: skip
    told_by: PersonId | None = kept(
        "Told by",
        default=None,
        refers_to="people",
        foreign_key="people.id",
        why="So that they can be thanked, and asked for more.",
    )
    project_id: RecordId | None = kept(
        "In the project",
        default=None,
        refers_to="projects",
        foreign_key="projects.id",
        index=True,
        why="The project's own page shows what came of it.",
    )

    @property
    def dated_on(self) -> date:
        return self.seen_on

    @property
    def heading(self) -> str:
        return self.title
