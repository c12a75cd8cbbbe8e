"""Which true counts could stand behind published ones: exact reasoning over whole numbers and their sums.

A puzzle has cells, each between two bounds, and sums that tie them together. Bounds are narrowed until they
agree. Where the sums form a tree (every total split one way, tables meeting in one total) the narrowed bounds
are the answer: whole-number intervals add up to whole-number intervals. Elsewhere, as in a table with totals
both ways, each value is tried by search, outwards from within the narrowest interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = tuple[str, str]
"""Names one true count: the column it stands in (a period) and what it counts."""
Bounds: TypeAlias = tuple[int, int]
"""Least and greatest possible value, both included."""

BUDGET = 4_000
"""Search steps allowed for one knot of cells; a reader with more patience is not expected, nor trusted."""


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` equals the sum of ``parts``."""

    total: Cell
    parts: tuple[Cell, ...]


def possible_values(
    bounds: Mapping[Cell, Bounds],
    sums: Iterable[Sum],
    asked: Iterable[Cell],
    enough: int,
    budget: int = BUDGET,
) -> dict[Cell, int]:
    """For each asked cell, how many values it could have, at most ``enough`` counted.

    Values not shown to be possible within ``budget`` steps are not counted. Every cell of ``sums`` and
    every asked cell needs bounds. Contradictory bounds leave no value to any cell of their knot.
    """
    wanted = set(asked)
    found: dict[Cell, int] = {}
    for cells, ties in _knots(bounds, list(sums)):
        here = [cell for cell in cells if cell in wanted]
        if here:
            knot = _Knot(cells, ties, bounds, budget)
            found.update(zip(here, knot.count([knot.place[cell] for cell in here], enough), strict=True))
    return found


def all_keep(
    bounds: Mapping[Cell, Bounds],
    sums: Iterable[Sum],
    asked: Iterable[Cell],
    enough: int,
    near: Collection[Cell],
    budget: int = BUDGET,
) -> bool:
    """Whether every asked cell could have at least ``enough`` values; only knots with a cell of ``near`` count.

    As ``possible_values``, but stops at the first cell that falls short.
    """
    wanted, touched = set(asked), set(near)
    for cells, ties in _knots(bounds, list(sums)):
        if touched.isdisjoint(cells):
            continue
        knot = _Knot(cells, ties, bounds, budget)
        if not knot.keeps([knot.place[cell] for cell in cells if cell in wanted], enough):
            return False
    return True


def _knots(bounds: Mapping[Cell, Bounds], sums: Sequence[Sum]) -> list[tuple[list[Cell], list[Sum]]]:
    """The cells grouped into knots that no sum ties to one another, each with its own sums."""
    head = {cell: cell for cell in bounds}

    def top(cell: Cell) -> Cell:
        while head[cell] != cell:
            head[cell] = head[head[cell]]
            cell = head[cell]
        return cell

    for tie in sums:
        for part in tie.parts:
            head[top(part)] = top(tie.total)
    cells: dict[Cell, list[Cell]] = defaultdict(list)
    ties: dict[Cell, list[Sum]] = defaultdict(list)
    for cell in bounds:
        cells[top(cell)].append(cell)
    for tie in sums:
        ties[top(tie.total)].append(tie)
    return [(members, ties[name]) for name, members in cells.items()]


