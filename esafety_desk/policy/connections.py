"""What every reader knows without being told: how the counts of a report hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from esafety_desk.policy.disclosure import ANYTHING, Ledger
from esafety_desk.policy.knots import Bounds, Cell, Sum
from esafety_desk.policy.measures import Split, Tie


def tied(tie: Tie, ledger: Ledger) -> Ledger:
    """``ledger`` knowing of ``tie``, as far as its parts are known of."""
    parts = tuple(cell for cell in tie.parts if cell in ledger.bounds)
    if not parts or (tie.is_whole and len(parts) < len(tie.parts)):
        return ledger
    bounds = {tie.total: ANYTHING}
    if not tie.is_whole:
        rest = (tie.total[0], f"{tie.total[1]} beside")
        bounds[rest] = ANYTHING
        parts = (*parts, rest)
    return ledger.adding(bounds, [Sum(tie.total, parts)])


def across(splits: Sequence[Split], ledger: Ledger) -> Ledger:
    """``ledger`` knowing that a longer period's count is the sum of its parts' counts.

    A part that nobody printed could be worked out from the others, so it must not be given away either.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for column, key in ledger.bounds:
        told[column].add(key)
    bounds: dict[Cell, Bounds] = {}
    sums: list[Sum] = []
    unseen: list[Cell] = []
    for split in splits:
        within = set().union(*(told.get(part, set()) for part in split.parts))
        for key in sorted(told.get(split.whole, set()) & within):
            parts = tuple((part, key) for part in split.parts)
            missing = [cell for cell in parts if cell not in ledger.bounds]
            bounds |= dict.fromkeys(missing, ANYTHING)
            unseen += missing
            sums.append(Sum((split.whole, key), parts))
    return ledger.adding(bounds, sums, unseen)
