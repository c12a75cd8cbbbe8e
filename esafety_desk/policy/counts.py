"""The exact counts a governors' report is made from, those of the school's own work apart from those of conduct.

Only ``ConductCounts`` need protection: they tell of what children or colleagues did, or of what was done about
it. Whoever words the report is handed ``WorkCounts`` and published figures, never these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from esafety_desk.policy.adding import AS_OF_LAST_DAY, added
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.project_counts import ProjectCounts
from esafety_desk.policy.work_counts import OtherWork
from esafety_desk.records.base import Choice
from esafety_desk.records.incident import UNCOUNTED, RiskArea, Severity, Status, Whereabouts
from esafety_desk.records.moderation import ModerationKind
from esafety_desk.records.referral import RESTRICTED, ReferredTo

COUNTED_STATUSES = tuple(status for status in Status if status not in UNCOUNTED)
OUTSIDE = frozenset({Whereabouts.OUTSIDE, Whereabouts.BOTH})
"""Incidents that were at least partly outside school."""


class Addressee(Choice):
    """To whom referrals went, as a report tells it: HR and legal are one line, with nothing but their number."""

    ANTI_BULLYING = "anti-bullying", "Anti-bullying lead"
    DSL = "dsl", "Designated safeguarding lead"
    HEAD = "head", "Head teacher"
    HR_AND_LEGAL = "hr-and-legal", "HR and legal"
    AGENCIES = "agencies", "Outside agencies"
    SERVICES = "services", "Platforms, filtering and helplines"
    DPO = "dpo", "Data protection officer"


_ADDRESSEES = {
    ReferredTo.ANTI_BULLYING: Addressee.ANTI_BULLYING,
    ReferredTo.DSL: Addressee.DSL,
    ReferredTo.HEAD: Addressee.HEAD,
    ReferredTo.HARMFUL_CONTENT: Addressee.SERVICES,
    ReferredTo.PROFESSIONALS_HELPLINE: Addressee.SERVICES,
    ReferredTo.PLATFORM: Addressee.SERVICES,
    ReferredTo.LA_FILTERING: Addressee.SERVICES,
    ReferredTo.DPO: Addressee.DPO,
}


def addressee_of(to: ReferredTo) -> Addressee:
    """The line of the report on which a referral is counted."""
    if to in RESTRICTED:
        return Addressee.HR_AND_LEGAL
    return _ADDRESSEES.get(to, Addressee.AGENCIES)


class Flag(Choice):
    """Something that may be so of an incident."""

    UNREVIEWED = "unreviewed", "Imported, not reviewed yet"
    STAFF_TARGETED = "staff-targeted", "A member of staff was the target"
    IDENTITY = "identity", "Someone was picked on for who they are"
    PARENTS_DUE = "parents-due", "Parents were to be told"
    PARENTS_TOLD = "parents-told", "Parents were told"
    GROUNDS = "grounds", "Outside school, with the decision whether the school acts"


class Delay(Choice):
    """A span of days in the life of an incident."""

    REPORTED = "reported", "Happened to reported"
    ACTED = "acted", "Reported to first action"
    ENDED = "ended", "Reported to closed"


TARGET_DAYS = {Delay.REPORTED: 7, Delay.ACTED: 2, Delay.ENDED: 30}
"""How many days each is meant to take at most; printed with every figure that uses them."""


class Bullying(Choice):
    """Something that may be so of a referral to the anti-bullying lead."""

    ANSWERED = "answered", "Answered"
    REVIEW_DUE = "review-due", "Review due by the cut-off"
    REVIEW_HELD = "review-held", "Review held of those due"
    RESOLVED = "resolved", "Resolved at review"
    RECURRED = "recurred", "Came back within six weeks"


class Age(Choice):
    """How long an open incident has been open, from the day it was reported."""

    NEW = "0-14", "0–14 days"
    OLDER = "15-30", "15–30 days"
    OLD = "31", "31 days or more"


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """What became of the actions that fell due in a period by the cut-off; ``due`` counts all of them."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    set_aside: int = 0

    @property
    def not_done(self) -> int:
        """Due but neither done nor set aside by the cut-off."""
        return self.due - self.on_time - self.late - self.set_aside


