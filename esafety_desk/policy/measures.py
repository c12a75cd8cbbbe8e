"""What may be protected: counts in tables, shares of counts, and what everyone knows of how they hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from esafety_desk.policy.knots import Cell


@dataclass(frozen=True, slots=True)
class CountRow:
    """True counts of one thing, one for each column; ``key`` names the thing wherever it appears."""

    key: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that may be counted together, under a name of their own."""

    label: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountTable:
    """True counts, one property by columns. Rows add up to ``total`` where there is one.

    Where lines must be joined: the smallest one by one under ``rest_label``, or whole ``groups`` at once.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[CountRow, ...]
    total: CountRow | None = None
    rest_label: str = ""
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a count that is said as a share, column by column.

    ``within`` names a larger part around it, ``base_within`` what a base that is never printed is part of.
    """

    key: str
    base_key: str
    columns: tuple[str, ...]
    parts: tuple[int, ...]
    bases: tuple[int, ...]
    within: str = ""
    base_within: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Something true of the counts that nobody prints: ``total`` is the sum of ``parts``, or more where not whole."""

    total: Cell
    parts: tuple[Cell, ...]
    is_whole: bool = True


Measure: TypeAlias = CountTable | Share | Tie


@dataclass(frozen=True, slots=True)
class Split:
    """A longer period as the sum of shorter ones, by the names of their columns."""

    whole: str
    parts: tuple[str, ...]
