"""Exemptions from the filter: only as long as they are needed, and gone when they end (Pupils 4)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, RecordId, kept


class ExemptionState(Choice):
    ASKED = "asked", "Asked for"
    IN_FORCE = "in-force", "In force"
    REMOVED = "removed", "Removed"
    REFUSED = "refused", "Refused"


class Exemption(Record):
    """One service let through for someone, for a reason, from one day to another."""

    service: str = kept(
        "Service or address",
        listed=True,
        searched=True,
        min_length=1,
        max_length=200,
        group="Exemption",
        why="Technical support opens exactly this, and closes exactly this again.",
        clause="Pupils 4",
    )
    for_whom: str = kept(
        "For whom",
        listed=True,
        searched=True,
        min_length=1,
        max_length=200,
        group="Exemption",
        why="An exemption is no wider than it must be.",
        clause="Pupils 4",
    )
    reason: str = kept(
        "Why",
        min_length=1,
        long=True,
        searched=True,
        max_length=4_000,
        group="Exemption",
        why="Whoever authorises it, and whoever inspects it, reads it.",
        clause="Pupils 4",
    )
    risk: str = kept(
        "Risk, and what lessens it",
        default="",
        long=True,
        max_length=4_000,
        group="Exemption",
        why="What is let through the filter is watched in another way.",
        clause="Pupils 4",
    )
    project_id: RecordId | None = kept(
        "For the project",
        default=None,
        refers_to="projects",
        foreign_key="projects.id",
        index=True,
        group="Exemption",
    )
    extends_id: RecordId | None = kept(
        "Extends", default=None, refers_to="exemptions", foreign_key="exemptions.id", index=True, group="Exemption",
        help="Extending is a new decision: the one before is named here.",
    )  # fmt: skip
    state: ExemptionState = kept(
        "State",
        default=ExemptionState.ASKED,
        listed=True,
        group="Decision",
        why="One in force counts until somebody confirms that it is gone.",
        clause="Pupils 4",
    )
    authorised_by: PersonId | None = kept(
        "Authorised by", default=None, refers_to="people", foreign_key="people.id", group="Decision",
        clause="Pupils 4", help="The e-safety leader, the computing leader or senior staff on that day.",
        why="Only these roles may ask the filter to be opened; the role is checked on the day.",
    )  # fmt: skip
    authorised_on: date | None = kept(
        "Authorised on",
        default=None,
        past_only=True,
        group="Decision",
        why="The role of whoever authorised is looked up on this day.",
        clause="Pupils 4",
    )
    starts_on: date = kept(
        "From",
        listed=True,
        index=True,
        group="Decision",
        why="Nothing is open before it was authorised.",
        clause="Pupils 4",
    )
    ends_on: date | None = kept(
        "Until", default=None, listed=True, index=True, group="Decision", clause="Pupils 4",
        help="Where it must stay open, leave this empty and give a review date and the reason.",
        why="What is opened is closed again: the desk warns before, and asks after, this day.",
    )  # fmt: skip
    review_on: date | None = kept(
        "Review on",
        default=None,
        group="Decision",
        relevant_if="is_open_ended",
        why="What stays open is looked at again.",
        clause="Pupils 4",
    )
    open_because: str = kept(
        "Why it has no end",
        default="",
        max_length=400,
        group="Decision",
        relevant_if="is_open_ended",
        why="An exemption without an end is counted apart and explained.",
        clause="Pupils 4",
    )
    la_reference: str = kept(
        "Reference of the filtering service",
        default="",
        max_length=80,
        group="Test and removal",
        why="So that the filtering service finds it.",
        clause="Pupils 4",
    )
    tested_on: date | None = kept(
        "Tested before use on",
        default=None,
        past_only=True,
        group="Test and removal",
        why="What was not tried before the lesson fails in it.",
        clause="Pupils 4",
    )
    removed_on: date | None = kept(
        "Removal confirmed on",
        default=None,
        past_only=True,
        listed=True,
        group="Test and removal",
        why="Expired is not closed: only a look at the filter shows that it is.",
        clause="Pupils 4",
    )
    removed_by: PersonId | None = kept(
        "Removal confirmed by",
        default=None,
        refers_to="people",
        foreign_key="people.id",
        group="Test and removal",
        why="Somebody looked, and says so.",
        clause="Pupils 4",
    )

    @property
    def dated_on(self) -> date:
        return self.starts_on

    @property
    def heading(self) -> str:
        return f"{self.service} for {self.for_whom}"

    @property
    def is_open_ended(self) -> bool:
        return self.ends_on is None

    @property
    def is_authorised(self) -> bool:
        return self.authorised_by is not None and self.state in (
            ExemptionState.IN_FORCE,
            ExemptionState.REMOVED,
        )

    def is_past_end(self, day: date) -> bool:
        """In force still, though its last day is over: red until somebody confirms the removal."""
        return self.state is ExemptionState.IN_FORCE and self.ends_on is not None and self.ends_on < day

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.ends_on and self.ends_on < self.starts_on:
            problems["ends_on"] = "This is before it begins."
        decided = self.state in (ExemptionState.IN_FORCE, ExemptionState.REMOVED)
        if decided and self.authorised_by is None:
            problems["authorised_by"] = "Say who authorised it."
        if decided and self.authorised_on is None:
            problems["authorised_on"] = "Say on which day it was authorised."
        if decided and self.is_open_ended and self.review_on is None:
            problems["review_on"] = "Give it an end, or a day on which it is looked at again."
        if decided and self.is_open_ended and not self.open_because.strip():
            problems["open_because"] = "Say why it has no end."
        if self.state is ExemptionState.REMOVED and self.removed_by is None:
            problems["removed_by"] = "Say who confirmed that it is gone."
        if self.state is ExemptionState.REMOVED and self.removed_on is None:
            problems["removed_on"] = "Say on which day it was confirmed gone."
        if self.removed_on and self.removed_on < self.starts_on:
            problems["removed_on"] = "This is before it began."
        return problems
