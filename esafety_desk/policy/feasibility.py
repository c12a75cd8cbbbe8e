"""Which true counts could stand behind published ones: exact reasoning over whole numbers and their sums.

A puzzle has cells, each between two bounds, and sums that tie them together. It falls into knots that nothing ties
to one another; see ``knots`` for how each is solved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from esafety_desk.policy.knots import Bounds, Cell, Knot, Sum

BUDGET = 4_000
"""Search steps allowed for one knot of cells; a reader with more patience is not expected, nor trusted."""


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
            knot = Knot(cells, ties, bounds, budget)
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
        knot = Knot(cells, ties, bounds, budget)
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
