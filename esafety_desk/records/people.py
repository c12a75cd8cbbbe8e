"""People the desk knows, and the roles they hold on given days."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, Part, PersonId, Record, kept


class PersonKind(Choice):
    STAFF = "staff", "Staff"
    PUPIL = "pupil", "Pupil"
    PARENT = "parent", "Parent or carer"
    GOVERNOR = "governor", "Governor"
    OTHER = "other", "Other"


class Role(Choice):
    HEAD = "head", "Head teacher"
    SLT = "slt", "Senior leadership team"
    HEAD_OF_DEPARTMENT = "hod", "Head of Department"
    ESAFETY_LEADER = "esafety-leader", "E-safety leader"
    COMPUTING_LEADER = "computing-leader", "Computing leader"
    SOCIAL_TEAM = "social-team", "Social team"
    TECHNICAL_SUPPORT = "technical-support", "Technical support"
    DSL = "dsl", "Designated safeguarding lead"
    ANTI_BULLYING = "anti-bullying", "Anti-bullying lead"


SENIOR_ROLES = frozenset({Role.HEAD, Role.SLT})
"""Senior staff: the head counts among the senior leadership team."""


class YearGroup(Choice):
    NURSERY = "00-n", "Nursery"
    RECEPTION = "00-r", "Reception"
    YEAR_1 = "01", "Year 1"
    YEAR_2 = "02", "Year 2"
    YEAR_3 = "03", "Year 3"
    YEAR_4 = "04", "Year 4"
    YEAR_5 = "05", "Year 5"
    YEAR_6 = "06", "Year 6"
    YEAR_7 = "07", "Year 7"
    YEAR_8 = "08", "Year 8"
    YEAR_9 = "09", "Year 9"
    YEAR_10 = "10", "Year 10"
    YEAR_11 = "11", "Year 11"
    YEAR_12 = "12", "Year 12"
    YEAR_13 = "13", "Year 13"


class RoleHeld(Part):
    """A role a person holds from one day to another, both included; open-ended where ``until`` is None."""

    role: Role = kept("Role")
    since: date = kept("From")
    until: date | None = kept("Until", default=None)

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class ExternalId(Part):
    """A number another system knows the person by; it counts only within its ``source``."""

    source: str = kept("System", min_length=1, max_length=80)
    number: str = kept("Number", min_length=1, max_length=80)


class Guardian(Part):
    """Someone who cares for a pupil, and how they are related, in the words of whoever said so."""

    person_id: PersonId = kept("Person", refers_to="people", foreign_key="people.id", index=True)
    relation: str = kept("Relation", default="", max_length=40)


class Person(Record):
    """Someone at or around the school, kept only because the school must act for or about them."""

    kind: PersonKind = kept(
        "Who",
        listed=True,
        why="Rules ask what someone is to the school: only pupils are protected in reports, only staff decide.",
    )
    given_name: str = kept(
        "First name", listed=True, searched=True, personal=True, min_length=1, max_length=200
    )
    family_name: str = kept(
        "Last name", default="", listed=True, searched=True, personal=True, max_length=200
    )
    known_as: str = kept(
        "Known as", default="", searched=True, personal=True, max_length=200,
        help="A preferred name, if it is not the first name.",
        why="So that the child is found, and addressed, by the name they use.",
    )  # fmt: skip
    year_group: YearGroup | None = kept(
        "Year",
        default=None,
        listed=True,
        personal=True,
        relevant_if="is_pupil",
        why="Namesakes are told apart by it, and it moves up with the new school year.",
    )
    class_name: str = kept(
        "Class",
        default="",
        listed=True,
        personal=True,
        max_length=40,
        relevant_if="is_pupil",
        why="Namesakes are told apart by it.",
    )
    birth_date: date | None = kept(
        "Date of birth", default=None, personal=True, past_only=True, relevant_if="is_pupil",
        help="Kept only where the school has turned it on in Settings.",
        why="Age limits of platforms can be held against it. Nothing else needs it.",
    )  # fmt: skip
    joined_on: date | None = kept(
        "Joined on", default=None, why="Who was in post on a day counts for what staff were offered that day."
    )
    left_on: date | None = kept(
        "Left on",
        default=None,
        listed=True,
        why="From then on they are not offered any more, and the time to keep their records begins.",
    )
    roles: tuple[RoleHeld, ...] = kept(
        "Roles",
        default=(),
        help="What this person may decide, and on which days.",
        clause="Staff 5",
        why="A decision counts only if whoever took it held the role on that day.",
    )
    guardians: tuple[Guardian, ...] = kept(
        "Parents and carers", default=(), personal=True, relevant_if="is_pupil",
        help="Kept only where the school has turned it on in Settings.",
        why="So that a letter about a child goes to the right people.",
    )  # fmt: skip
    external_ids: tuple[ExternalId, ...] = kept(
        "Numbers in other systems", default=(), why="So that the next class list finds the same person again."
    )

    @property
    def heading(self) -> str:
        return self.full_name

    @property
    def is_pupil(self) -> bool:
        return self.kind is PersonKind.PUPIL

    @property
    def full_name(self) -> str:
        return f"{self.known_as or self.given_name} {self.family_name}".strip()

    def is_here(self, day: date) -> bool:
        """In post or on roll on ``day``: joined by then and not yet gone. The last day counts."""
        joined = self.joined_on is None or self.joined_on <= day
        return joined and (self.left_on is None or day <= self.left_on)

    def roles_on(self, day: date) -> frozenset[Role]:
        """The roles held on ``day``; none after the person has left."""
        if not self.is_here(day):
            return frozenset()
        return frozenset(held.role for held in self.roles if held.covers(day))

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            problems["left_on"] = "This is before the day the person joined."
        if any(held.until and held.until < held.since for held in self.roles):
            problems["roles"] = "A role ends before it begins. Put the earlier date under From."
        carers = [guardian.person_id for guardian in self.guardians]
        if len(set(carers)) < len(carers):
            problems["guardians"] = "Someone is named twice."
        elif self.id is not None and PersonId(self.id) in carers:
            problems["guardians"] = "Nobody is their own parent or carer. Choose another."
        return problems
