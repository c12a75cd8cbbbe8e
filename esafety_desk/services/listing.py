"""Lists as a person reads them: names for ids, labels for codes, rows fetched as they are shown."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from esafety_desk.policy.wording import brief
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.facts import FieldFacts, Kind, facts, names_people
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import PersonKind, YearGroup
from esafety_desk.records.registers import Register
from esafety_desk.records.words import Words
from esafety_desk.services import headings
from esafety_desk.services.keeping import Work
from esafety_desk.store import lists, lookups, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.lists import ListQuery
from esafety_desk.store.unit import linked_people

__all__ = ["Column", "ListQuery", "ListRow", "PersonHit", "columns", "count", "counts_by", "dump", "ids", "opened",
           "people_like", "records", "rows_of", "streamed"]  # fmt: skip

Cell = str | int | date | None

_STREAMED = 500


@dataclass(frozen=True, slots=True)
class Column:
    """One column a register can show."""

    name: str
    title: str
    kind: Kind
    align_right: bool


@dataclass(frozen=True, slots=True)
class ListRow:
    """One record in a list: what to show by column. A restricted one shows its reference and day alone."""

    id: RecordId
    reference: str
    dated_on: date | None
    restricted: bool
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class PersonHit:
    """Someone whose name fits what was typed."""

    id: PersonId
    name: str
    detail: str
    is_here: bool


def columns(register: Register) -> tuple[Column, ...]:
    """The reference, then every field marked as listed, in the order of declaration."""
    first = Column("reference", "Reference", Kind.TEXT, False)
    listed = (f for f in facts(register.record).values() if f.listed)
    return (first, *(Column(f.name, f.title, f.kind, f.kind is Kind.NUMBER) for f in listed))


def ids(desk: Desk, query: ListQuery) -> array[int]:
    """The ids of the records ``query`` lets through, in its order."""
    with desk.reading() as connection:
        return lists.ids(connection, query)


def records(desk: Desk, query: ListQuery) -> list[Record]:
    """The records ``query`` lets through, in its order; for the small registers that rules look through."""
    with desk.reading() as connection:
        wanted = lists.ids(connection, query)
        found = rows.read(connection, query.register, wanted)
    return [found[RecordId(key)] for key in wanted]


def opened(
    desk: Desk, query: ListQuery, words: Words, first: int
) -> tuple[array[int], dict[RecordId, ListRow]]:
    """The ids ``query`` lets through, with the first few of their rows ready to show."""
    with desk.reading() as connection:
        found = lists.ids(connection, query)
        return found, _rows(connection, query.register, found[:first], words)


def count(desk: Desk, query: ListQuery) -> int:
    """How many records ``query`` lets through."""
    with desk.reading() as connection:
        return lists.count(connection, query)


def counts_by(desk: Desk, query: ListQuery, name: str) -> dict[Any, int]:
    """How many of them have each value of the field ``name``."""
    with desk.reading() as connection:
        return lists.counts_by(connection, query, name)


def rows_of(desk: Desk, register: Register, wanted: Iterable[int], words: Words) -> dict[RecordId, ListRow]:
    """The rows with these ids, ready to show, by id."""
    with desk.reading() as connection:
        return _rows(connection, register, wanted, words)


def streamed(desk: Desk, query: ListQuery, words: Words) -> Iterator[ListRow]:
    """Every row ``query`` lets through, in its order, from one unchanging state; a few hundred are held at once."""
    with desk.reading() as connection:
        wanted = lists.ids(connection, query)
        for start in range(0, len(wanted), _STREAMED):
            piece = wanted[start : start + _STREAMED]
            found = _rows(connection, query.register, piece, words)
            yield from (found[RecordId(key)] for key in piece)


def _rows(
    connection: Connection, register: Register, wanted: Iterable[int], words: Words
) -> dict[RecordId, ListRow]:
    shown = [f for f in facts(register.record).values() if f.listed]
    records = rows.outlines(connection, register, wanted)
    names = lists.names(connection, _people_in(records.values(), shown))
    references = lists.references(connection, _other_links(records.values()))
    references |= headings.of_links(connection, records.values())
    hidden = _hidden(connection, records.values())
    return {
        key: ListRow(
            id=key,
            reference=record.reference,
            dated_on=record.dated_on,
            restricted=key in hidden,
            cells=_hidden_cells(record) if key in hidden else _cells(record, shown, words, names, references),
        )
        for key, record in records.items()
    }


def people_like(
    desk: Desk, text: str, today: date, kinds: Collection[PersonKind] = (), limit: int = 8
) -> list[PersonHit]:
    """People a name part of whom begins with each word of ``text``, accents or none; who is here on ``today`` first."""
    with desk.reading() as connection:
        found = lists.people_like(connection, text, today, [str(kind) for kind in kinds], limit)
    return [
        PersonHit(
            PersonId(row.id),
            f"{row.known_as or row.given_name} {row.family_name}".strip(),
            _who(row, today),
            row.left_on is None or row.left_on >= today,
        )
        for row in found
    ]


def dump(work: Work, register: Register) -> list[dict[str, Any]]:
    """Every record of ``register`` as plain values, oldest first; the look is itself audited.

    A restricted record gives its reference, days and status, never its content, nor whom it is about.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        wanted = lists.ids(unit.connection, ListQuery(register, descending=False))
        records = rows.read(unit.connection, register, wanted)
        hidden = _hidden(unit.connection, records.values())
        unit.witness("listed", register.name)
    return [_dumped(records[RecordId(key)], key in hidden) for key in wanted]


