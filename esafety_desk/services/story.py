"""One record as its page shows it: what it says, who is in it, what hangs on it, and its chronology."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from esafety_desk.records.action import Action
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.facts import FieldFacts, Kind, facts
from esafety_desk.records.incident import Incident, Involved, Severity
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person, RoleHeld
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import ACTIONS, NOTES, PEOPLE, REFERRALS, REGISTERS, Register
from esafety_desk.records.support import Attendee
from esafety_desk.records.words import Words
from esafety_desk.services.headings import heading
from esafety_desk.services.listing import names_and_references, shown_value
from esafety_desk.services.related import Kin, kin
from esafety_desk.services.story_parts import Event, Fact, Link, Participant, Story, ToDo
from esafety_desk.store import audit, entries, lookups, retention, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.retention import Decision

__all__ = ["Decision", "Event", "Fact", "Link", "Participant", "Story", "ToDo", "story"]

_ACTS = {
    "created": "Recorded",
    "imported": "Imported",
    "withdrawn": "Withdrawn",
    "undone": "Undone",
    "reinstated": "Brought back",
    "kept on review": "Kept on review",
    "kept longer": "Kept longer",
    "held": "Held",
    "released": "Released from its hold",
    "decision taken back": "Decision about keeping taken back",
}
_TONES = {Severity.HIGH: "red", Severity.CRITICAL: "red", Severity.MODERATE: "amber"}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What a story is told from; nothing that ``is_hidden`` was read for it."""

    record: Record
    restricted: bool
    is_hidden: bool
    withdrawn: str
    decision: Decision
    attached: list[Record]
    names: dict[int, str]
    references: dict[int, str]
    links: tuple[Link, ...]
    moments: dict[int, datetime]
    changes: list[audit.Line]


def story(desk: Desk, register: Register, record_id: int, words: Words, *, reveal: bool = False) -> Story:
    """The story of one record. ``reveal`` shows the content of a restricted one. Raises LookupError."""
    with desk.reading() as connection:
        found = rows.read(connection, register, [record_id])
        if not found:
            raise LookupError(f"no record {record_id} in {register.name}")
        gathered = _gather(connection, found[RecordId(record_id)], words, reveal)
    record, names = gathered.record, gathered.names
    is_told, attached = not gathered.is_hidden, gathered.attached
    return Story(
        register=register.name,
        id=RecordId(record_id),
        reference=record.reference,
        title=heading(record, words) if is_told else "Restricted",
        badges=_badges(record) if is_told else (),
        facts=_facts(record, words, names, gathered.references) if is_told else (),
        people=_people(record, names) if is_told else (),
        links=gathered.links,
        actions=tuple(_to_do(item, names) for item in attached if isinstance(item, Action)),
        events=_chronology(gathered, register),
        restricted=gathered.restricted,
        withdrawn=gathered.withdrawn,
        decision=gathered.decision,
    )


def _gather(connection: Connection, record: Record, words: Words, reveal: bool) -> _Gathered:
    record_id = record.id or RecordId(0)
    about: RecordId | None = getattr(record, "about_id", None)
    is_beneath = bool(lookups.restricted_among(connection, [about] if about else []))
    restricted = record.is_restricted or is_beneath
    is_hidden = restricted and not reveal
    attached = [] if is_hidden else _attached(connection, record_id)
    names, references = names_and_references(connection, [record, *attached])
    related = () if is_hidden else kin(connection, record, words)
    return _Gathered(
        record=record,
        restricted=restricted,
        is_hidden=is_hidden,
        withdrawn=entries.read(connection, record_id).withdrawn or "",
        decision=retention.decided(connection, record_id),
        attached=attached,
        names=names,
        references=references,
        links=(
            *_links(connection, record, references),
            *(_kindred(item) for item in related),
            *(_link(item) for item in attached if isinstance(item, Referral)),
        ),
        moments=entries.entered(connection, [item.id for item in attached if item.id is not None]),
        changes=list(audit.lines(connection, record.reference)),
    )


def _chronology(gathered: _Gathered, register: Register) -> tuple[Event, ...]:
    record = gathered.record
    happened = [
        *_beginnings(record),
        *_history(record, register, gathered.changes),
        *_events(record, gathered.attached, gathered.moments),
    ]
    return tuple(sorted(happened, key=_order))


def _attached(connection: Connection, record_id: int) -> list[Record]:
    attached: list[Record] = []
    for register in (NOTES, ACTIONS, REFERRALS):
        ids = lookups.about(connection, register, record_id)
        attached += rows.read(connection, register, ids).values()
    return attached


def _badges(record: Record) -> tuple[tuple[str, str], ...]:
    if isinstance(record, Incident):
        severity = (f"Severity {record.severity.label}", _TONES.get(record.severity, ""))
        return severity, (record.status.label, "green" if record.is_closed else "")
    if isinstance(record, Person):
        return ((record.kind.label, ""),) + ((("Left", ""),) if record.left_on else ())
    return ()


