"""Enquiries: the e-safety leader is the first contact for any use of social media (Staff 1)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, kept


class Channel(Choice):
    IN_PERSON = "in-person", "In person"
    EMAIL = "email", "Email"
    PHONE = "phone", "Phone"
    MEETING = "meeting", "In a meeting"
    OTHER = "other", "Other"


class Enquiry(Record):
    """A question about using social media. What was typed here is carried into whatever comes of it."""

    asked_by: PersonId = kept(
        "Asked by",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        clause="Staff 1",
        why="The e-safety leader is the first contact; an answer is owed to somebody.",
    )
    asked_on: date = kept(
        "Asked on",
        listed=True,
        past_only=True,
        index=True,
        clause="Staff 1",
        why="How soon people are answered is counted from here.",
    )
    channel: Channel = kept(
        "How", default=Channel.IN_PERSON, why="It shows how people reach you.", clause="Staff 1"
    )
    topic: str = kept(
        "About",
        listed=True,
        searched=True,
        min_length=1,
        max_length=160,
        clause="Staff 1",
        why="Questions of one kind show what staff should hear together.",
    )
    platform: str = kept(
        "Platform", default="", listed=True, searched=True, vocabulary="platforms", max_length=80
    )
    question: str = kept(
        "What was asked",
        default="",
        long=True,
        searched=True,
        max_length=40_000,
        why="What is typed here is carried into the session, request, project or incident that follows.",
        clause="Staff 1",
    )
    answer: str = kept(
        "Answer",
        default="",
        long=True,
        searched=True,
        max_length=40_000,
        why="The next person who asks gets the same answer.",
        clause="Staff 1",
    )
    answered_on: date | None = kept(
        "Answered on",
        default=None,
        listed=True,
        past_only=True,
        why="It ends the reminder.",
        clause="Staff 1",
    )

    @property
    def dated_on(self) -> date:
        return self.asked_on

    @property
    def heading(self) -> str:
        return self.topic

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.answered_on and self.answered_on < self.asked_on:
            problems["answered_on"] = "This is before the day it was asked."
        if self.is_answered and not self.answer.strip():
            problems["answer"] = "Say what the answer was, in a sentence."
        return problems
