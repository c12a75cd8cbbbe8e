"""What an import tells: row by row while it reads, and altogether when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from esafety_desk.exchange.columns import Column
from esafety_desk.exchange.dates import DayOrder
from esafety_desk.host.errors import KnownError
from esafety_desk.policy.wording import counted, listed
from esafety_desk.records.base import PersonId


class Did(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"
    PASSED_OVER = "passed over"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


WAITING = frozenset({Did.DOUBTFUL, Did.REFUSED})
"""Rows that are not in, and wait for somebody to mend or decide them."""


@dataclass(frozen=True, slots=True)
class Report:
    """One row: where it stands, as what it was understood, what was done with it and why.

    ``cells`` are what may be written out again of a row that is not in; ``likely`` the people among whom a
    doubtful row waits for a decision.
    """

    file: str
    line: int
    action: Did
    reason: str = ""
    understood: Mapping[str, Any] = field(default_factory=dict)
    cells: tuple[tuple[str, str], ...] = ()
    likely: tuple[PersonId, ...] = ()
    likely_told: tuple[str, ...] = ()
    """Each of ``likely`` as one tells them apart: reference, year and class."""

    @property
    def key(self) -> tuple[str, int]:
        return self.file, self.line


Hear = Callable[[Report], None]
"""Is told every row as it is read; whatever it raises stops the import, and then nothing is brought in."""
Heed = Callable[[], None]
"""Is asked now and then whether anyone still waits, and raises where nobody does."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of an import.

    ``order`` is how dates are meant that do not prove it; ``mapping`` tells columns by heading, each by the word
    for its meaning or None. ``decided`` says who a doubtful row of a roster is, by file and line: a person, or
    None for somebody new. ``meant`` says the same of a name in a log, as it is written there. ``absent_left``:
    those a roster no longer names have left.
    """

    dry_run: bool = False
    order: DayOrder | None = None
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    all_or_nothing: bool = False
    decided: Mapping[tuple[str, int], PersonId | None] = field(default_factory=dict)
    meant: Mapping[str, PersonId | None] = field(default_factory=dict)
    absent_left: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the import as it was understood: its columns, and the headings whose dates stay undecided."""

    file: str
    columns: tuple[Column[Any], ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did, or in a dry run would do. ``batch`` names the act by which it is taken back."""

    counts: Counter[Did]
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...] = ()
    changed: frozenset[str] = frozenset()
    batch: int | None = None
    absent: int = 0
    """People known from the same system whom a roster no longer names."""
    absent_told: str = ""
    """What becomes of those; empty where there are none."""

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The notes, and what becomes of those no longer named."""
        return (*self.notes, *filter(None, (self.absent_told,)))

    @property
    def told(self) -> dict[str, int]:
        """How many rows came to each end, those with none left out."""
        return {action.value: self.counts[action] for action in Did if self.counts[action]}

    @property
    def has_refusals(self) -> bool:
        return any(self.counts[action] for action in WAITING)

    @property
    def message(self) -> str:
        ends = [f"{number:,} {action}" for action, number in self.told.items()]
        read = counted(self.counts.total(), "row")
        return f"{read} read: {listed(ends)}." if ends else "No rows to read."


class NotAll(KnownError):
    """All rows were wanted or none, and some are refused: nothing was brought in."""

    def __init__(self, result: Result) -> None:
        waiting = sum(result.counts[action] for action in WAITING)
        super().__init__(
            f"Nothing was brought in: {counted(waiting, 'row')} must be mended or decided first."
        )
        self.result = result
