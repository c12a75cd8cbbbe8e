"""Support sessions: privacy settings and good sense, sought before a platform is used (Staff 3)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Part, PersonId, Record, WordCode, kept


class Attendee(Part):
    """Someone who was supported, with their confidence from 1 (none) to 5 (full) before and after."""

    person_id: PersonId = kept("Person", refers_to="people", foreign_key="people.id", index=True)
    confidence_before: int | None = kept("Before (1–5)", default=None, ge=1, le=5)
    confidence_after: int | None = kept("After (1–5)", default=None, ge=1, le=5)


class SupportSession(Record):
    """Help given to one or many staff by the named social team."""

    held_on: date = kept(
        "Held on",
        listed=True,
        past_only=True,
        index=True,
        clause="Staff 3",
        why="A session counts for a year from this day; approvals look for it.",
    )
    adviser_id: PersonId | None = kept(
        "Adviser", default=None, listed=True, refers_to="people", foreign_key="people.id", clause="Staff 3",
        help="A member of the named social team.",
        why="Advice comes from the named social team, so that staff know whom to ask.",
    )  # fmt: skip
    attendees: tuple[Attendee, ...] = kept(
        "Who came",
        default=(),
        listed=True,
        why="Each of them counts as supported. How sure they feel before and after shows what it was worth.",
        clause="Staff 3",
    )
    platforms: tuple[WordCode, ...] = kept(
        "Platforms",
        default=(),
        listed=True,
        searched=True,
        vocabulary="platforms",
        why="Approvals look whether the owner was advised on this platform.",
        clause="Staff 3",
    )
    settings_covered: tuple[WordCode, ...] = kept(
        "Settings covered", default=(), vocabulary="privacy-settings",
        help="Tick what was gone through together.",
        why="It shows that help with privacy settings was given, and what is left for next time.",
        clause="Staff 3",
    )  # fmt: skip
    advice: str = kept(
        "Advice given", default="", long=True, searched=True, max_length=40_000,
        why="So that the next adviser need not begin anew.",
        clause="Staff 3",
    )  # fmt: skip
    follow_up_on: date | None = kept(
        "Follow-up due",
        default=None,
        listed=True,
        why="The desk asks again on that day.",
        clause="Staff 3",
    )
    followed_up_on: date | None = kept(
        "Followed up on",
        default=None,
        past_only=True,
        why="It ends the reminder.",
        clause="Staff 3",
    )
    to_review: bool = kept(
        "Imported – to review", default=False, relevant_if="is_to_review",
        help="Turn this off once the people and the day are right.",
    )  # fmt: skip
    people_as_written: str = kept(
        "People, as written", default="", searched=True, personal=True, max_length=2_000, relevant_if="names_others",
        help="Names from an old list that nobody here has been matched with yet.",
    )  # fmt: skip

    @property
    def heading(self) -> str:
        number = len(self.attendees)
        if not number:
            return "Support session"
        return "Support session for one" if number == 1 else f"Support session for {number} people"

    @property
    def dated_on(self) -> date:
        return self.held_on

    @property
    def is_to_review(self) -> bool:
        return self.to_review

    @property
    def names_others(self) -> bool:
        return bool(self.people_as_written)

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if not self.to_review and self.adviser_id is None:
            problems["adviser_id"] = "This is needed."
        if not self.to_review and not self.attendees:
            problems["attendees"] = "Add at least one person."
        people = [attendee.person_id for attendee in self.attendees]
        if len(set(people)) < len(people):
            problems["attendees"] = "Someone is named twice."
        if self.follow_up_on and self.follow_up_on < self.held_on:
            problems["follow_up_on"] = "The follow-up is before the session."
        return problems
