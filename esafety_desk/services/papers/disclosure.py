"""Everything the desk holds on one person, item by item, with other people's names taken out (subject access)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from esafety_desk.policy.known_names import KnownName, KnownNames
from esafety_desk.policy.other_names import Cleaned
from esafety_desk.policy.wording import full
from esafety_desk.records.action import Action
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.incident import Incident
from esafety_desk.records.note import Note
from esafety_desk.records.people import ExternalId, Person, RoleHeld
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import (
    ACTIONS,
    CLAUSES,
    NOTES,
    PEOPLE,
    POLICY_VERSIONS,
    REFERRALS,
    REGISTERS,
    SCHOOL,
    register_of,
)
from esafety_desk.services.name_words import name_words
from esafety_desk.services.papers.sources import Sources
from esafety_desk.services.papers.timeline import is_open_to_papers, records_naming
from esafety_desk.services.papers.voices import ByRole
from esafety_desk.store import lookups, rows, search

_NOT_SEARCHED = {PEOPLE, SCHOOL, CLAUSES, POLICY_VERSIONS}
_MOST_HITS = 2_000
_NOT_TOLD = frozenset({"people", "about_id", "people_as_written"})
"""Said otherwise; or, as they came from an old log, names of people whom the desk does not know to take out."""


@dataclass(frozen=True, slots=True)
class Told:
    """One field of an item: what the paper would say, and what was taken out of it."""

    key: str
    label: str
    cleaned: Cleaned
    is_free: bool = False
    """Whether it was typed in a person's own words."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record, note, action or referral that says something of the person."""

    key: str
    title: str
    dated_on: date | None
    told: tuple[Told, ...]
    is_by_name: bool = False
    """Found by the name in its text alone: it may be about somebody else of that name."""

    @property
    def has_doubts(self) -> bool:
        return self.is_by_name or any(told.cleaned.doubts for told in self.told)

    @property
    def removed(self) -> int:
        return sum(len(told.cleaned.removals) for told in self.told)


@dataclass(frozen=True, slots=True)
class Review:
    """What the leader decided: items left out with the reason, and texts written anew, by item and field."""

    left_out: Mapping[str, str] = field(default_factory=dict)
    rewritten: Mapping[str, str] = field(default_factory=dict)

    def text(self, item: Item, told: Told) -> str:
        """What the paper says of one field."""
        return self.rewritten.get(f"{item.key}/{told.key}", told.cleaned.text)


def items(sources: Sources, person: Person) -> tuple[Item, ...]:
    """Everything on ``person`` but restricted matters, which the head teacher answers for apart."""
    linked = [record for record in records_naming(sources, person) if not record.is_restricted]
    incidents = [record for record in linked if isinstance(record, Incident)]
    voice = ByRole(sources, keep=[person], incidents=incidents)
    found = {record.reference: _item(sources, record, voice) for record in (person, *linked)}
    for record in (person, *linked):
        for hanging in _hanging(sources, record):
            found.setdefault(hanging.reference, _item(sources, hanging, voice))
    for record in _by_name(sources, person):
        if record.reference not in found:
            found[record.reference] = _item(sources, record, voice, is_by_name=True)
    return tuple(found.values())


def _hanging(sources: Sources, record: Record) -> Iterator[Record]:
    for kind, register in ((Note, NOTES), (Action, ACTIONS), (Referral, REFERRALS)):
        for one in sources.about(kind, register, record.id):
            if not one.is_restricted:
                yield one


def _by_name(sources: Sources, person: Person) -> Iterator[Record]:
    """Records whose text has the whole name, though nothing links them to the person."""
    known = KnownNames([KnownName.of(person)], name_words())
    searched = [register for register in REGISTERS.values() if register not in _NOT_SEARCHED]
    wanted: dict[str, set[RecordId]] = {}
    for said in {person.full_name, f"{person.given_name} {person.family_name}".strip()}:
        for hit in search.find(sources.connection, said, searched, _MOST_HITS):
            wanted.setdefault(hit.register, set()).add(hit.id)
    for name in sorted(wanted):
        kept = rows.read(sources.connection, REGISTERS[name], sorted(wanted[name]))
        for key, record in sorted(kept.items()):
            texts = " ".join(
                str(getattr(record, one)) for one in facts(type(record)) if _is_text(record, one)
            )
            if known.found_in(texts) and not record.is_restricted and is_open_to_papers(sources, key):
                yield record


def _is_text(record: Record, name: str) -> bool:
    return facts(type(record))[name].kind in (Kind.TEXT, Kind.LONG_TEXT)


def _item(sources: Sources, record: Record, voice: ByRole, *, is_by_name: bool = False) -> Item:
    told = tuple(_fields(sources, record, voice))
    singular = register_of(record).singular.capitalize()
    about = getattr(record, "about_id", None)
    on = f" on {sources.called(about)}" if about else ""
    title = f"{singular} {record.reference}{on}"
    return Item(record.reference, title, record.dated_on, told, is_by_name)


def _fields(sources: Sources, record: Record, voice: ByRole) -> Iterator[Told]:
    """What a record says, field by field; people by what they are, but the one it is all about."""
    day = record.dated_on
    if isinstance(record, Incident):
        yield Told("people", "People", Cleaned(voice.parts_in(record)))
    for fact in facts(type(record)).values():
        value = getattr(record, fact.name)
        if value in (None, "", ()) or fact.name in _NOT_TOLD:
            continue
        if fact.relevant_if and not getattr(record, fact.relevant_if):
            continue
        if fact.kind is Kind.LINK and fact.refers_to == PEOPLE.name:
            yield Told(fact.name, fact.title, Cleaned(voice.person(PersonId(value), day)))
        elif fact.kind is Kind.PARTS:
            yield from _told_parts(fact.name, fact.title, value, voice)
        else:
            text = dict(sources.said(record, fact.name)).get(fact.title, "")
            if text:
                yield Told(fact.name, fact.title, voice.remover.cleaned(text), _is_text(record, fact.name))


def _told_parts(name: str, title: str, parts: tuple[object, ...], voice: ByRole) -> Iterator[Told]:
    """Roles held, numbers elsewhere, who came: said plainly where they name nobody else."""
    said = []
    for part in parts:
        person_id = getattr(part, "person_id", None)
        if person_id is not None:
            said.append(voice.person(person_id, None))
        elif hasattr(part, "said"):
            said.append(part.said(full))
        elif isinstance(part, RoleHeld):
            said.append(f"{part.role.label} from {full(part.since)}")
        elif isinstance(part, ExternalId):
            said.append(f"{part.source}: {part.number}")
    if said:
        yield Told(name, title, Cleaned("; ".join(said)))


def holds_restricted(sources: Sources, person: Person) -> bool:
    """Whether there is a restricted matter on this person, or on a record that names them."""
    linked = records_naming(sources, person)
    ids = [record.id for record in linked if record.id is not None]
    referrals = [one for key in (person.id, *ids) for one in sources.about(Referral, REFERRALS, key)]
    return any(record.is_restricted for record in (*linked, *referrals)) or bool(
        lookups.restricted_among(sources.connection, ids)
    )
