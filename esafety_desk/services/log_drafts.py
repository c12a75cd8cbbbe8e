"""What every row of an old log is read with: who is meant, which platform, what a person is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from esafety_desk.exchange import log_words as cells
from esafety_desk.exchange.log_meanings import Meaning
from esafety_desk.exchange.log_names import Named, names_in
from esafety_desk.exchange.logs import LogRow
from esafety_desk.exchange.roster_words import words_of
from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.names import folded, tidy
from esafety_desk.records.people import PersonKind
from esafety_desk.records.words import Words
from esafety_desk.services.log_people import Meant, PeopleByName

ANYBODY = frozenset(PersonKind)
STAFF = frozenset({PersonKind.STAFF})
_SUMMARY = 160


@dataclass(frozen=True)
class Around:
    """What rows are read beside: the people here, the school's words, who was decided to be meant by a name."""

    people: PeopleByName
    words: Words
    today: date
    decided: Mapping[str, PersonId | None] = field(default_factory=dict)

    @cached_property
    def platforms(self) -> Mapping[str, str]:
        """The school's platforms by their labels without blanks and signs."""
        return {"".join(words_of(word.label)): word.code for word in self.words.of("platforms")}

    def meant(self, named: Named, row: LogRow, among: frozenset[PersonKind]) -> Meant:
        said = folded(named.written)
        if said in self.decided:
            person = self.decided[said]
            return Meant(named.written, person, (person,) if person else ())
        return self.people.meant(named, row.days[Meaning.DATE], row.years, among=among)


@dataclass(frozen=True, slots=True)
class Drafted:
    """The fields of a record to keep, and what a person is shown of them."""

    record: type[Record]
    values: dict[str, Any]
    understood: dict[str, Any]
    warnings: tuple[str, ...] = ()


Draft = Callable[[LogRow, Around], Drafted]


def likeness(row: LogRow) -> str:
    """What makes two rows the same occurrence: day, time, words and names, however they are written."""
    said = row.values
    names = sorted(folded(named.written) for _, cell in row.people for named in names_in(cell))
    words = [
        " ".join(words_of(said.get(m, ""))) for m in (Meaning.DETAILS, Meaning.PLATFORM, Meaning.ACCOUNT)
    ]
    at = cells.time_of_day(said.get(Meaning.TIME, "")) or ""
    return "\x1f".join([row.days[Meaning.DATE].isoformat(), at, *words, *names])


def once(parts: Iterable[Any]) -> tuple[Any, ...]:
    """Each person once, in the first part they are named in."""
    return tuple({part.person_id: part for part in reversed(list(parts))}.values())[::-1]


def shown_people(around: Around, named: Sequence[Meant]) -> list[dict[str, Any]]:
    """Names as written, each with the reference of the person it means or of those it may mean."""
    return [
        {
            "as_written": meant.written,
            "person": around.people.reference(meant.person) if meant.person else "",
            "likely": [] if meant.person else [around.people.reference(key) for key in meant.likely],
        }
        for meant in named
    ]


def in_short(text: str) -> str:
    """The first sentence, or as much of it as a line holds."""
    first = re.split(r"(?<=[.!?])\s+(?=[A-Z])", tidy(text), maxsplit=1)[0]
    if len(first) <= _SUMMARY:
        return first
    return first[: _SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def platforms_in(around: Around, text: str) -> tuple[str, ...]:
    """The school's words for a platform where they are the same but for blanks and signs, else as written."""
    if cells.is_nothing(text):
        return ()
    known = around.platforms
    whole = known.get("".join(words_of(text)))
    pieces = [text] if whole else [piece for piece in re.split(r"[,;&\n]|\band\b", text) if piece.strip()]
    found = (known.get("".join(words_of(piece))) or tidy(piece)[:80] for piece in pieces)
    return tuple(dict.fromkeys(found))
