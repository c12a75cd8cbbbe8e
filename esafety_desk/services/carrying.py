"""Carrying an enquiry on: what was typed once becomes the draft of what comes of it (Staff 1, Values)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from esafety_desk.host.errors import BadUsage
from esafety_desk.records.base import RecordId
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.incident import Involved, InvolvedAs
from esafety_desk.records.registers import APPROVALS, ENQUIRIES, INCIDENTS, PROJECTS, SUPPORT_SESSIONS
from esafety_desk.records.support import Attendee
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work


def carry(work: Work, enquiry_id: RecordId, to_register: str) -> dict[str, Any]:
    """The draft of a support session, approval, project or incident, filled from the enquiry.

    Raises BadUsage for any other register, LookupError where there is no such enquiry.
    """
    make = _DRAFTS.get(to_register)
    if make is None:
        raise BadUsage("An enquiry becomes a support session, an approval, a project or an incident.")
    enquiry = keeping.load(work, ENQUIRIES.name, enquiry_id)
    assert isinstance(enquiry, Enquiry)
    return make(enquiry) | _on(enquiry, to_register)


def _on(enquiry: Enquiry, to_register: str) -> dict[str, Any]:
    """The platform, as the register keeps it: one, or a list of several."""
    if not enquiry.platform:
        return {}
    if to_register == APPROVALS.name:
        return {"platform": enquiry.platform}
    return {"platforms": (enquiry.platform,)}


def _session(enquiry: Enquiry) -> dict[str, Any]:
    return {"attendees": (Attendee(person_id=enquiry.asked_by),), "advice": _all_said(enquiry)}


def _approval(enquiry: Enquiry) -> dict[str, Any]:
    return {
        "requested_by": enquiry.asked_by,
        "requested_on": enquiry.asked_on,
        "purpose": _all_said(enquiry),
    }


def _project(enquiry: Enquiry) -> dict[str, Any]:
    return {
        "title": enquiry.topic,
        "owner_id": enquiry.asked_by,
        "planned_on": enquiry.asked_on,
        "purpose": _all_said(enquiry, with_topic=False),
        "enquiry_id": enquiry.id,
    }


def _incident(enquiry: Enquiry) -> dict[str, Any]:
    return {
        "summary": enquiry.topic,
        "reported_on": enquiry.asked_on,
        "people": (Involved(person_id=enquiry.asked_by, involved_as=InvolvedAs.REPORTER),),
        "account": _all_said(enquiry, with_topic=False),
    }


def _all_said(enquiry: Enquiry, *, with_topic: bool = True) -> str:
    """Topic, question and answer, each a paragraph, as far as they were typed; cut to what one field holds."""
    said = [enquiry.topic if with_topic else "", enquiry.question, enquiry.answer]
    return "\n\n".join(text.strip() for text in said if text.strip())[:_LONGEST]


_LONGEST = 40_000
_DRAFTS: dict[str, Callable[[Enquiry], dict[str, Any]]] = {
    SUPPORT_SESSIONS.name: _session,
    APPROVALS.name: _approval,
    PROJECTS.name: _project,
    INCIDENTS.name: _incident,
}
