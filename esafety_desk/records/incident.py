"""Incidents: what went wrong online, who was part of it, and what the school decided."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.base import Choice, Part, PersonId, Record, RecordId, WordCode, kept

IMAGE_TYPES = frozenset(
    {
        "content.suspected-illegal-image",
        "conduct.nude-or-semi-nude-sharing",
        "conduct.ai-made-image",
    }
)
"""Types with a hard stop: nothing is viewed, copied or kept. Source: DOMAIN, section 2."""


class RiskArea(Choice):
    """The 4 Cs of online risk, and harm to the school community itself."""

    CONTENT = "content", "Content"
    CONTACT = "contact", "Contact"
    CONDUCT = "conduct", "Conduct"
    COMMERCE = "commerce", "Commerce"
    COMMUNITY = "community", "School community"
    UNSORTED = "unsorted", "Not yet sorted"


class Severity(Choice):
    LOW = "1-low", "1 low"
    MODERATE = "2-moderate", "2 moderate"
    HIGH = "3-high", "3 high"
    CRITICAL = "4-critical", "4 critical"


class Status(Choice):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    WAITING = "waiting", "Waiting"
    MONITORING = "monitoring", "Monitoring"
    CLOSED = "closed", "Closed"
    CLOSED_NO_ACTION = "closed-no-action", "Closed – no further action"
    REOPENED = "reopened", "Reopened"
    ERROR = "error", "Entered in error"
    DUPLICATE = "duplicate", "Duplicate of another"


CLOSED = frozenset({Status.CLOSED, Status.CLOSED_NO_ACTION})
UNCOUNTED = frozenset({Status.DRAFT, Status.ERROR, Status.DUPLICATE})
"""Left out of every count: drafts, errors and duplicates. Source: DOMAIN, section 3, counting rule."""


class Whereabouts(Choice):
    IN_SCHOOL = "in-school", "In school"
    OUTSIDE = "outside", "Outside school"
    BOTH = "both", "In and outside school"
    UNKNOWN = "unknown", "Not known"


class OutOfSchoolDecision(Choice):
    """What the school decided about an incident outside school. Source: policy, out-of-school incidents."""

    UNDECIDED = "undecided", "Not decided yet"
    ACTS = "acts", "The school acts"
    DOES_NOT_ACT = "does-not-act", "No ground: the school does not act"
    TO_REVIEW = "to-review", "Imported – to review"


class Ground(Choice):
    """The three grounds on which the school may act outside its hours (Out 2 a, b, c)."""

    THREAT = "threat", "Threat to a person in the school community"
    SAFE_RUNNING = "safe-running", "Harm to the safe running of the school"
    REPUTATION = "reputation", "Harm to the reputation of the school or people connected to it"


class InvolvedAs(Choice):
    TARGET = "target", "Target"
    INSTIGATOR = "instigator", "Instigator"
    WITNESS = "witness", "Witness"
    REPORTER = "reporter", "Reporter"
    OTHER = "other", "Other"


class Involved(Part):
    """A person's part in one incident. The role is on the link, never on the person."""

    person_id: PersonId = kept("Person", refers_to="people", foreign_key="people.id", index=True)
    involved_as: InvolvedAs = kept("Role")


class ParentsTold(Choice):
    NOT_YET = "not-yet", "Not yet"
    TOLD = "told", "Told"
    NOT_NEEDED = "not-needed", "Not needed"
    UNSAFE = "unsafe", "Not told: it could put a child at risk"


