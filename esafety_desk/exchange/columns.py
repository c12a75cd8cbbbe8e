"""What a column of any table was taken to mean, with how sure that is: for a person to look at and correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from esafety_desk.records.names import folded

M = TypeVar("M", bound=StrEnum)

SURE, FAIR = 0.8, 0.55
"""From here on a person need not look; below, the meaning is only a proposal to look at."""
TOLD, REMEMBERED = "told", "remembered"


@dataclass(frozen=True, slots=True)
class Column(Generic[M]):
    """One column as understood. ``why`` says what its meaning rests on; ``examples`` are its first few cells."""

    place: int
    heading: str
    meaning: M | None
    confidence: float
    why: str
    examples: tuple[str, ...] = ()


def key_of(headings: Sequence[str]) -> str:
    """What a table is recognised by when it comes again: its headings in any order."""
    return "|".join(sorted(folded(heading) for heading in headings if heading))


def meanings(kind: type[M], words: Mapping[str, str | None]) -> dict[str, M | None]:
    """A mapping as kept or typed, by heading; words that mean nothing any more leave their column out."""
    known = {meaning.value: meaning for meaning in kind}
    return {heading: None if word is None else known.get(word) for heading, word in words.items()}
