"""Chance that falls the same way for the same seed, on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1


class Dice:
    """A stream of chance (splitmix64). For invented data alone: nothing secret may hang on it."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def fork(self) -> Dice:
        """Another stream: what is thrown there does not change what is thrown here."""
        return Dice(self._next())

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, not including, ``bound``."""
        return self._next() % bound

    def number(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + self.below(most - least + 1)

    def chance(self, per_cent: int) -> bool:
        """True that many times in a hundred."""
        return self.below(100) < per_cent

    def pick(self, items: Sequence[T]) -> T:
        """One of ``items``."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different ones of ``items``, or all where there are fewer."""
        chosen: dict[int, T] = {}
        while len(chosen) < min(count, len(items)):
            place = self.below(len(items))
            chosen.setdefault(place, items[place])
        return list(chosen.values())

    def weighted(self, weights: dict[T, int]) -> T:
        """One of the keys, each as often as its weight says."""
        throw = self.below(sum(weights.values()))
        for item, weight in weights.items():
            throw -= weight
            if throw < 0:
                return item
        raise ValueError("weights must be positive")

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)
