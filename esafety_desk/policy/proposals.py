"""What a new form is filled with before anyone types: today, and the days the school's settings lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from esafety_desk.policy.calendar import is_school_day, next_school_day
from esafety_desk.policy.clause_proposals import CLAUSE_PROPOSALS
from esafety_desk.policy.dates import months_after
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import Record
from esafety_desk.records.incident import CLOSED, Incident, OutOfSchoolDecision
from esafety_desk.records.note import Note
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.school import School
from esafety_desk.records.support import SupportSession

RECURS_WITHIN = timedelta(weeks=6)
"""Bullying that comes back within this time has recurred, so it is looked at again then. Source: DOMAIN, Out 1."""
_Draft = Mapping[str, Any]
_DECIDED = (Decision.APPROVED, Decision.REFUSED)
_TAKEN = (OutOfSchoolDecision.ACTS, OutOfSchoolDecision.DOES_NOT_ACT)


def proposals(record_type: type[Record], draft: _Draft, school: School, today: date) -> dict[str, Any]:
    """Values for fields that ``draft`` leaves empty; they follow what has been typed so far."""
    proposed = all_proposals(record_type, draft, school, today)
    return {name: value for name, value in proposed.items() if draft.get(name) in (None, "")}


def all_proposals(record_type: type[Record], draft: _Draft, school: School, today: date) -> dict[str, Any]:
    """What ``draft`` leads to, for fields that hold something already too."""
    propose = _BY_TYPE.get(record_type)
    return {} if propose is None else propose(draft, school, today)


def at_about(record_type: type[Record], draft: _Draft, now: datetime) -> dict[str, Any]:
    """The time of day for what happened today: it is told as it happens, or a little later."""
    happened_today = record_type is Incident and draft.get("happened_on") == now.date()
    return {"happened_at": f"{now:%H:%M}"} if happened_today else {}


def reply_due(referred_on: date, school: School) -> date:
    """The day by which a referral should be answered, moved on to a school day if it falls on none."""
    return _on_school_day(referred_on + timedelta(days=school.reply_days), school)


def review_due(decided_on: date, school: School) -> date:
    """The day by which an approved account is looked at again. Source: policy, Staff 6."""
    return months_after(decided_on, school.approval_review_months)


def _for_support(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    return {"held_on": today}


def _for_note(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    return {"dated": today}


def _for_approval(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    proposed: dict[str, Any] = {"requested_on": today}
    if draft.get("decision") in _DECIDED:
        proposed["decided_on"] = today
    if draft.get("decision") == Decision.APPROVED:
        proposed["review_on"] = review_due(_day(draft, "decided_on", today), school)
    return proposed


def _for_incident(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    proposed: dict[str, Any] = {"happened_on": today, "reported_on": today}
    if draft.get("decision") in _TAKEN:
        proposed["decided_on"] = today
    if draft.get("urgent_action"):
        proposed["urgent_action_on"] = today
    if draft.get("status") in CLOSED:
        proposed["closed_on"] = today
    return proposed


def _for_referral(draft: _Draft, school: School, today: date) -> dict[str, Any]:
    referred_on = _day(draft, "referred_on", today)
    proposed: dict[str, Any] = {"referred_on": today, "reply_due": reply_due(referred_on, school)}
    if draft.get("to") == ReferredTo.ANTI_BULLYING:
        proposed["review_on"] = _on_school_day(referred_on + RECURS_WITHIN, school)
    return proposed


def _on_school_day(day: date, school: School) -> date:
    return day if is_school_day(day, school.terms) else next_school_day(day, school.terms)


def _day(draft: _Draft, name: str, otherwise: date) -> date:
    value = draft.get(name)
    return value if isinstance(value, date) else otherwise


_BY_TYPE: dict[type[Record], Callable[[_Draft, School, date], dict[str, Any]]] = {
    SupportSession: _for_support,
    Note: _for_note,
    AccountApproval: _for_approval,
    Incident: _for_incident,
    Referral: _for_referral,
    **CLAUSE_PROPOSALS,
}
