"""The review of imported support sessions and approvals: who is meant, and what the list did not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import PersonKind
from esafety_desk.records.registers import APPROVALS as APPROVALS_REGISTER
from esafety_desk.records.registers import SUPPORT_SESSIONS
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services.review_parts import Confirmed, NameToMatch, Part, Review, Seen, ToReview

MARKS: Mapping[Part, str] = {Part.ADVISER: " (adviser)", Part.DECIDER: " (decided)"}
"""How a name that stays as written says what it had to do with the record."""
_STAFF = frozenset({PersonKind.STAFF})


def _written(record: SupportSession | AccountApproval, plainly: Part) -> list[tuple[Part, str]]:
    """The names as written, each with its part; one without a mark is ``plainly``."""
    found = []
    for written in filter(None, record.people_as_written.split("; ")):
        marked = next((part for part, mark in MARKS.items() if written.endswith(mark)), None)
        found.append((marked, written.removesuffix(MARKS[marked])) if marked else (plainly, written))
    return found


def _names(seen: Seen, plainly: Part, needed: Mapping[Part, bool]) -> tuple[NameToMatch, ...]:
    """The names to match, and one that nobody wrote for each part that is ``needed``."""
    assert isinstance(seen.record, SupportSession | AccountApproval)
    written = _written(seen.record, plainly)
    absent = [(part, "") for part, is_needed in needed.items() if is_needed and part not in dict(written)]
    return tuple(seen.name(name, part, _STAFF) for part, name in [*written, *absent])


def _chosen(names: list[tuple[Part, str]], part: Part, confirmed: Confirmed) -> list[PersonId]:
    """Those chosen for ``part``, also where nobody was written."""
    keys = [key for key in [*names, (part, "")] if key[0] is part]
    found = (confirmed.people.get(key) for key in dict.fromkeys(keys))
    return list(dict.fromkeys(person for person in found if person is not None))


def _left(names: list[tuple[Part, str]], confirmed: Confirmed) -> str:
    return "; ".join(
        name + MARKS.get(part, "") for part, name in names if confirmed.people.get((part, name)) is None
    )


def _session_shown(seen: Seen) -> ToReview:
    session = seen.record
    assert isinstance(session, SupportSession)
    needed = {Part.CAME: not session.attendees, Part.ADVISER: session.adviser_id is None}
    names = _names(seen, Part.CAME, needed)
    return ToReview(SUPPORT_SESSIONS.name, session, names, seen.source, staff=seen.staff)


def _session_reviewed(before: SupportSession, confirmed: Confirmed) -> dict[str, Any]:
    names = _written(before, Part.CAME)
    known = {attendee.person_id for attendee in before.attendees}
    came = [person for person in _chosen(names, Part.CAME, confirmed) if person not in known]
    advisers = _chosen(names, Part.ADVISER, confirmed)
    return dict(before) | {
        "attendees": (*before.attendees, *(Attendee(person_id=person) for person in came)),
        "adviser_id": before.adviser_id or next(iter(advisers), None),
        "people_as_written": _left(names, confirmed),
        "to_review": False,
    }


def _approval_shown(seen: Seen) -> ToReview:
    approval = seen.record
    assert isinstance(approval, AccountApproval)
    needed = {
        Part.ASKER: approval.requested_by is None,
        Part.DECIDER: approval.is_decided and approval.decided_by is None,
    }
    lacks = {
        "decided_on": approval.is_decided and approval.decided_on is None,
        "conditions": approval.decision is Decision.REFUSED and not approval.conditions.strip(),
    }
    return ToReview(
        APPROVALS_REGISTER.name,
        approval,
        _names(seen, Part.ASKER, needed),
        seen.source,
        staff=seen.staff,
        lacks=frozenset(name for name, is_lacking in lacks.items() if is_lacking),
    )


def _approval_reviewed(before: AccountApproval, confirmed: Confirmed) -> dict[str, Any]:
    names = _written(before, Part.ASKER)
    askers, deciders = (_chosen(names, part, confirmed) for part in (Part.ASKER, Part.DECIDER))
    return dict(before) | {
        "requested_by": before.requested_by or next(iter(askers), None),
        "decided_by": before.decided_by or next(iter(deciders), None),
        "decided_on": before.decided_on or confirmed.decided_on,
        "conditions": before.conditions or confirmed.conditions,
        "people_as_written": _left(names, confirmed),
        "to_review": False,
    }


SESSIONS = Review(_session_shown, _session_reviewed)
APPROVALS = Review(_approval_shown, _approval_reviewed)
