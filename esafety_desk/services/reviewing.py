"""The review of what an old log brought: its type, its people, one incident after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from esafety_desk.exchange.log_names import Named, names_in
from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import Incident, Involved, InvolvedAs, OutOfSchoolDecision, Status
from esafety_desk.records.names import folded
from esafety_desk.records.note import Note
from esafety_desk.records.people import PersonKind
from esafety_desk.records.registers import INCIDENTS, NOTES
from esafety_desk.services.everyone import everyone
from esafety_desk.services.keeping import Saved, Undo, Work
from esafety_desk.services.log_people import PeopleByName
from esafety_desk.services.type_proposals import Proposal, proposed
from esafety_desk.store import lists, lookups, rows
from esafety_desk.store.lists import ListQuery

_TO_REVIEW = frozenset({OutOfSchoolDecision.TO_REVIEW.value})
_SOURCE = ", line "
_OVER = "Known to be over when it was reviewed; the day it ended is not known."


@dataclass(frozen=True, slots=True)
class NameToMatch:
    """A name as the log wrote it, and the people here who may be meant, the likeliest first."""

    written: str
    likely: tuple[tuple[PersonId, str], ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class ToReview:
    """One imported incident as the review shows it. ``source`` is the row it came from, as it stood."""

    incident: Incident
    proposals: tuple[Proposal, ...]
    names: tuple[NameToMatch, ...]
    source: str


def waiting(work: Work) -> list[int]:
    """The imported incidents nobody has reviewed yet, the newest first."""
    query = ListQuery(INCIDENTS, choices={"decision": _TO_REVIEW}, sort="happened_on", descending=True)
    with work.desk.reading() as connection:
        return list(lists.ids(connection, query))


def look(work: Work, incident_id: int) -> ToReview:
    """Everything the review of one incident needs. Raises LookupError where it is gone."""
    with work.desk.reading() as connection:
        found = rows.read(connection, INCIDENTS, [incident_id])
        incident = next(iter(found.values()), None)
        if not isinstance(incident, Incident):
            raise LookupError(f"no incident {incident_id}")
        people = PeopleByName(everyone(connection), work.today)
        notes = rows.read(connection, NOTES, lookups.about(connection, NOTES, incident_id)).values()
    names = tuple(_name(people, named, incident.dated_on) for named in names_in(incident.people_as_written))
    text = f"{incident.summary} {incident.account}"
    proposals = () if incident.kind != "unsorted" else proposed(text)[:3]
    source = next((note.text for note in notes if isinstance(note, Note) and _SOURCE in note.source), "")
    return ToReview(incident, proposals, names, source)


def confirm(
    work: Work,
    incident_id: int,
    kind: str,
    people: Mapping[str, PersonId | None],
    *,
    is_over: bool = False,
) -> Saved[Incident]:
    """Keep what the leader confirmed: the type, who is meant by each name, and perhaps that it is over.

    A name without a person stays as written. Raises Refused as any save does.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        before = unit.get(INCIDENTS, incident_id)
        assert isinstance(before, Incident)
        record = _reviewed(before, kind, people, is_over=is_over)
        after = unit.change(record, "reviewed")
        undo = Undo(INCIDENTS.name, incident_id, before, unit.digest(incident_id))
    return Saved(after, frozenset(unit.changed), f"{after.reference} reviewed.", undo)


def _reviewed(
    before: Incident, kind: str, people: Mapping[str, PersonId | None], *, is_over: bool
) -> Incident:
    chosen = {folded(written): person for written, person in people.items()}
    known = {involved.person_id for involved in before.people}
    named = names_in(before.people_as_written)
    meant = [chosen.get(folded(name.written)) for name in named]
    fresh = dict.fromkeys(person for person in meant if person is not None and person not in known)
    ends = is_over and not before.is_outside and not before.is_closed
    return before.changed(
        kind=kind,
        people=(*before.people, *(Involved(person_id=one, involved_as=InvolvedAs.OTHER) for one in fresh)),
        people_as_written="; ".join(
            n.written for n, person in zip(named, meant, strict=True) if person is None
        ),
        decision=OutOfSchoolDecision.UNDECIDED,
        status=Status.CLOSED if ends else before.status,
        closing_reason=_OVER if ends else before.closing_reason,
    )


def _name(people: PeopleByName, named: Named, day: date) -> NameToMatch:
    meant = people.meant(named, day, among=frozenset(PersonKind))
    likely = tuple((key, people.name(key)) for key in meant.likely)
    return NameToMatch(named.written, likely, meant.person is not None)
