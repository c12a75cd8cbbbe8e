"""One knot of cells tied by sums: which values each of them could have.

Bounds are narrowed until they agree. Where the sums form a tree (every total split one way, tables meeting in one
total) the narrowed bounds are the answer: whole-number intervals add up to whole-number intervals. Elsewhere one
solution is found, then others near it by small changes; what these do not show is searched for, fixing few cells
until a tree is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

Cell: TypeAlias = tuple[str, str]
"""Names one true count: the column it stands in (a period) and what it counts."""
Bounds: TypeAlias = tuple[int, int]
"""Least and greatest possible value, both included."""
_REMEDIES = 5
"""How many cells are tried at each step of making up for a small change."""
_NEAR_KNOWN = 2
"""The beginning that is taken at the known solution once there is one: others are likely to be near it."""
_BEGINNINGS = (_NEAR_KNOWN, 0, 1, 3, 4)
"""Where in each interval a search begins, in quarters."""
_FIRST_STEPS = 200
"""How many steps a search goes from each beginning; once all have been tried, twice as many, and so on."""
_PASSES = (0, 400, 1_000_000)
"""How many steps each value is searched for, cell by cell, before all are begun again: one may hold up the others."""
_PATIENCE = 120
"""How many steps making up for one small change may take."""


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` equals the sum of ``parts``."""

    total: Cell
    parts: tuple[Cell, ...]


