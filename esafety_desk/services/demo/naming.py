"""Names of people who do not exist, put together from names that do."""

from __future__ import annotations

from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.texts import names


class Namer:
    """Puts together names that nobody else in the school bears, as long as there are any left."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._taken: set[tuple[str, str]] = set()
        self._first = [(given, family) for given, family in names()["first"]]

    def pupil(self) -> tuple[str, str]:
        """A child's first and last name."""
        return self._first.pop(0) if self._first else self._new("given")

    def adult(self, family: str = "") -> tuple[str, str]:
        """A grown-up's first and last name, with the ``family`` given."""
        return (self._dice.pick(names()["adult_given"]), family) if family else self._new("adult_given")

    def _new(self, given: str) -> tuple[str, str]:
        name = ("", "")
        for _ in range(20):
            name = (self._dice.pick(names()[given]), self._dice.pick(names()["family"]))
            if name not in self._taken:
                break
        self._taken.add(name)
        return name
