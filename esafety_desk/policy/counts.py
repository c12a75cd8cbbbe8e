"""The exact counts a governors' report is made from, those of the school's own work apart from those of conduct.

Only ``ConductCounts`` need protection: they tell of what children or colleagues did, or of what was done about
it. Whoever words the report is handed ``WorkCounts`` and published figures, never these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from esafety_desk.policy.calendar import Period
from esafety_desk.records.base import Choice
from esafety_desk.records.incident import UNCOUNTED, RiskArea, Severity, Status, Whereabouts
from esafety_desk.records.referral import RESTRICTED, ReferredTo

K = TypeVar("K")
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

    ``unreviewed`` incidents were imported and not looked at since. ``answered_in_time`` counts replies that
    came by the day they were due, or at all where no day was set. ``actions`` are those on incidents,
    referrals, people and notes.
    """

    by_area: Mapping[RiskArea, int] = field(default_factory=dict)
    by_status: Mapping[Status, int] = field(default_factory=dict)
    by_whereabouts: Mapping[Whereabouts, int] = field(default_factory=dict)
    by_severity: Mapping[Severity, int] = field(default_factory=dict)
    unreviewed: int = 0
    referrals: Mapping[Addressee, int] = field(default_factory=dict)
    answered: int = 0
    answered_in_time: int = 0
    actions: ActionCounts = ActionCounts()

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
    staff_in_post: int = 0
    staff_covered: int = 0
    asked: int = 0
    approved: int = 0
    refused: int = 0
    taken_back: int = 0
    supported_first: int = 0
    actions: ActionCounts = ActionCounts()


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """Everything counted for one named period, up to the cut-off."""

    period: Period
    conduct: ConductCounts = ConductCounts()
    work: WorkCounts = WorkCounts()


def together(period: Period, parts: Sequence[PeriodCounts]) -> PeriodCounts:
    """The counts of ``period`` from those of the shorter ones that fill it, the earliest first.

    Staff are those of the last part: they are counted on a day, not over days.
    """
    conduct, work = [part.conduct for part in parts], [part.work for part in parts]
    latest = work[-1]
    return PeriodCounts(
        period,
        ConductCounts(
            by_area=_added(one.by_area for one in conduct),
            by_status=_added(one.by_status for one in conduct),
            by_whereabouts=_added(one.by_whereabouts for one in conduct),
            by_severity=_added(one.by_severity for one in conduct),
            unreviewed=sum(one.unreviewed for one in conduct),
            referrals=_added(one.referrals for one in conduct),
            answered=sum(one.answered for one in conduct),
            answered_in_time=sum(one.answered_in_time for one in conduct),
            actions=_actions(one.actions for one in conduct),
        ),
        WorkCounts(
            sessions=sum(one.sessions for one in work),
            staff_in_post=latest.staff_in_post,
            staff_covered=latest.staff_covered,
            asked=sum(one.asked for one in work),
            approved=sum(one.approved for one in work),
            refused=sum(one.refused for one in work),
            taken_back=sum(one.taken_back for one in work),
            supported_first=sum(one.supported_first for one in work),
            actions=_actions(one.actions for one in work),
        ),
    )


def _added(counts: Iterable[Mapping[K, int]]) -> dict[K, int]:
    sums: Counter[K] = Counter()
    for one in counts:
        sums.update(one)
    return dict(sums)


def _actions(counts: Iterable[ActionCounts]) -> ActionCounts:
    known = list(counts)
    return ActionCounts(
        due=sum(one.due for one in known),
        on_time=sum(one.on_time for one in known),
        late=sum(one.late for one in known),
        set_aside=sum(one.set_aside for one in known),
    )


@dataclass(frozen=True, slots=True)
class WorkStanding:
    """The school's own work as it stands at the cut-off: requests undecided, actions open and overdue."""

    approvals_waiting: int = 0
    actions_open: int = 0
    actions_overdue: int = 0


@dataclass(frozen=True, slots=True)
class ConductStanding:
    """Work about conduct as it stands at the cut-off."""

    actions_open: int = 0
    actions_overdue: int = 0
