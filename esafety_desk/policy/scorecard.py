"""The scorecard: every clause of the policy with its evidence, how it stands and why, and what would mend it.

Computed from records, the date and the school's settings alone. Figures are exact and for the leader's eyes;
the governors' report protects its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from esafety_desk.policy import judging_accounts, judging_outside, judging_pupils, judging_staff
from esafety_desk.policy.holdings import Holdings
from esafety_desk.policy.verdicts import Evidence, Status, Verdict
from esafety_desk.records.aims import Aim
from esafety_desk.records.policy_text import Clause

__all__ = ["JUDGES", "ClauseStatus", "Evidence", "Status", "scorecard"]


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """One line of the scorecard. ``to_green`` says what would turn it green; empty where it is."""

    ref: str
    title: str
    text: str
    status: Status
    reason: str
    to_green: str
    evidence: tuple[Evidence, ...]


JUDGES: dict[str, Callable[[Holdings], Verdict]] = {
    "Staff 1": judging_staff.first_contact,
    "Staff 2": judging_staff.own_answer,
    "Staff 3": judging_staff.support_before_use,
    "Staff 4": judging_staff.no_private_links,
    "Staff 5": judging_staff.accounts_approved,
    "Staff 6": judging_staff.accounts_reviewed,
    "Staff 7": judging_staff.two_weeks_notice,
    "Staff 8": judging_staff.care_among_neighbours,
    "Staff 9": judging_staff.trust_broken,
    "Pupils 1": judging_pupils.pupils_are_taught,
    "Pupils 2": judging_pupils.projects_approved,
    "Pupils 3": judging_pupils.no_personal_mobiles,
    "Pupils 4": judging_pupils.filter_by_exemption,
    "Accounts 0": judging_accounts.watched_over,
    "Accounts 1": judging_accounts.achievements,
    "Accounts 2": judging_accounts.no_talk_about_a_child,
    "Accounts 3": judging_accounts.opportunities,
    "Accounts 4": judging_accounts.friendly,
    "Accounts 5": judging_accounts.families_helped,
    "Accounts 6": judging_accounts.risk_lessened,
    "Accounts 7": judging_accounts.other_policies,
    "Out 1": judging_outside.online_bullying,
    "Out 2": judging_outside.outside_school,
    "Out 3": judging_outside.the_law,
    "Aims 1": judging_outside.aim_served(Aim.STANDARDS),
    "Aims 2": judging_outside.aim_served(Aim.SAFEGUARDING),
    "Aims 3": judging_outside.aim_served(Aim.WELL_BEING),
    "Aims 4": judging_outside.aim_served(Aim.COHESION),
    "Values": judging_outside.once_and_without_friction,
}
"""Who judges each clause, by its reference."""


def scorecard(clauses: Iterable[Clause], held: Holdings) -> tuple[ClauseStatus, ...]:
    """Each of ``clauses`` as it stands, in their order; one that the desk has no measure for is grey."""
    return tuple(_status(clause, held) for clause in clauses)


def _status(clause: Clause, held: Holdings) -> ClauseStatus:
    judge = JUDGES.get(clause.ref.strip(), _unmeasured)
    verdict = judge(held)
    return ClauseStatus(
        clause.ref,
        clause.title,
        clause.text,
        verdict.status,
        verdict.reason,
        verdict.to_green,
        verdict.evidence,
    )


def _unmeasured(held: Holdings) -> Verdict:
    return Verdict("grey", "The desk has no measure for this clause of your own.")
