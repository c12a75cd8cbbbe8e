"""Timing side by side, and the table that says what came out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Timed = Callable[[], float]
"""Does the work once and returns its seconds."""


@dataclass(frozen=True)
class Limit:
    """An absolute goal beside the ratio, such as "p99 < 16 ms"; ``reached`` is in the same unit."""

    name: str
    reached: float
    goal: float
    unit: str = "ms"

    @property
    def is_kept(self) -> bool:
        return self.reached < self.goal

    def words(self) -> str:
        return f"{self.name} {self.reached:.1f} {self.unit} (goal < {self.goal:g})"


@dataclass(frozen=True)
class Row:
    """One line of the table: medians of ours and of its yardstick, and the most that their ratio may be."""

    what: str
    yardstick: str
    ours: float
    theirs: float
    goal: float
    unit: str = "ms"
    limits: Sequence[Limit] = field(default_factory=tuple)

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def is_kept(self) -> bool:
        return self.ratio <= self.goal and all(limit.is_kept for limit in self.limits)

    def cells(self) -> tuple[str, ...]:
        verdict = "kept" if self.is_kept else "**missed**"
        figures = (f"{self.ours:.1f} {self.unit}", f"{self.yardstick}: {self.theirs:.1f} {self.unit}")
        limits = "; ".join(limit.words() for limit in self.limits)
        return self.what, *figures, f"{self.ratio:.2f} ×", f"≤ {self.goal:g} ×", limits, verdict


HEAD = ("what", "the desk", "yardstick", "ratio", "goal", "besides", "verdict")


def clocked(work: Callable[[], object]) -> Timed:
    """``work`` as something that returns how long it took."""

    def timed() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return timed


def side_by_side(
    ours: Timed, theirs: Timed, rounds: int, warm_up: int = 1
) -> tuple[list[float], list[float]]:
    """Milliseconds of both, taken in turn so that a slow moment of the machine falls on both alike."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(warm_up + rounds):
        pair = [(0, ours), (1, theirs)]
        for which, timed in pair if turn % 2 else reversed(pair):
            spent = timed() * 1_000
            if turn >= warm_up:
                taken[which].append(spent)
    return taken


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of ``values`` do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [HEAD, tuple("---" for _ in HEAD), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
