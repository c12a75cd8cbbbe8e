"""What happened, day by day: of one record, and of everything that one person is part of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.wording import full
from esafety_desk.records.action import Action
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.incident import Incident
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import (
    ACTIONS,
    ATTACHMENTS,
    NOTES,
    PEOPLE,
    REFERRALS,
    REGISTERS,
    SCHOOL,
    register_of,
)
from esafety_desk.services.headings import heading
from esafety_desk.services.papers.sources import Sources
from esafety_desk.services.papers.voices import Voice
from esafety_desk.store import entries, lookups, pointing, rows

RESTRICTED = "A restricted referral was made"
_APART = {NOTES.name, ATTACHMENTS.name, SCHOOL.name, PEOPLE.name}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: its day, what it is (a fact, an opinion, an action), what it says, who said so, where it stands."""

    on: date
    kind: str
    text: str
    source: str
    reference: str
    entered_on: date | None = None
    """Set where it was entered on a later day."""


def of_record(sources: Sources, record: Record, voice: Voice) -> list[Moment]:
    """Everything dated on one record and on what hangs on it, oldest first."""
    found = [*_own(sources, record, voice)]
    for referral in sources.about(Referral, REFERRALS, record.id):
        found += _referral(referral)
    for action in sources.about(Action, ACTIONS, record.id):
        found += _action(action, voice)
    notes = sources.about(Note, NOTES, record.id)
    moments = entries.entered(sources.connection, [note.id for note in notes if note.id is not None])
    for note in notes:
        entered = moments[note.id or 0].astimezone().date()
        text, source = voice.text(note.text), voice.text(note.source)
        later = entered if entered != note.dated else None
        found.append(Moment(note.dated, note.kind.label, text, source, record.reference, later))
    return sorted(found, key=lambda moment: moment.on)


def of_person(sources: Sources, person: Person, voice: Voice) -> list[Moment]:
    """Everything the desk dates that names one person, oldest first; restricted matters by their status alone."""
    found = [*_notes_on(sources, person, voice)]
    for record in records_naming(sources, person):
        if isinstance(record, Referral) and record.is_restricted:
            found += _referral(record)
        else:
            found += of_record(sources, record, voice)
    return sorted(found, key=lambda moment: (moment.on, moment.reference))


def records_naming(sources: Sources, person: Person) -> list[Record]:
    """Every record in force that links to a person, in the order of registers, oldest first."""
    found: list[Record] = []
    for register in REGISTERS.values():
        if register.name in _APART:
            continue
        ids = pointing.naming(sources.connection, register, PersonId(person.id or 0))
        kept = rows.read(sources.connection, register, sorted(ids))
        found += [record for key, record in sorted(kept.items()) if is_open_to_papers(sources, key)]
    return found


def is_open_to_papers(sources: Sources, record_id: RecordId) -> bool:
    """Whether a record is in force and hangs on nothing restricted."""
    if entries.read(sources.connection, record_id).withdrawn is not None:
        return False
    register = lookups.register_of(sources.connection, record_id)
    record = rows.read(sources.connection, register, [record_id]).get(record_id) if register else None
    about = getattr(record, "about_id", None)
    return about is None or not lookups.restricted_among(sources.connection, [about])


def _own(sources: Sources, record: Record, voice: Voice) -> Iterator[Moment]:
    if isinstance(record, Incident):
        yield from _incident(record, voice)
    elif isinstance(record, Action):
        yield from _action(record, voice)
    elif isinstance(record, Referral):
        yield from _referral(record)
    elif record.dated_on is not None:
        singular = register_of(record).singular.capitalize()
        yield Moment(
            record.dated_on, singular, voice.text(heading(record, sources.words)), "", record.reference
        )


def _incident(record: Incident, voice: Voice) -> Iterator[Moment]:
    by = voice.person(record.decided_by, record.decided_on)
    summary, why = voice.text(record.summary), voice.text(record.rationale.strip())
    said = (
        (record.happened_on, "Incident", f"Happened: {summary}", ""),
        (record.reported_on, "Incident", "Reported" if record.happened_on else f"Reported: {summary}", ""),
        (record.urgent_action_on, "Urgent action", voice.text(record.urgent_action), ""),
        (
            record.decided_on,
            "Decision",
            f"{record.decision.label}. {why}" if why else record.decision.label,
            by,
        ),
        (record.closed_on, "Incident", record.status.label, ""),
    )
    for day, kind, text, source in said:
        if day is not None:
            yield Moment(day, kind, text, source, record.reference)


def _referral(record: Referral) -> Iterator[Moment]:
    if record.is_restricted:
        yield Moment(
            record.referred_on,
            "Referral",
            f"{RESTRICTED}: {record.outcome.label.lower()}",
            "",
            record.reference,
        )
        return
    due = (
        f"; an answer is due by {full(record.reply_due)}"
        if record.reply_due and not record.replied_on
        else ""
    )
    yield Moment(record.referred_on, "Referral", f"{record.heading}{due}", "", record.reference)
    if record.replied_on:
        text = f"{record.to.label} answered: {record.outcome.label.lower()}"
        yield Moment(record.replied_on, "Referral", text, "", record.reference)


def _action(record: Action, voice: Voice) -> Iterator[Moment]:
    day = record.done_on or record.due_on
    if day is not None:
        said = "Done" if record.done_on else "Set aside" if record.set_aside.strip() else "Due"
        who = voice.person(record.owner_id, day)
        yield Moment(day, "Action", f"{said}: {voice.text(record.what)}", who, record.reference)


def _notes_on(sources: Sources, person: Person, voice: Voice) -> Iterator[Moment]:
    """Notes, actions and referrals on the person's own page, and the roles held."""
    for held in person.roles:
        until = f" until {full(held.until)}" if held.until else ""
        yield Moment(held.since, "Role", f"{held.role.label}{until}", "", person.reference)
    yield from of_record(sources, person, voice)
