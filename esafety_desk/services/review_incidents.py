"""The review of an imported incident: its type, who is meant by each name, and whether it is over."""

from __future__ import annotations

from typing import Any

from esafety_desk.exchange.log_names import names_in
from esafety_desk.records.incident import Incident, Involved, InvolvedAs, OutOfSchoolDecision, Status
from esafety_desk.records.people import PersonKind
from esafety_desk.records.registers import INCIDENTS
from esafety_desk.services.review_parts import Confirmed, Part, Review, Seen, ToReview
from esafety_desk.services.type_proposals import proposed

_ANYBODY = frozenset(PersonKind)
_OVER = "Known to be over when it was reviewed; the day it ended is not known."


def _shown(seen: Seen) -> ToReview:
    incident = seen.record
    assert isinstance(incident, Incident)
    names = tuple(
        seen.name(named.written, Part.INVOLVED, _ANYBODY) for named in names_in(incident.people_as_written)
    )
    text = f"{incident.summary} {incident.account}"
    proposals = () if incident.kind != "unsorted" else proposed(text)[:3]
    return ToReview(INCIDENTS.name, incident, names, seen.source, proposals)


def _reviewed(before: Incident, confirmed: Confirmed) -> dict[str, Any]:
    known = {involved.person_id for involved in before.people}
    written = [named.written for named in names_in(before.people_as_written)]
    meant = {name: confirmed.people.get((Part.INVOLVED, name)) for name in written}
    fresh = dict.fromkeys(person for person in meant.values() if person is not None and person not in known)
    return dict(before) | {
        "kind": confirmed.kind or before.kind,
        "people": (
            *before.people,
            *(Involved(person_id=one, involved_as=InvolvedAs.OTHER) for one in fresh),
        ),
        "people_as_written": "; ".join(name for name, person in meant.items() if person is None),
        "decision": OutOfSchoolDecision.UNDECIDED,
        **_ending(before, is_over=confirmed.is_over),
    }


def _ending(before: Incident, *, is_over: bool) -> dict[str, Any]:
    """How it stands after the review: one outside school is open until the school has decided (Out 2)."""
    if before.is_closed and before.is_outside:
        return {"status": Status.OPEN, "closed_on": None, "closing_reason": ""}
    if is_over and not before.is_outside and not before.is_closed:
        return {"status": Status.CLOSED, "closing_reason": _OVER}
    return {}


REVIEW = Review(_shown, _reviewed)
