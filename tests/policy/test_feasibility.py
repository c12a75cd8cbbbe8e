"""The solver agrees with trying every table there is."""

from __future__ import annotations

import random
import time
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from esafety_desk.policy.disclosure import inferred, published
from esafety_desk.policy.feasibility import possible_values
from esafety_desk.policy.knots import Bounds, Cell, Sum

MANY = 100


def by_hand(bounds: dict[Cell, Bounds], sums: list[Sum]) -> dict[Cell, set[int]]:
    """Every value each cell takes in any filling of the free cells that agrees with all bounds and sums."""
    totals = {tie.total for tie in sums}
    free = [cell for cell in bounds if cell not in totals]
    values: dict[Cell, set[int]] = {cell: set() for cell in bounds}
    for choice in product(*(range(bounds[cell][0], bounds[cell][1] + 1) for cell in free)):
        filled = dict(zip(free, choice, strict=True))
        for tie in sums:
            filled[tie.total] = sum(filled[part] for part in tie.parts)
        if all(least <= filled[cell] <= most for cell, (least, most) in bounds.items()):
            for cell, value in filled.items():
                values[cell].add(value)
    return values


def two_way(counts: list[list[int]]) -> tuple[dict[Cell, Bounds], list[Sum]]:
    """Bounds and sums a reader has of a table with totals both ways and a grand total."""
    height, width = len(counts), len(counts[0])
    true: dict[Cell, int] = {(str(c), str(r)): counts[r][c] for r in range(height) for c in range(width)}
    sums = [Sum((str(c), "all"), tuple((str(c), str(r)) for r in range(height))) for c in range(width)]
    sums += [Sum(("all", str(r)), tuple((str(c), str(r)) for c in range(width))) for r in range(height)]
    sums.append(Sum(("all", "all"), tuple((str(c), "all") for c in range(width))))
    for tie in sums:
        true[tie.total] = sum(true[part] for part in tie.parts)
    return {cell: inferred(published(count)) for cell, count in true.items()}, sums


small_tables = st.tuples(st.integers(2, 2), st.integers(2, 3)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 9), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_solver_equals_brute_force_on_two_way_tables(counts: list[list[int]]) -> None:
    bounds, sums = two_way(counts)
    assert possible_values(bounds, sums, bounds, MANY) == {
        cell: len(values) for cell, values in by_hand(bounds, sums).items()
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.integers(1, 3))
def test_solver_equals_brute_force_where_two_tables_share_their_total(counts: list[int], cut: int) -> None:
    cut = min(cut, len(counts) - 1)
    other = [sum(counts[:cut]), sum(counts[cut:])]
    cells: dict[Cell, int] = {("t", f"a{n}"): count for n, count in enumerate(counts)}
    seconds: dict[Cell, int] = {("t", f"b{n}"): count for n, count in enumerate(other)}
    total = ("t", "all")
    bounds = {c: inferred(published(n)) for c, n in {**cells, **seconds, total: sum(counts)}.items()}
    sums = [Sum(total, tuple(cells)), Sum(total, tuple(seconds))]
    found = possible_values(bounds, sums, bounds, MANY)
    # The second split is not determined by the first, so all its fillings are tried against each total.
    first = by_hand({c: b for c, b in bounds.items() if c not in seconds}, [sums[0]])
    second = by_hand({c: b for c, b in bounds.items() if c not in cells}, [sums[1]])
    totals = first[total] & second[total]
    bounds[total] = (min(totals), max(totals))
    first = by_hand({c: b for c, b in bounds.items() if c not in seconds}, [sums[0]])
    second = by_hand({c: b for c, b in bounds.items() if c not in cells}, [sums[1]])
    assert found == {cell: len(values) for cell, values in (first | second).items()}


def test_two_hidden_cells_with_a_total_of_ten_can_only_be_four_and_four() -> None:
    cells: list[Cell] = [("t", "a"), ("t", "b")]
    bounds = {cells[0]: (0, 4), cells[1]: (0, 4), ("t", "all"): (8, 12)}
    found = possible_values(bounds, [Sum(("t", "all"), tuple(cells))], cells, MANY)
    assert found == {cells[0]: 1, cells[1]: 1}


def test_contradiction_leaves_no_value() -> None:
    bounds: dict[Cell, Bounds] = {("t", "a"): (0, 1), ("t", "all"): (5, 7)}
    assert possible_values(bounds, [Sum(("t", "all"), (("t", "a"),))], bounds, 3) == {
        ("t", "a"): 0, ("t", "all"): 0,
    }  # fmt: skip


def test_running_out_of_budget_counts_as_not_possible() -> None:
    bounds, sums = two_way([[1, 2, 3], [3, 2, 1], [2, 6, 2]])
    assert set(possible_values(bounds, sums, bounds, 3, budget=0).values()) == {0}


def test_two_way_table_of_seven_by_six_is_solved_at_once() -> None:
    chance = random.Random(4)
    bounds, sums = two_way([[chance.choice([0, 1, 2, 3, 6, 9]) for _ in range(6)] for _ in range(7)])
    started = time.perf_counter()
    found = possible_values(bounds, sums, bounds, 3)
    assert time.perf_counter() - started < 0.5
    assert min(found.values()) > 0