@dataclass(frozen=True, slots=True)
class ConductCounts:
    """Counts about conduct, each incident once by the day it happened, else was reported.

    ``flags`` count incidents of which something is so. ``delays`` tell how many of them took how many days.
    ``answered_in_time`` counts replies that came by the day they were due, or at all where no day was set.
    ``bullying`` counts referrals to the anti-bullying lead of which something is so. ``moderated`` are posts
    and users acted on. ``actions`` are those on incidents, referrals, people and notes.
    """

    by_area: Mapping[RiskArea, int] = field(default_factory=dict)
    by_status: Mapping[Status, int] = field(default_factory=dict)
    by_whereabouts: Mapping[Whereabouts, int] = field(default_factory=dict)
    by_severity: Mapping[Severity, int] = field(default_factory=dict)
    flags: Mapping[Flag, int] = field(default_factory=dict)
    delays: Mapping[Delay, Mapping[int, int]] = field(default_factory=dict)
    referrals: Mapping[Addressee, int] = field(default_factory=dict)
    answered: int = 0
    answered_in_time: int = 0
    bullying: Mapping[Bullying, int] = field(default_factory=dict)
    moderated: Mapping[ModerationKind, int] = field(default_factory=dict)
    reversed: int = 0
    actions: ActionCounts = ActionCounts()

    @property
    def unreviewed(self) -> int:
        """Incidents that were imported and not looked at since."""
        return self.flags.get(Flag.UNREVIEWED, 0)

    def in_time(self, delay: Delay) -> int:
        """How many incidents are known to have kept within the days of ``delay``."""
        return sum(
            number for days, number in self.delays.get(delay, {}).items() if days <= TARGET_DAYS[delay]
        )

    @property
    def incidents(self) -> int:
        return sum(self.by_area.values())

    @property
    def outside(self) -> int:
        return sum(count for where, count in self.by_whereabouts.items() if where in OUTSIDE)

    @property
    def referrals_made(self) -> int:
        return sum(self.referrals.values())


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Counts of the school's own work, exact in every edition.

    ``staff_covered`` are staff in post on the period's last counted day whose latest support session is within
    the months a session counts for. ``approved``, ``refused`` and ``taken_back`` go by the day of decision,
    ``asked`` by the day of request; ``supported_first`` are the approved whose owner had a session by then.
    """

    sessions: int = 0
    staff_in_post: int = field(default=0, metadata=AS_OF_LAST_DAY)
    staff_covered: int = field(default=0, metadata=AS_OF_LAST_DAY)
    asked: int = 0
    approved: int = 0
    refused: int = 0
    taken_back: int = 0
    supported_first: int = 0
    projects: ProjectCounts = field(default_factory=ProjectCounts)
    other: OtherWork = field(default_factory=OtherWork)
    actions: ActionCounts = ActionCounts()


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """Everything counted for one named period, up to the cut-off."""

    period: Period
    conduct: ConductCounts = ConductCounts()
    work: WorkCounts = WorkCounts()


def together(period: Period, parts: Sequence[PeriodCounts]) -> PeriodCounts:
    """The counts of ``period`` from those of the shorter ones that fill it, the earliest first."""
    return PeriodCounts(period, added([p.conduct for p in parts]), added([p.work for p in parts]))


@dataclass(frozen=True, slots=True)
class WorkStanding:
    """The school's own work as it stands at the cut-off: requests undecided, actions open and overdue."""

    approvals_waiting: int = 0
    actions_open: int = 0
    actions_overdue: int = 0


@dataclass(frozen=True, slots=True)
class ConductStanding:
    """What is open about conduct at the cut-off: actions, and incidents by how long they have been."""

    actions_open: int = 0
    actions_overdue: int = 0
    incidents: Mapping[Age, int] = field(default_factory=dict)