class _Knot:
    """One group of cells tied together by sums, numbered by ``place``."""

    def __init__(
        self, cells: Sequence[Cell], sums: Sequence[Sum], bounds: Mapping[Cell, Bounds], budget: int
    ) -> None:
        self.place = {cell: number for number, cell in enumerate(cells)}
        self._least = [bounds[cell][0] for cell in cells]
        self._most = [bounds[cell][1] for cell in cells]
        self._sums = [(self.place[s.total], tuple(self.place[p] for p in s.parts)) for s in sums]
        self._sums_of: list[list[int]] = [[] for _ in cells]
        for number, (total, parts) in enumerate(self._sums):
            for member in (total, *parts):
                self._sums_of[member].append(number)
        # Once these are fixed, the others hang together as a tree, where narrowed bounds are the answer.
        self._core = self._that_close_circles()
        self._is_tree = not self._core
        self._budget = budget
        self._lean = 2

    def _that_close_circles(self) -> list[int]:
        """Few cells without which no way leads from a sum over cells and sums back to it."""
        head = list(range(len(self._sums)))

        def top(number: int) -> int:
            while head[number] != number:
                head[number] = head[head[number]]
                number = head[number]
            return number

        closing = []
        by_ties = sorted(range(len(self._sums_of)), key=lambda place: len(self._sums_of[place]))
        for place in by_ties:
            groups = {top(number) for number in self._sums_of[place]}
            if len(groups) < len(self._sums_of[place]):
                closing.append(place)
            elif groups:
                first, *others = groups
                for other in others:
                    head[other] = first
        return closing

    def count(self, places: Sequence[int], enough: int) -> list[int]:
        """How many values each place could have, at most ``enough`` counted."""
        seen: dict[int, set[int]] = {place: set() for place in places}
        if not self._narrow(self._least, self._most, range(len(self._sums))):
            return [0] * len(places)
        for place in places:
            self._look_at(place, enough, seen)
        return [min(enough, len(seen[place])) for place in places]

    def keeps(self, places: Sequence[int], enough: int) -> bool:
        """Whether each place could have at least ``enough`` values."""
        if not self._narrow(self._least, self._most, range(len(self._sums))):
            return False
        if any(self._most[place] - self._least[place] + 1 < enough for place in places):
            return False
        seen: dict[int, set[int]] = {place: set() for place in places}
        for place in places:
            self._look_at(place, enough, seen)
            if len(seen[place]) < enough:
                return False
        return True

    def _look_at(self, place: int, enough: int, seen: dict[int, set[int]]) -> None:
        """Add to ``seen`` until ``place`` has enough values, or has no more."""
        values = range(self._least[place], self._most[place] + 1)
        if self._is_tree:
            seen[place].update(values[:enough])
            return
        for value in values:
            if len(seen[place]) >= enough:
                return
            if value not in seen[place]:
                self._try(place, value, seen, enough)

    def _try(self, place: int, value: int, seen: dict[int, set[int]], enough: int) -> None:
        """Look for solutions with ``value`` at ``place``, and note the values they show everywhere."""
        least, most = self._least[:], self._most[:]
        least[place] = most[place] = value
        solution = self._solved(least, most, self._sums_of[place])
        self._lean = self._lean % 3 + 1  # the next solution leans another way, to show other values
        if solution is not None:
            for other, values in seen.items():
                values.update(range(solution[0][other], solution[1][other] + 1)[:enough])

    def _solved(
        self, least: list[int], most: list[int], touched: Iterable[int]
    ) -> tuple[list[int], list[int]] | None:
        """Bounds with the core fixed, within which each cell can take every value; None if there are none."""
        self._budget -= 1
        if self._budget < 0 or not self._narrow(least, most, touched):
            return None
        place = min(
            (place for place in self._core if least[place] < most[place]),
            key=lambda place: most[place] - least[place],
            default=None,
        )
        if place is None:
            return least, most
        low, high = least[place], most[place]
        first = low + (high - low) * self._lean // 4
        for bounds in ((first, first), (first + 1, high), (low, first - 1)):
            if bounds[0] <= bounds[1]:
                lower, upper = least[:], most[:]
                lower[place], upper[place] = bounds
                solution = self._solved(lower, upper, self._sums_of[place])
                if solution is not None:
                    return solution
        return None

    def _narrow(self, least: list[int], most: list[int], touched: Iterable[int]) -> bool:
        """Tighten bounds in place until every sum agrees with them; False where they contradict."""
        waiting = dict.fromkeys(touched)
        while waiting:
            total, parts = self._sums[waiting.popitem()[0]]
            low, high = sum(least[p] for p in parts), sum(most[p] for p in parts)
            least_total, most_total = max(least[total], low), min(most[total], high)
            if least_total > most_total:
                return False
            changed = [total] if (least_total, most_total) != (least[total], most[total]) else []
            least[total], most[total] = least_total, most_total
            for p in parts:
                lower, upper = least_total - high + most[p], most_total - low + least[p]
                if lower <= least[p] and upper >= most[p]:
                    continue
                lower, upper = max(least[p], lower), min(most[p], upper)
                if lower > upper:
                    return False
                changed.append(p)
                low, high = low + lower - least[p], high + upper - most[p]
                least[p], most[p] = lower, upper
            for member in changed:
                waiting.update(dict.fromkeys(self._sums_of[member]))
        return True
