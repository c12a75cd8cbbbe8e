"""Incidents: what went wrong online, who was part of it, and what the school decided."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Part, PersonId, Record, RecordId, WordCode, kept
from esafety_desk.records.incident_choices import CLOSED as CLOSED
from esafety_desk.records.incident_choices import IMAGE_TYPES as IMAGE_TYPES
from esafety_desk.records.incident_choices import UNCOUNTED as UNCOUNTED
from esafety_desk.records.incident_choices import Ground as Ground
from esafety_desk.records.incident_choices import InvolvedAs as InvolvedAs
from esafety_desk.records.incident_choices import OutOfSchoolDecision as OutOfSchoolDecision
from esafety_desk.records.incident_choices import ParentsTold as ParentsTold
from esafety_desk.records.incident_choices import RiskArea as RiskArea
from esafety_desk.records.incident_choices import Severity as Severity
from esafety_desk.records.incident_choices import Status as Status
from esafety_desk.records.incident_choices import Whereabouts as Whereabouts
from esafety_desk.records.incident_choices import risk_area_of as risk_area_of


class Involved(Part):
    """A person's part in one incident. The role is on the link, never on the person."""

    person_id: PersonId = kept("Person", refers_to="people", foreign_key="people.id", index=True)
    involved_as: InvolvedAs = kept("Role")