class Incident(Record):
    """One incident, however many people and days it touches."""

    kind: str = kept(
        "Type", listed=True, searched=True, vocabulary="incident-types", min_length=1, max_length=80,
        group="What happened",
    )  # fmt: skip
    summary: str = kept(
        "In a few words", listed=True, searched=True, personal=True, min_length=1, max_length=160,
        group="What happened",
    )  # fmt: skip
    happened_on: date | None = kept(
        "Happened on", default=None, listed=True, past_only=True, index=True, group="What happened"
    )
    happened_at: str = kept(
        "At about", default="", max_length=20, group="What happened", help="For example 16:30, or: evening."
    )
    whereabouts: Whereabouts = kept("Where", listed=True, group="What happened", clause="Out 2")
    platforms: tuple[WordCode, ...] = kept(
        "Platforms", default=(), searched=True, vocabulary="platforms", group="What happened"
    )
    people: tuple[Involved, ...] = kept("People", default=(), personal=True, group="What happened")
    people_as_written: str = kept(
        "People, as written", default="", searched=True, personal=True, max_length=2_000, group="What happened",
        relevant_if="names_others", help="Names from an old log that nobody here has been matched with yet.",
    )  # fmt: skip
    account: str = kept(
        "What is known", default="", long=True, searched=True, personal=True, max_length=40_000,
        group="What happened", help="Facts as they were reported. Opinions belong in a note.",
    )  # fmt: skip
    identity_targeted: tuple[WordCode, ...] = kept(
        "Identity targeted", default=(), vocabulary="identities", group="What happened", personal=True,
        help="Only where someone was picked on for who they are.",
    )  # fmt: skip
    severity: Severity = kept("Severity", default=Severity.LOW, listed=True, group="Response")
    status: Status = kept("Status", default=Status.OPEN, listed=True, group="Response")
    reported_on: date = kept("Reported on", listed=True, past_only=True, index=True, group="Response")
    owner_id: PersonId | None = kept(
        "Looked after by",
        default=None,
        refers_to="people",
        foreign_key="people.id",
        index=True,
        group="Response",
    )
    policies_applied: tuple[WordCode, ...] = kept(
        "Policies applied", default=(), vocabulary="policies", group="Response", clause="Accounts 7"
    )
    parents_told: ParentsTold = kept("Parents told", default=ParentsTold.NOT_YET, group="Response")
    urgent_action: str = kept(
        "Urgent action taken", default="", long=True, searched=True, personal=True, max_length=40_000, group="Response",
        help="Protect first: this can be recorded before anything is decided.", clause="Out 2",
    )  # fmt: skip
    urgent_action_on: date | None = kept("Urgent action on", default=None, past_only=True, group="Response")
    linked_id: RecordId | None = kept(
        "On the account or project", default=None, refers_to="any", foreign_key="entry.id", index=True,
        group="Response", help="Where an approved or official account, or a project, was part of it.",
    )  # fmt: skip
    decision: OutOfSchoolDecision = kept(
        "Does the school act?", default=OutOfSchoolDecision.UNDECIDED, group="Outside school",
        relevant_if="is_outside", clause="Out 2",
        help="An incident outside school needs this before it can be closed.",
    )  # fmt: skip
    grounds: tuple[Ground, ...] = kept(
        "On these grounds", default=(), group="Outside school", relevant_if="is_acted_on", clause="Out 2"
    )
    rationale: str = kept(
        "Why", default="", long=True, searched=True, personal=True, max_length=40_000, group="Outside school",
        relevant_if="is_outside", clause="Out 2",
    )  # fmt: skip
    decided_by: PersonId | None = kept(
        "Decided by", default=None, refers_to="people", foreign_key="people.id", group="Outside school",
        relevant_if="is_outside", clause="Out 2",
    )  # fmt: skip
    decided_on: date | None = kept(
        "Decided on", default=None, past_only=True, group="Outside school", relevant_if="is_outside"
    )
    duplicate_of: RecordId | None = kept(
        "Duplicate of", default=None, refers_to="incidents", foreign_key="incidents.id", index=True,
        group="Closing", relevant_if="is_duplicate",
    )  # fmt: skip
    closed_on: date | None = kept(
        "Closed on", default=None, past_only=True, group="Closing", relevant_if="is_closed"
    )
    closing_reason: str = kept(
        "Reason", default="", long=True, personal=True, max_length=4_000, group="Closing", relevant_if="is_ending",
        help="Needed for no further action, for an error or duplicate, and where actions are still open.",
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


def risk_area_of(kind: str) -> RiskArea:
    """The area an incident type belongs to: the part of its code before the dot."""
    area = kind.partition(".")[0]
    return RiskArea(area) if area in set(RiskArea) else RiskArea.UNSORTED
