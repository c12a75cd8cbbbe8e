"""What the forms of projects, exemptions, accounts and teaching are filled with before anyone types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from esafety_desk.policy.dates import months_after
from esafety_desk.records.account_review import AccountReview, ReviewOutcome
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.family_support import FamilySupport
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, MonitoringCheck, OfficialAccount
from esafety_desk.records.platform import AgeRule, Platform
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import Project
from esafety_desk.records.school import School
from esafety_desk.records.teaching import Teaching

OPEN_ENDED_REVIEW_MONTHS = 3
"""An exemption without an end is looked at again about once a term."""
MODERATION_REVIEW = timedelta(weeks=4)
"""A block or a removal is looked at again after a few weeks. Source: policy, Accounts 6."""
_YEAR = 12

_Draft = Mapping[str, Any]
_Proposes = Callable[[_Draft, School, date], dict[str, Any]]


def _today_as(name: str) -> _Proposes:
    """A form in which only the day is known beforehand."""
    return lambda draft, school, today: {name: today}


def _for_enquiry(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    return {"asked_on": today} | ({"answered_on": today} if draft.get("answer") else {})


def _for_acknowledgement(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    seen = _day(draft, "seen_on", today)
    return {"seen_on": today, "renew_on": months_after(seen, school.acknowledgement_months)}


def _for_declaration(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    return {"declared_on": today, "review_on": months_after(_day(draft, "declared_on", today), _YEAR)}


def _for_review(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    proposed: dict[str, Any] = {"reviewed_on": today}
    if draft.get("outcome") != ReviewOutcome.CLOSED:
        reviewed = _day(draft, "reviewed_on", today)
        proposed["next_on"] = months_after(reviewed, school.approval_review_months)
    return proposed


def _for_project(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    proposed: dict[str, Any] = {"planned_on": today}
    if draft.get("approved_by"):
        proposed["approved_on"] = today
    if draft.get("override_by"):
        proposed["override_on"] = today
    return proposed


def _for_exemption(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    proposed: dict[str, Any] = {"starts_on": today}
    if draft.get("authorised_by"):
        proposed["authorised_on"] = today
    if draft.get("open_because") and not draft.get("ends_on"):
        begins = _day(draft, "starts_on", today)
        proposed["review_on"] = months_after(begins, OPEN_ENDED_REVIEW_MONTHS)
    if draft.get("state") == ExemptionState.REMOVED:
        proposed["removed_on"] = today
    return proposed


def _for_moderation(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    return {"done_on": today, "review_on": _day(draft, "done_on", today) + MODERATION_REVIEW}


def _for_platform(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    checked = [rule.checked_on for rule in draft.get("age_rules") or () if isinstance(rule, AgeRule)]
    return {"check_again_on": months_after(max(checked, default=today), school.platform_check_months)}


def _for_filtering(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    reviewed = _day(draft, "reviewed_on", today)
    return {"reviewed_on": today, "next_on": months_after(reviewed, school.filtering_review_months)}


def _for_version(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    return {"adopted_on": today, "review_due": months_after(_day(draft, "adopted_on", today), _YEAR)}


def _day(draft: _Draft, name: str, otherwise: date) -> date:
    value = draft.get(name)
    return value if isinstance(value, date) else otherwise


CLAUSE_PROPOSALS: dict[type[Record], _Proposes] = {
    AccountReview: _for_review,
    Acknowledgement: _for_acknowledgement,
    Contact: _today_as("received_on"),
    Declaration: _for_declaration,
    Enquiry: _for_enquiry,
    Exemption: _for_exemption,
    FamilySupport: _today_as("held_on"),
    FilteringReview: _for_filtering,
    Moderation: _for_moderation,
    MonitoringCheck: _today_as("checked_on"),
    OfficialAccount: _today_as("opened_on"),
    Platform: _for_platform,
    PolicyVersion: _for_version,
    PositiveUse: _today_as("seen_on"),
    Project: _for_project,
    Teaching: _today_as("taught_on"),
}
