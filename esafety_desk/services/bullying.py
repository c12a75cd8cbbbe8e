"""The anti-bullying referral of an incident: asked for where it is missing, and filled in beforehand (Out 1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from esafety_desk.policy import recurrence
from esafety_desk.policy.proposals import proposals
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import Incident
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import INCIDENTS
from esafety_desk.store import lookups, rows, together
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

_LONGEST = 40_000


def lacks_referral(desk: Desk, incident_id: int) -> bool:
    """Whether an incident of online bullying has no anti-bullying referral yet."""
    with desk.reading() as connection:
        incident = _incident(connection, incident_id)
        referred = together.referred_for_bullying(connection, {incident_id})
    return recurrence.lacks_referral(incident, referred)


def referral_draft(desk: Desk, incident_id: int, today: date) -> dict[str, Any]:
    """The draft of an anti-bullying referral with what the incident says; nothing is typed twice.

    Who took part stays on the incident, to which the referral leads: names are not copied into a text.
    """
    with desk.reading() as connection:
        incident = _incident(connection, incident_id)
        school = lookups.school(connection)
        words = kept_words.read(connection)
    kind = words.label("incident-types", incident.kind)
    identities = [words.label("identities", code) for code in incident.identity_targeted]
    targeted = f"Identity targeted: {', '.join(identities)}" if identities else ""
    said = [f"{kind}: {incident.summary}", targeted, incident.account, incident.urgent_action]
    draft: dict[str, Any] = {
        "about_id": incident.id,
        "to": ReferredTo.ANTI_BULLYING,
        "reason": "\n\n".join(text for text in said if text.strip())[:_LONGEST],
    }
    return draft | proposals(Referral, draft, school, today)


def _incident(connection: Connection, incident_id: int) -> Incident:
    record = rows.read(connection, INCIDENTS, [incident_id]).get(RecordId(incident_id))
    if not isinstance(record, Incident):
        raise LookupError(f"no incident {incident_id}")
    return record
