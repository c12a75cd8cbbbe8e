"""Every paper by name: of which records it is made, and how it is composed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from esafety_desk.records.exemption import ExemptionState
from esafety_desk.records.registers import (
    ACCOUNT_REVIEWS,
    ACTIONS,
    APPROVALS,
    EXEMPTIONS,
    FILTERING_REVIEWS,
    INCIDENTS,
    MONITORING_CHECKS,
    PEOPLE,
    PLATFORMS,
    POSITIVE_USES,
    PROJECTS,
    REFERRALS,
    SUPPORT_SESSIONS,
    Register,
)
from esafety_desk.reports.document import Document
from esafety_desk.services.papers import (
    blanks,
    bullying,
    decisions,
    incidents,
    people,
    projects,
    registers,
    reviews,
)
from esafety_desk.services.papers.parts import Asked
from esafety_desk.services.papers.sources import Sources


def _always(record: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Paper:
    """``of``: the registers of the records it is made from; none where it is on the whole desk.

    ``can_leave_out_names``: there is a version with people by their roles. ``offered`` says for which records
    it is made.
    """

    name: str
    title: str
    of: tuple[Register, ...]
    compose: Callable[[Sources, Asked], Document]
    can_leave_out_names: bool = False
    offered: Callable[[Any], bool] = _always
    takes: str = ""
    """What else it may be asked on: "period" or "register"."""
    is_reviewed: bool = False
    """Read through item by item before it is given out."""


_PAPERS = (
    Paper("parents-letter", "Letter to parents", (PROJECTS,), projects.parents_letter),
    Paper(
        "technical-request",
        "Technical support request",
        (PROJECTS,),
        projects.technical_request,
    ),
    Paper("approval-sheet", "Approval sheet", (APPROVALS, PROJECTS), decisions.approval_sheet),
    Paper(
        "exemption-certificate",
        "Exemption certificate",
        (EXEMPTIONS,),
        decisions.exemption_certificate,
        offered=lambda exemption: exemption.is_authorised,
    ),
    Paper(
        "removal-confirmation",
        "Removal confirmation",
        (EXEMPTIONS,),
        decisions.removal_confirmation,
        offered=lambda exemption: exemption.state in (ExemptionState.IN_FORCE, ExemptionState.REMOVED),
    ),
    Paper(
        "bullying-referral",
        "Anti-bullying referral",
        (REFERRALS, INCIDENTS),
        bullying.bullying_referral,
        offered=lambda record: getattr(record, "is_anti_bullying", True),
    ),
    Paper(
        "incident-summary",
        "Incident summary",
        (INCIDENTS,),
        incidents.incident_summary,
        can_leave_out_names=True,
    ),
    Paper("chronology", "Chronology", (PEOPLE,), people.chronology, can_leave_out_names=True),
    Paper("action-list", "Action list", (), registers.action_list, takes="period"),
    Paper(
        "access-pack",
        "Subject access pack",
        (PEOPLE,),
        people.access_pack,
        is_reviewed=True,
    ),
    Paper("transfer-pack", "Transfer pack", (PEOPLE,), people.transfer_pack),
    Paper(
        "review-record",
        "Review record",
        (ACCOUNT_REVIEWS, FILTERING_REVIEWS, MONITORING_CHECKS, PLATFORMS),
        reviews.review_record,
    ),
    Paper("session-handout", "Handout", (SUPPORT_SESSIONS,), reviews.session_handout),
    Paper("award-evidence", "Award evidence", (), registers.award_evidence, takes="period"),
    Paper("blank-forms", "Blank forms", (), blanks.blank_forms, takes="register"),
)

PAPERS: Mapping[str, Paper] = {paper.name: paper for paper in _PAPERS}
"""Every paper but the governors' report, by its name on the command line."""
OF_LISTS: Mapping[str, str] = {ACTIONS.name: "action-list", POSITIVE_USES.name: "award-evidence"}
"""Papers on a whole register, by the register they belong to."""


def papers_of(register: Register) -> tuple[Paper, ...]:
    """The papers that are made from one record of ``register``."""
    return tuple(paper for paper in _PAPERS if register in paper.of)
