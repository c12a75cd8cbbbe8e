"""Search across everything the desk keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from esafety_desk.records.action import Action
from esafety_desk.records.attachment import Attachment
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.registers import NOTES, PEOPLE, REGISTERS, SCHOOL, Register
from esafety_desk.records.words import Words
from esafety_desk.services.headings import heading
from esafety_desk.store import lately, lists, lookups, rows, search
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

_PEOPLE_SHOWN = 6
NO_WORDS = Words(())
_SEARCHED = tuple(r for r in REGISTERS.values() if r not in (SCHOOL, PEOPLE))
_SEARCHED_NAMES = frozenset(r.name for r in _SEARCHED)
_FOUND_IN = " · in "


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. A note or a file is found as the record it belongs to."""

    register: str
    id: RecordId
    reference: str
    title: str
    detail: str
    dated_on: date | None


def find(
    desk: Desk, text: str, limit: int = 50, words: Words = NO_WORDS, recent: Sequence[int] = ()
) -> list[Hit]:
    """People first, then records newest first, that hold every word of ``text`` (the last unfinished or not).

    Titles are said in ``words``; without them a code stands for itself. Whatever of ``recent`` fits comes before
    the others of its kind, however old it is.
    """
    with desk.reading() as connection:
        known = search.found_among(connection, text, recent) if recent and text.strip() else []
        found = [one for one in known if one.register == PEOPLE.name]
        found += search.find(connection, text, [PEOPLE], _PEOPLE_SHOWN)
        found += [one for one in known if one.register in _SEARCHED_NAMES]
        found += search.find(connection, text, _SEARCHED, limit)
        hits: dict[RecordId, Hit] = {}
        records, words = _records(connection, found), kept_words.read(connection)
        for item in found:
            hit = _hit(connection, records[item.id], words)
            if hit is not None:
                hits.setdefault(hit.id, hit)
    return list(hits.values())[:limit]


def find_in(desk: Desk, register: Register, text: str, limit: int = 8) -> list[Hit]:
    """The newest records of one register that hold every word of ``text``; the newest of all where it is empty."""
    with desk.reading() as connection:
        words = kept_words.read(connection)
        if text.strip():
            ids = [item.id for item in search.find(connection, text, [register], limit)]
        else:
            ids = [RecordId(key) for key in lists.ids(connection, lists.ListQuery(register))[:limit]]
        records = rows.read(connection, register, ids)
        hits = [_hit(connection, records[key], words) for key in ids if key in records]
    return [hit for hit in hits if hit is not None]


def recent(desk: Desk, opened: Sequence[int], actor: str, limit: int = 8) -> list[Hit]:
    """What was ``opened`` last, newest first, and then what ``actor`` entered, changed or read last."""
    with desk.reading() as connection:
        words = kept_words.read(connection)
        ids = list(dict.fromkeys([*opened, *lately.worked_on(connection, actor)]))
        found = search.found_among(connection, "", [key for key in ids if key])
        records = _records(connection, found)
        hits: dict[RecordId, Hit] = {}
        for item in found:
            hit = _hit(connection, records[item.id], words)
            if hit is not None:  # nothing was looked for, so it was found in no note and no name of a file
                hits.setdefault(hit.id, replace(hit, detail=hit.detail.partition(_FOUND_IN)[0]))
    return list(hits.values())[:limit]


def _records(connection: Connection, found: list[search.Found]) -> dict[RecordId, Record]:
    records: dict[RecordId, Record] = {}
    for name in {item.register for item in found}:
        ids = [item.id for item in found if item.register == name]
        records |= rows.read(connection, REGISTERS[name], ids)
    return records


def _hit(connection: Connection, record: Record, words: Words) -> Hit | None:
    if isinstance(record, Note | Attachment):
        return _parent_hit(connection, record, words)
    if isinstance(record, Action) and _is_restricted(connection, record.about_id):
        return None
    register = next(r for r in REGISTERS.values() if r.record is type(record))
    title = "Restricted" if record.is_restricted else heading(record, words)
    detail = _who(record) if isinstance(record, Person) else register.singular.capitalize()
    if isinstance(record, Action):
        detail = "Action" if record.is_open else "Action, done"
    return Hit(register.name, record.id or RecordId(0), record.reference, title, detail, record.dated_on)


def _who(person: Person) -> str:
    """Year and class of a pupil, so that namesakes are told apart; what anyone else is to the school."""
    known = (person.year_group.label if person.year_group else person.kind.label, person.class_name)
    return " · ".join(filter(None, known))


def _is_restricted(connection: Connection, about: RecordId | None) -> bool:
    return about is not None and bool(lookups.restricted_among(connection, {about}))


def _parent_hit(connection: Connection, note: Note | Attachment, words: Words) -> Hit | None:
    register = lookups.register_of(connection, note.about_id)
    if register is None or register is NOTES:
        return None
    parent = rows.read(connection, register, [note.about_id])[note.about_id]
    if parent.is_restricted or _is_restricted(connection, getattr(parent, "about_id", None)):
        return None
    where = "a note" if isinstance(note, Note) else "a file’s name"
    detail = f"{register.singular.capitalize()}{_FOUND_IN}{where}"
    title = heading(parent, words)
    return Hit(register.name, note.about_id, parent.reference, title, detail, parent.dated_on)
