"""Records that belong together: those one was made from, and those that were made from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.wording import listed
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.facts import facts, names_people
from esafety_desk.records.registers import PEOPLE, REGISTERS, register_of
from esafety_desk.records.words import Words
from esafety_desk.services.headings import heading
from esafety_desk.store import pointing, rows
from esafety_desk.store.engine import Connection

_SHOWN, _SHOWN_OF_PERSON = 6, 20


@dataclass(frozen=True, slots=True)
class Kin:
    """Another record: how it is called, and its day."""

    register: str
    id: RecordId
    reference: str
    text: str
    dated_on: date | None


def kin(connection: Connection, record: Record, words: Words) -> tuple[Kin, ...]:
    """The records that ``record`` names, then those that name it, newest first; people and "any" left aside.

    For a person these are what they took part in: the incidents and sessions whose people they are among.
    """
    register = register_of(record)
    found = [_kin(other, words, f"{title}: ") for title, other in _named(connection, record)]
    if record.id is not None and register is PEOPLE:
        found += _taken_part(connection, record.id, words)
    elif record.id is not None:
        for other, ids in pointing.pointing_to(connection, register, record.id, _SHOWN):
            records = rows.read(connection, other, ids)
            found += [_kin(records[RecordId(key)], words) for key in ids]
    return tuple(found)


def _taken_part(connection: Connection, person_id: RecordId, words: Words) -> list[Kin]:
    found = []
    for register, ids in pointing.taking_part(connection, person_id, _SHOWN_OF_PERSON):
        records = rows.read(connection, register, ids)
        for key in ids:
            role = _role_in(records[RecordId(key)], person_id)
            found.append(_kin(records[RecordId(key)], words, f"{role}: " if role else ""))
    return found


def _role_in(record: Record, person_id: RecordId) -> str:
    """What the person was in ``record``: "Target", or "Target and Reporter"; empty where no role is kept."""
    said: list[str] = []
    for fact in facts(type(record)).values():
        if fact.part is None or not names_people(fact):
            continue
        roles = [role.name for role in facts(fact.part).values() if role.choices is not None]
        mine = [part for part in getattr(record, fact.name) if part.person_id == person_id]
        said += [getattr(part, role).label for part in mine for role in roles]
    return listed(said)


def _named(connection: Connection, record: Record) -> list[tuple[str, Record]]:
    named: list[tuple[str, Record]] = []
    for fact in facts(type(record)).values():
        value = getattr(record, fact.name)
        if fact.refers_to in REGISTERS and fact.refers_to != PEOPLE.name and value is not None:
            found = rows.read(connection, REGISTERS[fact.refers_to], [value])
            named += [(fact.title, other) for other in found.values()]
    return named


def _kin(record: Record, words: Words, before: str = "") -> Kin:
    said = "Restricted" if record.is_restricted else heading(record, words)
    key = record.id or RecordId(0)
    return Kin(register_of(record).name, key, record.reference, f"{before}{said}", record.dated_on)