def _facts(
    record: Record, words: Words, names: dict[int, str], references: dict[int, str]
) -> tuple[Fact, ...]:
    shown = []
    for fact in facts(type(record)).values():
        value = getattr(record, fact.name)
        if fact.relevant_if and not getattr(record, fact.relevant_if):
            continue
        if fact.refers_to in REGISTERS and fact.refers_to != PEOPLE.name:
            continue  # it stands among what belongs together
        if (fact.kind is Kind.PARTS and not _is_told(fact)) or value in (None, "", ()):
            continue
        cell = shown_value(fact, value, words, names, references)
        shown.append(Fact(fact.title, "", cell) if isinstance(cell, date) else Fact(fact.title, str(cell)))
    return tuple(shown)


def _is_told(fact: FieldFacts) -> bool:
    """Parts that say themselves what they are stand among the facts; the others name people or roles."""
    return fact.part is not None and hasattr(fact.part, "said")


def _people(record: Record, names: dict[int, str]) -> tuple[Participant, ...]:
    people = []
    for fact in facts(type(record)).values():
        if fact.kind is Kind.PARTS:
            for part in getattr(record, fact.name):
                if isinstance(part, Involved):
                    people.append(Participant(part.involved_as.label, names[part.person_id], part.person_id))
                elif isinstance(part, Attendee):
                    people.append(Participant(_confidence(part), names[part.person_id], part.person_id))
                elif isinstance(part, RoleHeld):
                    people.append(Participant("Role", part.role.label, None, part.since, part.until))
    return tuple(people)


def _confidence(part: Attendee) -> str:
    if part.confidence_before is None or part.confidence_after is None:
        return "Came"
    return f"Confidence {part.confidence_before} → {part.confidence_after}"


def _links(connection: Connection, record: Record, references: dict[int, str]) -> tuple[Link, ...]:
    about: RecordId | None = getattr(record, "about_id", None)
    register = lookups.register_of(connection, about) if about is not None else None
    if about is None or register is None or facts(type(record))["about_id"].refers_to == register.name:
        return ()
    return (Link(register.name, about, references.get(about, ""), f"About this {register.singular}"),)


def _kindred(item: Kin) -> Link:
    return Link(item.register, item.id, item.reference, item.text, item.dated_on)


def _link(referral: Referral) -> Link:
    text = "Restricted referral" if referral.is_restricted else referral.heading
    return Link(REFERRALS.name, referral.id or RecordId(0), referral.reference, text)


def _to_do(action: Action, names: dict[int, str]) -> ToDo:
    owner = names.get(action.owner_id or 0, "")
    key = action.id or RecordId(0)
    return ToDo(key, action.what, owner, action.due_on, action.done_on, action.is_open)


def _history(record: Record, register: Register, lines: list[audit.Line]) -> list[Event]:
    """What was done to the record itself, from the audit chain."""
    key = record.id or RecordId(0)
    said = []
    for line in lines:
        day = line.at.astimezone().date()
        if line.verb in _ACTS:
            said.append(Event(day, _ACTS[line.verb], "entry", register.name, key))
        elif line.fields:
            titles = [
                facts(type(record))[f].title.lower().rstrip("?")
                for f in line.fields.split()
                if f in facts(type(record))
            ]
            said.append(Event(day, f"Changed: {', '.join(titles)}", "change", register.name, key))
    return said


def _beginnings(record: Record) -> list[Event]:
    """What an incident's first entry followed, even on the same day."""
    if not isinstance(record, Incident):
        return []
    return _milestones(record, [(record.happened_on, "Happened"), (record.reported_on, "Reported")])


def _events(record: Record, attached: list[Record], moments: dict[int, datetime]) -> list[Event]:
    events = _incident_events(record) if isinstance(record, Incident) else []
    for item in attached:
        events += _attached_events(item, moments[item.id or 0])
    return events


def _incident_events(record: Incident) -> list[Event]:
    said = [
        (record.urgent_action_on, "Urgent action taken"),
        (record.decided_on, record.decision.label),
        (record.closed_on, record.status.label),
    ]
    return _milestones(record, said)


def _milestones(record: Incident, said: list[tuple[date | None, str]]) -> list[Event]:
    key = record.id or RecordId(0)
    return [Event(day, text, "milestone", "incidents", key) for day, text in said if day is not None]


def _attached_events(item: Record, at: datetime) -> list[Event]:
    key = item.id or RecordId(0)
    if isinstance(item, Note):
        later = at if at.astimezone().date() != item.dated else None
        return [Event(item.dated, item.text, f"note {item.kind.value}", NOTES.name, key, later)]
    if isinstance(item, Action):
        done = item.done_on is not None
        day = item.done_on or item.due_on or at.astimezone().date()
        text = f"Done: {item.what}" if done else f"Action due: {item.what}"
        if item.set_aside.strip():
            text = f"Set aside: {item.what}"
        return [Event(day, text, "action", ACTIONS.name, key, is_due=item.is_open)]
    if isinstance(item, Referral):
        name = "Restricted referral" if item.is_restricted else item.heading
        events = [Event(item.referred_on, name, "referral", REFERRALS.name, key)]
        if item.replied_on:
            events.append(Event(item.replied_on, f"Reply: {name}", "referral", REFERRALS.name, key))
        return events
    return []


def _order(event: Event) -> tuple[date, bool]:
    return event.on, event.is_due
