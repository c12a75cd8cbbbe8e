"""What a review is made of: names to match, what the leader confirms, and what each kind of record does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from esafety_desk.exchange.log_names import Named, names_in
from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.people import PersonKind
from esafety_desk.services.log_people import PeopleByName
from esafety_desk.services.type_proposals import Proposal


class Part(StrEnum):
    """What somebody had to do with a record; the values are what a person is shown."""

    INVOLVED = ""
    CAME = "Came"
    ADVISER = "Adviser"
    ASKER = "Asked by"
    DECIDER = "Decided by"


@dataclass(frozen=True, slots=True)
class NameToMatch:
    """A name as the log wrote it, and the people here who may be meant, the likeliest first.

    ``written`` is empty where the log names nobody and the record needs somebody.
    """

    written: str
    likely: tuple[tuple[PersonId, str], ...]
    is_certain: bool
    part: Part = Part.INVOLVED

    @property
    def key(self) -> tuple[Part, str]:
        return self.part, self.written


@dataclass(frozen=True, slots=True)
class ToReview:
    """One imported record as the review shows it. ``source`` is the row it came from, as it stood.

    ``staff`` may be chosen beside the likely ones; ``lacks`` are fields that somebody must fill in.
    """

    register: str
    record: Record
    names: tuple[NameToMatch, ...]
    source: str
    proposals: tuple[Proposal, ...] = ()
    staff: tuple[tuple[PersonId, str], ...] = ()
    lacks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the leader confirmed. ``people`` says who is meant by each name; None leaves it as written."""

    kind: str = ""
    people: Mapping[tuple[Part, str], PersonId | None] = field(default_factory=dict)
    is_over: bool = False
    decided_on: date | None = None
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a review is made from: the record, its source, and the people it may speak of."""

    record: Record
    source: str
    people: PeopleByName
    staff: tuple[tuple[PersonId, str], ...] = ()

    def name(self, written: str, part: Part, among: frozenset[PersonKind]) -> NameToMatch:
        """``written`` with those of ``among`` who may be meant."""
        named = next(iter(names_in(written)), Named(written, "", ""))
        day = self.record.dated_on
        assert day is not None
        meant = self.people.meant(named, day, among=among)
        likely = tuple((key, self.people.name(key)) for key in meant.likely)
        return NameToMatch(written, likely, meant.person is not None, part)


@dataclass(frozen=True, slots=True)
class Review:
    """How records of one register are reviewed: what is shown of one, and the fields it has afterwards."""

    shown: Callable[[Seen], ToReview]
    reviewed: Callable[[Any, Confirmed], dict[str, Any]]
