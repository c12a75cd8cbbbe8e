"""Connection declarations: links between staff and pupils or parents that were there before (Staff 4, 8)."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, PersonId, Record, kept


class Connection(Choice):
    OWN_CHILD = "own-child", "Own child"
    RELATIVE = "relative", "Relative"
    FAMILY_FRIEND = "family-friend", "Family friend"
    PARENT = "parent", "Parent or carer of a pupil"
    CLUB = "club", "Club, faith or sport outside school"
    OTHER = "other", "Other"


class Declaration(Record):
    """A member of staff says what link there is; the school advises, and looks again later."""

    person_id: PersonId = kept(
        "Who declares",
        listed=True,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        clause="Staff 4",
        why="Staff say themselves which links were there before, so that nobody need suspect them.",
    )
    connection: Connection = kept(
        "Link",
        listed=True,
        clause="Staff 4",
        why="A personal account is not connected with a student, unless there is a tie such as family.",
    )
    connected_to: PersonId | None = kept(
        "With whom", default=None, refers_to="people", foreign_key="people.id", index=True, personal=True,
        help="Only where the school must know.",
        why="Nothing more about a private life is kept than the school must know.",
    )  # fmt: skip
    declared_on: date = kept(
        "Declared on",
        listed=True,
        past_only=True,
        index=True,
        why="Declared before anybody asks, it protects the member of staff.",
        clause="Staff 4",
    )
    advice: str = kept(
        "Advice given", default="", long=True, searched=True, personal=True, max_length=40_000, clause="Staff 8",
        help="Facts, not opinion; nothing of school life that could harm the school or anyone in it.",
        why="Links with parents are lawful; what is shared there can still harm the school.",
    )  # fmt: skip
    review_on: date | None = kept(
        "Look again on",
        default=None,
        listed=True,
        why="Children grow up and links change; the desk asks again on that day.",
        clause="Staff 4",
    )
    ended_on: date | None = kept(
        "Ended on", default=None, listed=True, past_only=True, why="From then on nothing is asked about it."
    )

    @property
    def dated_on(self) -> date:
        return self.declared_on

    @property
    def heading(self) -> str:
        return f"Declaration: {self.connection.label.lower()}"

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.review_on and self.review_on < self.declared_on:
            problems["review_on"] = "This is before the day it was declared."
        if self.ended_on and self.ended_on < self.declared_on:
            problems["ended_on"] = "This is before the day it was declared."
        if self.connected_to is not None and self.connected_to == self.person_id:
            problems["connected_to"] = "This is the person who declares it. Choose the other one."
        return problems
