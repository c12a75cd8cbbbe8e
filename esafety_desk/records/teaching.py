"""What pupils were taught, by topic and year group (Pupils 1)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.aims import Aim, aims_served
from esafety_desk.records.base import PersonId, Record, kept
from esafety_desk.records.people import YearGroup


class Teaching(Record):
    """One lesson, assembly or unit on a topic, for the year groups that had it."""

    taught_on: date = kept(
        "Taught on",
        listed=True,
        past_only=True,
        index=True,
        clause="Pupils 1",
        why="It fills the grid of topics and year groups for this school year.",
    )
    topic: str = kept(
        "Topic",
        listed=True,
        searched=True,
        vocabulary="teaching-topics",
        max_length=80,
        clause="Pupils 1",
        why="Age limits, terms and online safety are taught; the grid shows what is missing.",
    )
    year_groups: tuple[YearGroup, ...] = kept(
        "Year groups",
        listed=True,
        min_length=1,
        clause="Pupils 1",
        why="Every year group is taught every topic; the grid shows the gaps.",
    )
    taught_by: PersonId | None = kept("Taught by", default=None, refers_to="people", foreign_key="people.id")
    what: str = kept(
        "What was done",
        default="",
        long=True,
        searched=True,
        max_length=40_000,
        why="Whoever teaches the class next knows where to go on.",
    )
    aims: tuple[Aim, ...] = aims_served()

    @property
    def dated_on(self) -> date:
        return self.taught_on

    @property
    def heading(self) -> str:
        return self.topic
