"""Bullying: who must be asked, and whether it came back, by the same target and instigator. Source: DOMAIN, Out 1."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.proposals import RECURS_WITHIN
from esafety_desk.policy.wording import spoken
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.incident import UNCOUNTED, Incident, InvolvedAs, Status
from esafety_desk.records.referral import Recurrence, Referral

BULLYING_TYPE = "conduct.online-bullying"
"""The incident type that the anti-bullying policy deals with. Source: policy, Out 1."""
_NOBODY_TO_ASK = UNCOUNTED | {Status.CLOSED_NO_ACTION}


@dataclass(frozen=True, slots=True)
class Window:
    """Days in which another incident counts as a return, both ends included; ``since_what`` says of what."""

    first: date
    last: date
    since_what: str


@dataclass(frozen=True, slots=True)
class PossibleRecurrence:
    """One incident that may be a return of the bullying a referral was about; a person confirms it."""

    referral_id: RecordId
    referral: str
    incident_id: RecordId
    incident: str
    day: date
    reason: str


def lacks_referral(incident: Incident, referred: Container[int | None]) -> bool:
    """Whether the anti-bullying lead should hear of ``incident``, and it is not among those ``referred``."""
    is_bullying = incident.kind == BULLYING_TYPE and incident.status not in _NOBODY_TO_ASK
    return is_bullying and incident.id not in referred


def windows(referral: Referral) -> tuple[Window, ...]:
    """Six weeks from the referral, and six weeks from its review."""
    made = Window(referral.referred_on, referral.referred_on + RECURS_WITHIN, "referral")
    held = referral.review_held_on
    return (made,) if held is None else (made, Window(held, held + RECURS_WITHIN, "review"))


def targets_and_instigators(incident: Incident) -> tuple[frozenset[PersonId], frozenset[PersonId]]:
    """Who was targeted, and who by."""
    by_role = {
        role: frozenset(p.person_id for p in incident.people if p.involved_as is role)
        for role in (InvolvedAs.TARGET, InvolvedAs.INSTIGATOR)
    }
    return by_role[InvolvedAs.TARGET], by_role[InvolvedAs.INSTIGATOR]


def recurrences(
    referral: Referral, first: Incident, others: Iterable[Incident], today: date
) -> tuple[PossibleRecurrence, ...]:
    """Those of ``others``, all about bullying, that may be a return of ``first``; nothing once a yes was given."""
    if referral.recurrence is Recurrence.YES:
        return ()
    found = [_recurrence(referral, first, other, today) for other in others]
    return tuple(sorted((item for item in found if item), key=lambda item: (item.day, item.incident_id)))


def _recurrence(
    referral: Referral, first: Incident, other: Incident, today: date
) -> PossibleRecurrence | None:
    if other.id is None or referral.id is None or first.id in (other.id, other.duplicate_of):
        return None
    day = other.dated_on
    if not first.dated_on < day <= today:
        return None
    within = next((window for window in windows(referral) if window.first <= day <= window.last), None)
    targets, instigators = targets_and_instigators(first)
    again, by_whom = targets_and_instigators(other)
    if within is None or not targets & again or not instigators & by_whom:
        return None
    days = (day - within.first).days
    when = f"{days} days after the {within.since_what}" if days > 1 else f"just after the {within.since_what}"
    reason = f"Same target and same instigator on {spoken(day, today)}, {when}."
    return PossibleRecurrence(referral.id, referral.reference, other.id, other.reference, day, reason)
