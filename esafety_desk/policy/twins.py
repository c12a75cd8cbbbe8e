"""Likely twins: two incidents of the same type, with the same people, a few days apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from esafety_desk.policy.wording import counted
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.incident import UNCOUNTED, Incident, InvolvedAs, Status

_LONGEST_REASON = 4_000
DAYS_APART = timedelta(days=7)
_AT_ITS_HEART = frozenset({InvolvedAs.TARGET, InvolvedAs.INSTIGATOR})
_UNTIL_THEN = re.compile(r"\n?Merged into \S+\. Until then: ([^\n]*?)\.$")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known of an incident while it is typed: enough to look for its twin."""

    kind: str
    people: frozenset[tuple[PersonId, InvolvedAs]]
    day: date
    id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """An incident that is likely the same; ``reason`` says why: "same people, 2 days apart"."""

    id: RecordId
    reference: str
    reason: str
    days_apart: int


def sketch_of(draft: Mapping[str, Any], today: date) -> Sketch | None:
    """What ``draft`` tells so far; None while its type or its people are not known."""
    kind, people = draft.get("kind"), frozenset(_people(draft.get("people") or ()))
    day = _day(draft.get("happened_on")) or _day(draft.get("reported_on")) or today
    if not isinstance(kind, str) or not kind or not people:
        return None
    return Sketch(kind, people, day, draft.get("id"))


def likely_twins(sketch: Sketch, incidents: Iterable[Incident]) -> tuple[Twin, ...]:
    """Those of ``incidents`` that are likely the same as ``sketch``, the nearest in time first."""
    found = [twin for incident in incidents if (twin := _twin(sketch, incident)) is not None]
    return tuple(sorted(found, key=lambda twin: (twin.days_apart, twin.id)))


def merged_reason(before: Incident, into: str) -> str:
    """The closing reason of a duplicate: what it said, where it went and what it was, so that it can come back."""
    said = f"Merged into {into}. Until then: {before.status.label}."
    room = _LONGEST_REASON - len(said) - 1
    return f"{before.closing_reason[:room]}\n{said}" if before.closing_reason.strip() else said


def before_merging(duplicate: Incident) -> tuple[Status, str]:
    """The status and closing reason a duplicate had before it was merged; open where that cannot be read."""
    said = _UNTIL_THEN.search(duplicate.closing_reason)
    reason = _UNTIL_THEN.sub("", duplicate.closing_reason)
    status = next((status for status in Status if said and status.label == said.group(1)), Status.OPEN)
    return status, reason


def merging_problem(kept: Incident, duplicate: Incident) -> str:
    """Why these two cannot be merged; empty where they can."""
    if kept.id == duplicate.id:
        return "An incident cannot be merged with itself. Choose the other one."
    for incident in (kept, duplicate):
        if incident.status in UNCOUNTED - {Status.DRAFT}:
            return f"{incident.reference} is {_spoken(incident.status)} already, so it cannot be merged."
    return ""


def both_texts(duplicate: Incident) -> str:
    """What the duplicate said, under its reference, as it stands in a note on the one that is kept."""
    said = [
        duplicate.summary,
        duplicate.account,
        duplicate.urgent_action,
        duplicate.rationale,
        duplicate.closing_reason,
    ]
    return "\n\n".join([f"{duplicate.reference} said:", *(text for text in said if text.strip())])


def _twin(sketch: Sketch, incident: Incident) -> Twin | None:
    apart = abs(incident.dated_on - sketch.day)
    if incident.id is None or incident.id == sketch.id or incident.status in UNCOUNTED - {Status.DRAFT}:
        return None
    if incident.kind != sketch.kind or apart > DAYS_APART:
        return None
    theirs = _heart({(person.person_id, person.involved_as) for person in incident.people})
    mine = _heart(sketch.people)
    if not mine or not theirs or not (mine <= theirs or theirs <= mine):
        return None
    when = f"{counted(apart.days, 'day')} apart" if apart.days else "on the same day"
    return Twin(incident.id, incident.reference, f"same people, {when}", apart.days)


def _heart(people: Iterable[tuple[PersonId, InvolvedAs]]) -> frozenset[PersonId]:
    """Targets and instigators, or everyone where there are none: each telling has its own witnesses and reporter."""
    everyone = list(people)
    heart = frozenset(person for person, role in everyone if role in _AT_ITS_HEART)
    return heart or frozenset(person for person, _ in everyone)


def _people(value: Iterable[Any]) -> Iterable[tuple[PersonId, InvolvedAs]]:
    for part in value:
        known = part if isinstance(part, Mapping) else dict(part)
        person, role = known.get("person_id"), known.get("involved_as")
        if isinstance(person, int) and role in set(InvolvedAs):
            yield PersonId(person), InvolvedAs(role)


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _spoken(status: Status) -> str:
    return "a duplicate" if status is Status.DUPLICATE else status.label.lower()