class Knot:
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
        self._known: list[int] = []
        self._patience = 0
        self._trouble = [1] * len(cells)

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
        if not self._begin(seen):
            return [0] * len(places)
        for steps in _PASSES:
            for place in places:
                self._look_at(place, enough, seen, steps)
        return [min(enough, len(seen[place])) for place in places]

    def keeps(self, places: Sequence[int], enough: int) -> bool:
        """Whether each place could have at least ``enough`` values."""
        seen: dict[int, set[int]] = {place: set() for place in places}
        if not self._narrow(self._least, self._most, range(len(self._sums))):
            return False
        if any(self._most[place] - self._least[place] + 1 < enough for place in places):
            return False
        if not self._begin(seen):
            return False
        for steps in _PASSES:
            for place in places:
                self._look_at(place, enough, seen, steps)
                if steps == _PASSES[-1] and len(seen[place]) < enough:
                    return False
        return True

    def _begin(self, seen: dict[int, set[int]]) -> bool:
        """Narrow the bounds and find one solution, from which others are not far; whether there is one."""
        if not self._narrow(self._least, self._most, range(len(self._sums))):
            return False
        if self._is_tree:
            return True
        found = self._searched(self._least, self._most, ())
        if found is None:
            return False
        least, most = found
        for place in range(len(least)):
            if least[place] < most[place]:
                least[place] = most[place] = (least[place] + most[place]) // 2
                self._narrow(least, most, self._sums_of[place])
        self._known = least
        for place, values in seen.items():
            values.add(least[place])
        return True

    def _searched(
        self, least: list[int], most: list[int], touched: Collection[int]
    ) -> tuple[list[int], list[int]] | None:
        """As ``_solved``, sought from several ends in turn: a search that began badly may never come back."""
        left = self._budget
        found, share, is_thorough = None, _FIRST_STEPS, False
        while left and found is None and not is_thorough:
            for lean in _BEGINNINGS:
                self._lean, self._budget = lean, min(left, share)
                left -= self._budget
                found = self._solved(least[:], most[:], touched)
                left += max(0, self._budget)
                is_thorough = self._budget >= 0
                if found is not None or is_thorough or not left:
                    break
            share *= 2
        self._budget = left
        return found

    def _look_at(self, place: int, enough: int, seen: dict[int, set[int]], steps: int) -> None:
        """Add to ``seen`` until ``place`` has enough values, or no more are found in so many ``steps`` for each.

        Without steps only small changes are tried, which often show a value; a search without end always does.
        """
        least, most = self._least[place], self._most[place]
        if self._is_tree:
            seen[place].update(range(least, most + 1)[:enough])
            return
        nearest = _nearest(self._known[place], least, most)
        for value in islice(nearest, None if steps == _PASSES[-1] else 2 * enough):
            if len(seen[place]) >= enough:
                return
            if value in seen[place]:
                continue
            if steps:
                self._try(place, value, seen, enough, steps)
            else:
                self._shift(place, value, seen)

    def _shift(self, place: int, value: int, seen: dict[int, set[int]]) -> None:
        """Give ``place`` another value and make up for it in few other cells, starting from the known solution."""
        changed = {place: value}
        off = {
            number: self._sign(number, place) * (value - self._known[place])
            for number in self._sums_of[place]
        }
        self._patience = _PATIENCE
        if self._mended(changed, {number: by for number, by in off.items() if by}):
            for other, shown in changed.items():
                if other in seen:
                    seen[other].add(shown)

    def _mended(self, changed: dict[int, int], off: dict[int, int]) -> bool:
        """Whether every sum that is ``off`` by something can be put right; ``changed`` then holds how."""
        if not off:
            return True
        self._patience -= 1
        if self._patience < 0:
            return False
        number, by = next(iter(off.items()))
        for other, value in self._remedies(number, by, changed):
            changed[other] = value
            step = value - self._known[other]
            still = dict(off)
            for tie in self._sums_of[other]:
                still[tie] = still.get(tie, 0) + self._sign(tie, other) * step
            if self._mended(changed, {tie: rest for tie, rest in still.items() if rest}):
                return True
            del changed[other]
        return False

    def _remedies(self, number: int, by: int, changed: Mapping[int, int]) -> list[tuple[int, int]]:
        """Cells of a sum that could take up what it is off by, those in few other sums first."""
        total, parts = self._sums[number]
        found = []
        for other in (total, *parts):
            wanted = self._known[other] - self._sign(number, other) * by
            value = min(max(wanted, self._least[other]), self._most[other])  # some of it where not all
            if other not in changed and value != self._known[other]:
                found.append((other, value, abs(wanted - value)))
        found.sort(key=lambda remedy: (remedy[2], len(self._sums_of[remedy[0]])))
        return [(other, value) for other, value, _left in found[:_REMEDIES]]

    def _sign(self, number: int, place: int) -> int:
        """How a sum moves with a cell of it: parts less total."""
        return -1 if self._sums[number][0] == place else 1

    def _try(self, place: int, value: int, seen: dict[int, set[int]], enough: int, steps: int) -> None:
        """Look for solutions with ``value`` at ``place``, and note the values they show everywhere."""
        least, most = self._least[:], self._most[:]
        least[place] = most[place] = value
        kept_back = max(0, self._budget - steps)
        self._budget -= kept_back
        solution = self._searched(least, most, self._sums_of[place])
        self._budget += kept_back
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
            key=lambda place: (most[place] - least[place]) / self._trouble[place],
            default=None,
        )
        if place is None:
            return least, most
        low, high = least[place], most[place]
        first = low + (high - low) * self._lean // 4
        if self._lean == _NEAR_KNOWN and self._known:
            first = min(max(self._known[place], low), high)
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
            number = waiting.popitem()[0]
            total, parts = self._sums[number]
            low, high = sum(least[p] for p in parts), sum(most[p] for p in parts)
            least_total, most_total = max(least[total], low), min(most[total], high)
            if least_total > most_total:
                return self._no_way(number)
            changed = [total] if (least_total, most_total) != (least[total], most[total]) else []
            least[total], most[total] = least_total, most_total
            for p in parts:
                lower, upper = least_total - high + most[p], most_total - low + least[p]
                if lower <= least[p] and upper >= most[p]:
                    continue
                lower, upper = max(least[p], lower), min(most[p], upper)
                if lower > upper:
                    return self._no_way(number)
                changed.append(p)
                low, high = low + lower - least[p], high + upper - most[p]
                least[p], most[p] = lower, upper
            for member in changed:
                waiting.update(dict.fromkeys(self._sums_of[member]))
        return True

    def _no_way(self, number: int) -> bool:
        """Remember that a sum could not be met: its cells are settled first from now on, where trouble shows early."""
        total, parts = self._sums[number]
        for member in (total, *parts):
            self._trouble[member] += 1
        return False


def _nearest(here: int, least: int, most: int) -> Iterator[int]:
    """All from ``least`` to ``most``, those next to ``here`` first."""
    for step in range(max(here - least, most - here) + 1):
        if here - step >= least:
            yield here - step
        if step and here + step <= most:
            yield here + step