def shown_value(
    fact: FieldFacts, value: Any, words: Words, names: Mapping[int, str], references: Mapping[int, str]
) -> Cell:
    """One kept value as a person reads it: labels for codes, names for people. Dates stay dates."""
    if value is None or value == "" or value == ():
        return ""
    if fact.kind is Kind.LINK:
        return names.get(value) or references.get(value, "")
    if fact.kind is Kind.PARTS:
        said = [names.get(part.person_id, "") for part in value if hasattr(part, "person_id")]
        said += [part.said(brief) for part in value if hasattr(part, "said")]
        return ", ".join(said)
    if fact.kind in (Kind.WORDS, Kind.CHOICES):
        return ", ".join(_word(fact, item, words) for item in value)
    if fact.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    if isinstance(value, date | int):
        return value
    return _word(fact, value, words)


def names_and_references(
    connection: Connection, records: Iterable[Record]
) -> tuple[dict[int, str], dict[int, str]]:
    """What ``shown_value`` needs to know of the people and records these link to."""
    known = list(records)
    people = {p for record in known for p in linked_people(record)}
    references = lists.references(connection, _other_links(known)) | headings.of_links(connection, known)
    return lists.names(connection, people), references


def _word(fact: FieldFacts, value: Any, words: Words) -> str:
    if fact.choices is not None:
        return fact.choices(value).label
    return words.label(fact.vocabulary, str(value)) if fact.vocabulary else str(value)


def _cells(
    record: Record, shown: list[FieldFacts], words: Words, names: dict[int, str], references: dict[int, str]
) -> dict[str, Cell]:
    cells = {f.name: shown_value(f, getattr(record, f.name), words, names, references) for f in shown}
    return {"reference": record.reference, **cells}


def _people_in(records: Iterable[Record], shown: list[FieldFacts]) -> set[int]:
    """The people named in the ``shown`` fields."""
    people: set[int] = set()
    links = [f.name for f in shown if f.refers_to == "people"]
    parts = [f.name for f in shown if names_people(f)]
    for record in records:
        people.update(p for p in (getattr(record, name) for name in links) if p is not None)
        people.update(part.person_id for name in parts for part in getattr(record, name))
    return people


def _hidden(connection: Connection, records: Iterable[Record]) -> set[int]:
    """The ids of those that are restricted, or hang on a restricted record."""
    known = list(records)
    restricted = lookups.restricted_among(connection, _other_links(known))
    return {
        record.id or 0
        for record in known
        if record.is_restricted or getattr(record, "about_id", None) in restricted
    }


def _hidden_cells(record: Record) -> dict[str, Cell]:
    name = "to" if "to" in facts(type(record)) else "what"
    return {"reference": record.reference, name: "Restricted"}


def _other_links(records: Iterable[Record]) -> set[int]:
    links = (getattr(record, name) for record in records for name in _link_names(type(record)))
    return {link for link in links if link is not None}


@cache
def _link_names(model: type[Record]) -> tuple[str, ...]:
    return tuple(f.name for f in facts(model).values() if f.kind is Kind.LINK and f.refers_to != "people")


def _who(row: Any, today: date) -> str:
    said = [PersonKind(row.kind).label]
    if row.year_group:
        said = [YearGroup(row.year_group).label]
    if row.class_name:
        said.append(row.class_name)
    if row.left_on and row.left_on < today:
        said.append("left")
    return " · ".join(said)


def _dumped(record: Record, is_hidden: bool) -> dict[str, Any]:
    values: dict[str, Any] = record.model_dump(mode="json")
    if is_hidden:
        told = {f.name for f in facts(type(record)).values() if f.kind in (Kind.DATE, Kind.CHOICE)}
        values = {name: value for name, value in values.items() if name in {"id", "reference", *told}}
    values["dated_on"] = record.dated_on.isoformat() if record.dated_on else None
    if isinstance(record, Incident):
        values["risk_area"] = str(record.risk_area)
    return values
