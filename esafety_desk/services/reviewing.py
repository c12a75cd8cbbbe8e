"""The review of what old logs brought: one record after another, its people and whatever else only somebody knows."""

from __future__ import annotations

from collections.abc import Mapping

from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.facts import facts
from esafety_desk.records.note import Note
from esafety_desk.records.people import PersonKind
from esafety_desk.records.problems import checked
from esafety_desk.records.registers import APPROVALS, INCIDENTS, NOTES, REGISTERS, SUPPORT_SESSIONS
from esafety_desk.services import review_incidents, review_staff
from esafety_desk.services.everyone import everyone
from esafety_desk.services.keeping import Refused, Saved, Undo, Work
from esafety_desk.services.log_people import PeopleByName
from esafety_desk.services.review_parts import Confirmed, NameToMatch, Part, Review, Seen, ToReview
from esafety_desk.store import lookups, rows, to_review
from esafety_desk.store.to_review import Waiting

__all__ = ["Confirmed", "NameToMatch", "Part", "ToReview", "Waiting", "confirm", "look", "waiting"]

_SOURCE = ", line "
_REVIEWS: Mapping[str, Review] = {
    INCIDENTS.name: review_incidents.REVIEW,
    SUPPORT_SESSIONS.name: review_staff.SESSIONS,
    APPROVALS.name: review_staff.APPROVALS,
}


def waiting(work: Work) -> list[Waiting]:
    """The imported records nobody has reviewed yet: register after register, the newest first."""
    with work.desk.reading() as connection:
        return to_review.waiting(connection)


def look(work: Work, wanted: Waiting) -> ToReview:
    """Everything the review of one record needs. Raises LookupError where it is gone."""
    with work.desk.reading() as connection:
        record = next(iter(rows.read(connection, REGISTERS[wanted.register], [wanted.id]).values()), None)
        if record is None:
            raise LookupError(f"no record {wanted.id} in {wanted.register}")
        notes = rows.read(connection, NOTES, lookups.about(connection, NOTES, wanted.id)).values()
        everybody = list(everyone(connection))
    here = [person for person in everybody if person.kind is PersonKind.STAFF]
    staff = tuple((PersonId(p.id or 0), p.full_name) for p in sorted(here, key=lambda p: p.full_name))
    people = PeopleByName(everybody, work.today)
    source = next((note.text for note in notes if isinstance(note, Note) and _SOURCE in note.source), "")
    return _REVIEWS[wanted.register].shown(Seen(record, source, people, staff))


def confirm(work: Work, wanted: Waiting, confirmed: Confirmed) -> Saved[Record]:
    """Keep what the leader confirmed. A name without a person stays as written.

    Raises Refused, naming the field, where the record still lacks what it cannot do without.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        before = unit.get(REGISTERS[wanted.register], wanted.id)
        draft = _REVIEWS[wanted.register].reviewed(before, confirmed)
        record, messages = checked(type(before), draft)
        if record is None:
            titles = facts(type(before))
            raise Refused({n: f"{titles[n].title}: {text}" for n, text in messages.items()}, {})
        after = unit.change(record, "reviewed")
        undo = Undo(wanted.register, wanted.id, before, unit.digest(wanted.id))
    return Saved(after, frozenset(unit.changed), f"{after.reference} reviewed.", undo)
