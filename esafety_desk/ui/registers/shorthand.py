"""Small things that the declarations of registers have in common."""

from __future__ import annotations

from collections.abc import Iterable

from esafety_desk.records.base import Choice
from esafety_desk.ui.registers.declaration import FilterChip, Tally


def chips(field: str, choices: Iterable[Choice]) -> tuple[FilterChip, ...]:
    return tuple(FilterChip(choice.label, field, frozenset({choice.value})) for choice in choices)


def still(label: str, *fields: str) -> FilterChip:
    """A chip for the records that still leave ``fields`` empty: unanswered, not reviewed, without an end."""
    return FilterChip(label, empty=frozenset(fields))


def waiting(words: str, *fields: str, optional: bool = True) -> Tally:
    """Counts the records that still leave ``fields`` empty; ``words`` hold {n}."""
    return Tally(words, words, empty=frozenset(fields), optional=optional)


def this_year() -> Tally:
    return Tally("{n} this school year", "{n} this school year", this_year=True)


def among(words: str, field: str, *values: Choice, optional: bool = False) -> Tally:
    """Counts the records whose ``field`` has one of ``values``; ``words`` hold {n}."""
    return Tally(words, words, {field: frozenset(v.value for v in values)}, optional=optional)
