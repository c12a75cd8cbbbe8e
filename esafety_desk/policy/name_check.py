"""Reads an author's words for anyone of the desk they name.

Every hit is shown to the author, who takes it out or says that it names nobody here. Generated sentences are
not read: they are made from figures and fixed words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from esafety_desk.policy.known_names import KnownNames
from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that name someone: where they stand, from which letter to which, and whom they may mean."""

    place: str
    words: str
    start: int
    end: int
    people: tuple[PersonId, ...]


def hits(
    texts: Iterable[tuple[str, str]], names: KnownNames, not_names: Collection[str] = ()
) -> tuple[Hit, ...]:
    """Every place in ``texts`` (each with the place it stands at) that names someone.

    ``not_names`` were looked at and name nobody.
    """
    allowed = {folded(word) for word in not_names}
    found = [
        Hit(place, text[one.start : one.end], one.start, one.end, tuple(sorted(one.people)))
        for place, text in texts
        for one in names.found_in(text)
    ]
    return tuple(hit for hit in found if folded(hit.words) not in allowed)
