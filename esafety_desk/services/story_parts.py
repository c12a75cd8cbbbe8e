"""What a record's page is told: plain frozen parts, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.store.retention import Decision


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value; ``day`` is set instead of ``text`` where the value is a date."""

    label: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in the record, in a role; or a role that a person held ``since`` a day, perhaps ``until`` another."""

    role: str
    name: str
    id: PersonId | None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Another record this one hangs on, or that hangs on it."""

    register: str
    id: RecordId
    reference: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ToDo:
    """An action on this record."""

    id: RecordId
    what: str
    owner: str
    due_on: date | None
    done_on: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the chronology. ``entered_at`` is set where it was entered on a later day."""

    on: date
    text: str
    kind: str
    register: str
    id: RecordId
    entered_at: datetime | None = None
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the detail panel shows. A restricted record shows content only when asked for."""

    register: str
    id: RecordId
    reference: str
    title: str
    badges: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    people: tuple[Participant, ...]
    links: tuple[Link, ...]
    actions: tuple[ToDo, ...]
    events: tuple[Event, ...]
    restricted: bool
    withdrawn: str
    decision: Decision
