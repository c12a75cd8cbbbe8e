"""What can be chosen for an incident: kinds of risk, how grave, how far, where, and on which ground the school acts."""

from __future__ import annotations

from esafety_desk.records.base import Choice

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


class ParentsTold(Choice):
    NOT_YET = "not-yet", "Not yet"
    TOLD = "told", "Told"
    NOT_NEEDED = "not-needed", "Not needed"
    UNSAFE = "unsafe", "Not told: it could put a child at risk"


def risk_area_of(kind: str) -> RiskArea:
    """The area an incident type belongs to: the part of its code before the dot."""
    area = kind.partition(".")[0]
    return RiskArea(area) if area in set(RiskArea) else RiskArea.UNSORTED
