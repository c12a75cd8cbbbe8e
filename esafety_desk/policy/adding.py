"""Adds counts of shorter periods up to those of the longer one they fill, whatever is counted in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
_LATEST = "latest"
AS_OF_LAST_DAY = {_LATEST: True}
"""Marks a field that is counted on a day, not over days: the longer period has its last part's."""


def added(parts: Sequence[T]) -> T:
    """The counts of all ``parts``, the earliest first: numbers and tallies summed, sets united."""
    last: Any = parts[-1]
    together = {
        one.name: _joined([getattr(part, one.name) for part in parts])
        for one in fields(last)
        if not one.metadata.get(_LATEST)
    }
    made: T = replace(last, **together)
    return made


def _joined(values: Sequence[Any]) -> Any:
    first = values[0]
    if is_dataclass(first):
        return added(values)
    if isinstance(first, frozenset):
        return first.union(*values[1:])
    if isinstance(first, Mapping):
        return _tallied(values)
    return sum(values)


def _tallied(values: Sequence[Mapping[Any, Any]]) -> dict[Any, Any]:
    if any(isinstance(held, Mapping) for one in values for held in one.values()):
        kinds = dict.fromkeys(kind for one in values for kind in one)
        return {kind: _tallied([one.get(kind, {}) for one in values]) for kind in kinds}
    sums: Counter[Any] = Counter()
    for one in values:
        sums.update(one)
    return dict(sums)