class Incident(Record):
    """One incident, however many people and days it touches."""

    kind: str = kept(
        "Type", listed=True, searched=True, vocabulary="incident-types", min_length=1, max_length=80,
        group="What happened",
        why="It decides the risk area in reports, the people to tell, and whether files may be added.",
    )  # fmt: skip
    summary: str = kept(
        "In a few words", listed=True, searched=True, personal=True, min_length=1, max_length=160,
        group="What happened",
        why="It stands in your lists. Reports never print it.",
    )  # fmt: skip
    happened_on: date | None = kept(
        "Happened on",
        default=None,
        listed=True,
        past_only=True,
        index=True,
        group="What happened",
        why="Reports count an incident on the day it happened; the time until it was told shows trust.",
    )
    happened_at: str = kept(
        "At about", default="", max_length=20, group="What happened", help="For example 16:30, or: evening."
    )
    whereabouts: Whereabouts = kept(
        "Where",
        listed=True,
        group="What happened",
        clause="Out 2",
        why="Outside school, the school may act only on stated grounds, so a decision is asked for.",
    )
    platforms: tuple[WordCode, ...] = kept(
        "Platforms",
        default=(),
        searched=True,
        vocabulary="platforms",
        group="What happened",
        why="It shows where lessons, advice and age checks are wanted.",
    )
    people: tuple[Involved, ...] = kept(
        "People",
        default=(),
        personal=True,
        group="What happened",
        why="So that support reaches each of them, and a second incident is noticed.",
    )
    people_as_written: str = kept(
        "People, as written", default="", searched=True, personal=True, max_length=2_000, group="What happened",
        relevant_if="names_others", help="Names from an old log that nobody here has been matched with yet.",
    )  # fmt: skip
    account: str = kept(
        "What is known", default="", long=True, searched=True, personal=True, max_length=40_000,
        group="What happened", help="Facts as they were reported. Opinions belong in a note.",
        why="Others may have to decide on it years later.",
    )  # fmt: skip
    identity_targeted: tuple[WordCode, ...] = kept(
        "Identity targeted", default=(), vocabulary="identities", group="What happened", personal=True,
        help="Only where someone was picked on for who they are.",
        why="Identity-based bullying is counted apart, so that the school sees it.",
    )  # fmt: skip
    severity: Severity = kept(
        "Severity",
        default=Severity.LOW,
        listed=True,
        group="Response",
        why="High means the head or safeguarding lead hears the same day; critical, at once.",
    )
    status: Status = kept(
        "Status",
        default=Status.OPEN,
        listed=True,
        group="Response",
        why="What is open stays on Today until it is closed.",
    )
    reported_on: date = kept(
        "Reported on",
        listed=True,
        past_only=True,
        index=True,
        group="Response",
        why="Every answer is measured from the day the school knew.",
    )
    owner_id: PersonId | None = kept(
        "Looked after by",
        default=None,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        group="Response",
        why="One person sees it through; the chip Mine finds theirs.",
    )
    policies_applied: tuple[WordCode, ...] = kept(
        "Policies applied",
        default=(),
        vocabulary="policies",
        group="Response",
        clause="Accounts 7",
        why="Behaviour, safeguarding, attendance and HR policies apply online as they do in school.",
    )
    parents_told: ParentsTold = kept(
        "Parents told",
        default=ParentsTold.NOT_YET,
        group="Response",
        why="Governors ask whether parents heard, and when they did not, why.",
    )
    urgent_action: str = kept(
        "Urgent action taken", default="", long=True, searched=True, personal=True, max_length=40_000, group="Response",
        help="Protect first: this can be recorded before anything is decided.", clause="Out 2",
        why="Protecting a child never waits for a decision; the decision then falls due next school day.",
    )  # fmt: skip
    urgent_action_on: date | None = kept(
        "Urgent action on",
        default=None,
        past_only=True,
        group="Response",
        why="The decision falls due on the school day after it.",
        clause="Out 2",
    )
    linked_id: RecordId | None = kept(
        "On the account or project", default=None, refers_to="any", foreign_key="entry.id", index=True,
        group="Response", help="Where an approved or official account, or a project, was part of it.",
        why="A breach on an approved account comes back to the account's review.",
    )  # fmt: skip
    decision: OutOfSchoolDecision = kept(
        "Does the school act?", default=OutOfSchoolDecision.UNDECIDED, group="Outside school",
        relevant_if="is_outside", clause="Out 2",
        help="An incident outside school needs this before it can be closed.",
        why="The school may act on what happens out of hours only on grounds that are written down.",
    )  # fmt: skip
    grounds: tuple[Ground, ...] = kept(
        "On these grounds",
        default=(),
        group="Outside school",
        relevant_if="is_acted_on",
        clause="Out 2",
        why="A threat to someone, the safe running of the school, or its good name: at least one must hold.",
    )
    rationale: str = kept(
        "Why", default="", long=True, searched=True, personal=True, max_length=40_000, group="Outside school",
        relevant_if="is_outside", clause="Out 2",
        why="A parent or governor may ask for it, long after it was plain to everyone.",
    )  # fmt: skip
    decided_by: PersonId | None = kept(
        "Decided by", default=None, refers_to="people", foreign_key="people.id", group="Outside school",
        relevant_if="is_outside", clause="Out 2",
        why="Who decided for the school must be known by name inside the school.",
    )  # fmt: skip
    decided_on: date | None = kept(
        "Decided on",
        default=None,
        past_only=True,
        group="Outside school",
        relevant_if="is_outside",
        why="It shows that the decision was taken before the case was closed.",
        clause="Out 2",
    )
    duplicate_of: RecordId | None = kept(
        "Duplicate of", default=None, refers_to="incidents", foreign_key="incidents.id", index=True,
        group="Closing", relevant_if="is_duplicate",
        why="Each incident is counted once.",
    )  # fmt: skip
    closed_on: date | None = kept(
        "Closed on",
        default=None,
        past_only=True,
        group="Closing",
        relevant_if="is_closed",
        why="How long it took is counted to this day.",
    )
    closing_reason: str = kept(
        "Reason", default="", long=True, personal=True, max_length=4_000, group="Closing", relevant_if="is_ending",
        help="Needed for no further action, for an error or duplicate, and where actions are still open.",
        why="Whoever opens it again sees why it was ended.",
    )  # fmt: skip

    @property
    def heading(self) -> str:
        return self.summary

    @property
    def dated_on(self) -> date:
        return self.happened_on or self.reported_on

    @property
    def risk_area(self) -> RiskArea:
        return risk_area_of(self.kind)

    @property
    def is_outside(self) -> bool:
        return self.whereabouts in (Whereabouts.OUTSIDE, Whereabouts.BOTH)

    @property
    def is_undecided(self) -> bool:
        """Outside school, and the decision of Out 2 is still to come."""
        return self.is_outside and self.decision in (
            OutOfSchoolDecision.UNDECIDED,
            OutOfSchoolDecision.TO_REVIEW,
        )

    @property
    def is_acted_on(self) -> bool:
        return self.is_outside and self.decision is OutOfSchoolDecision.ACTS

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def is_duplicate(self) -> bool:
        return self.status is Status.DUPLICATE

    @property
    def names_others(self) -> bool:
        return bool(self.people_as_written)

    @property
    def is_to_review(self) -> bool:
        return self.decision is OutOfSchoolDecision.TO_REVIEW

    @property
    def is_ending(self) -> bool:
        return self.is_closed or self.status in (Status.ERROR, Status.DUPLICATE)

    @property
    def _is_day_unknown(self) -> bool:
        """Over, and nobody knows since when: so it stands in many an old log."""
        return self.status is Status.CLOSED and bool(self.closing_reason.strip())

    def rule_problems(self) -> dict[str, str]:
        problems = {}
        if self.happened_on and self.reported_on < self.happened_on:
            problems["reported_on"] = "This is before the day it happened."
        people = [(involved.person_id, involved.involved_as) for involved in self.people]
        if len(set(people)) < len(people):
            problems["people"] = "Someone is named twice in the same role."
        if self.is_closed and self.closed_on is None and not self._is_day_unknown:
            problems["closed_on"] = (
                "Say on which day it was closed, or give the reason why that is not known."
            )
        if self.closed_on and self.closed_on < self.reported_on:
            problems["closed_on"] = "This is before the day it was reported."
        needs_reason = self.is_ending and self.status is not Status.CLOSED
        if needs_reason and not self.closing_reason.strip():
            problems["closing_reason"] = "Give the reason in a few words."
        return problems | self._out_of_school_problems()

    def _out_of_school_problems(self) -> dict[str, str]:
        if not self.is_outside:
            return {}
        problems = {}
        decided = self.decision in (OutOfSchoolDecision.ACTS, OutOfSchoolDecision.DOES_NOT_ACT)
        if self.is_acted_on and not self.grounds:
            problems["grounds"] = "Choose at least one ground on which the school acts."
        if decided and not self.rationale.strip():
            problems["rationale"] = "Say why, in a sentence a governor would follow."
        if decided and self.decided_by is None:
            problems["decided_by"] = "Say who decided."
        if self.is_closed and self.decision is OutOfSchoolDecision.UNDECIDED:
            problems["decision"] = (
                "Before closing, record whether the school acts: on which ground, or that there is none."
            )
        return problems
