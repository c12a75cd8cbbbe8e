"""Duplicates: likely twins are shown while one types; merging keeps the older reference, both texts and a way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from esafety_desk.host.errors import KnownError
from esafety_desk.policy import twins
from esafety_desk.policy.twins import DAYS_APART, Twin
from esafety_desk.policy.wording import counted
from esafety_desk.records.facts import facts
from esafety_desk.records.incident import Incident, Status
from esafety_desk.records.note import Note
from esafety_desk.records.registers import INCIDENTS, NOTES
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Saved, Undo, Work
from esafety_desk.store import entries, lookups, rows, together
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import Unit

__all__ = ["Twin", "likely_twins", "merge", "unmerge"]

_LONGEST_NOTE = 40_000
_ASKED_BEFORE = frozenset(facts(Incident))
"""Merging asks nothing again: what was kept once was answered then."""


def likely_twins(desk: Desk, draft: Mapping[str, Any], today: date) -> list[Twin]:
    """Incidents that are likely the one being typed: same type, same people, at most a week apart."""
    sketch = twins.sketch_of(draft, today)
    if sketch is None:
        return []
    people = {person for person, _ in sketch.people}
    with desk.reading() as connection:
        near = together.incidents_with(connection, people, sketch.day - DAYS_APART, sketch.day + DAYS_APART)
    return list(twins.likely_twins(sketch, near))


def merge(work: Work, kept_id: int, duplicate_id: int) -> Saved[Incident]:
    """Make two incidents one: the older reference is kept, whichever way round they are given.

    The other stays, as a duplicate with all that hangs on it; what it said becomes a note on the one that is
    kept. Undoing takes back both. Raises KnownError where they cannot be merged.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        older, newer = (_incident(unit, key) for key in sorted((kept_id, duplicate_id)))
        problem = twins.merging_problem(older, newer)
        if problem:
            raise KnownError(problem)
        merged = newer.changed(
            status=Status.DUPLICATE,
            duplicate_of=older.id,
            closing_reason=twins.merged_reason(newer, older.reference),
        )
        merged = keeping.keep(unit, merged, work.today, _ASKED_BEFORE)
        notes = [
            keeping.keep(unit, note, work.today, frozenset(facts(Note))) for note in _notes(older, newer)
        ]
        also = tuple(_undo(unit, NOTES.name, note.id or 0, None) for note in notes)
        undo = _undo(unit, INCIDENTS.name, merged.id or 0, newer, also)
    return Saved(older, frozenset(unit.changed), _told(older, newer), undo)


def unmerge(work: Work, duplicate_id: int) -> Saved[Incident]:
    """The way back, however much later: the duplicate is as it was, and its note is withdrawn. Raises KnownError."""
    with work.desk.writing(work.actor, work.now) as unit:
        duplicate = _incident(unit, duplicate_id)
        if duplicate.status is not Status.DUPLICATE or duplicate.duplicate_of is None:
            raise KnownError(f"{duplicate.reference} is not merged with another incident.")
        status, reason = twins.before_merging(duplicate)
        apart = duplicate.changed(status=status, duplicate_of=None, closing_reason=reason)
        apart = keeping.keep(unit, apart, work.today, _ASKED_BEFORE)
        for note in _merged_notes(unit.connection, duplicate.duplicate_of, duplicate.reference):
            unit.withdraw(note, f"{duplicate.reference} stands for itself again.")
    return Saved(apart, frozenset(unit.changed), f"{apart.reference} stands for itself again.")


def _incident(unit: Unit, key: int) -> Incident:
    record = unit.get(INCIDENTS, key)
    if entries.read(unit.connection, key).withdrawn is not None:
        raise KnownError(f"{record.reference} is withdrawn, so it cannot be merged.")
    assert isinstance(record, Incident)
    return record


def _notes(kept: Incident, duplicate: Incident) -> list[Note]:
    """What the duplicate said, in as many notes as it needs."""
    text, source = twins.both_texts(duplicate), _source(duplicate.reference)
    parts = [text[at : at + _LONGEST_NOTE] for at in range(0, len(text), _LONGEST_NOTE)]
    about = kept.id or 0
    return [
        Note.model_validate(
            {"about_id": about, "dated": duplicate.reported_on, "text": part, "source": source}
        )
        for part in parts
        if part.strip()
    ]


def _source(reference: str) -> str:
    return f"{reference}, merged"


def _merged_notes(connection: Connection, kept_id: int, reference: str) -> list[Note]:
    found = rows.read(connection, NOTES, lookups.about(connection, NOTES, kept_id)).values()
    return [note for note in found if isinstance(note, Note) and note.source == _source(reference)]


def _undo(unit: Unit, register: str, key: int, before: Incident | None, also: tuple[Undo, ...] = ()) -> Undo:
    return Undo(register, key, before, unit.digest(key), also=also)


def _told(older: Incident, newer: Incident) -> str:
    """What happened, and who is named on the duplicate alone: people are never moved by a guess."""
    alone = {p.person_id for p in newer.people} - {p.person_id for p in older.people}
    told = f"{newer.reference} merged into {older.reference}."
    if not alone:
        return told
    stands = "stands" if len(alone) == 1 else "stand"
    return f"{told} {counted(len(alone), 'person', 'people')} {stands} only on {newer.reference}."
