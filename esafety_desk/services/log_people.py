"""Who is meant by a name in an old log: one person beyond doubt, some who might be, or nobody here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from esafety_desk.exchange.log_names import Named
from esafety_desk.policy.calendar import school_year_of
from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.services.people_matching import bare

_YEARS = [year.value for year in YearGroup]


@dataclass(frozen=True, slots=True)
class Meant:
    """A name with the person it means; where that is in doubt ``person`` is None and ``likely`` are offered."""

    written: str
    person: PersonId | None = None
    likely: tuple[PersonId, ...] = ()


class PeopleByName:
    """The people of the desk, found by names as logs write them on a given day."""

    def __init__(self, people: Iterable[Person], today: date) -> None:
        self._today = today
        self._people: dict[PersonId, Person] = {}
        self._by_name: defaultdict[tuple[str, str], list[PersonId]] = defaultdict(list)
        self._by_family: defaultdict[str, list[PersonId]] = defaultdict(list)
        self._by_given: defaultdict[str, list[PersonId]] = defaultdict(list)
        for person in people:
            key = PersonId(person.id or 0)
            self._people[key] = person
            self._by_family[bare(person.family_name)].append(key)
            for given in {bare(person.given_name), bare(person.known_as)} - {""}:
                self._by_given[given].append(key)
                self._by_name[given, bare(person.family_name)].append(key)

    def reference(self, person: PersonId) -> str:
        return self._people[person].reference

    def name(self, person: PersonId) -> str:
        return self._people[person].full_name

    def meant(
        self, named: Named, day: date, years: tuple[str, ...] = (), *, among: frozenset[PersonKind]
    ) -> Meant:
        """Who ``named`` is on ``day``. ``years``: the year groups the log names, of that day's school year."""
        if not named.is_a_name:
            return Meant(named.written)
        certain = self._of_that_name(named, among)
        fitting = [key for key in certain if self._fits(self._people[key], day, years)]
        if len(fitting) == 1:
            return Meant(named.written, fitting[0], tuple(fitting))
        return Meant(named.written, likely=tuple(fitting or certain or self._nearly(named, among)))

    def _of_that_name(self, named: Named, among: frozenset[PersonKind]) -> list[PersonId]:
        if "?" in named.written:
            return []
        if named.title and not named.given:
            found = self._by_family.get(bare(named.family), [])
            return [key for key in found if self._people[key].kind is PersonKind.STAFF]
        words = f"{named.given} {named.family}".split()
        splits = {(bare(" ".join(words[:at])), bare(" ".join(words[at:]))) for at in range(1, len(words))}
        found = [key for split in sorted(splits) for key in self._by_name.get(split, ())]
        return self._only(dict.fromkeys(found), among)

    def _nearly(self, named: Named, among: frozenset[PersonKind]) -> list[PersonId]:
        """Those to offer: of the same first name where no other is written, or with a letter that was lost."""
        if "?" in named.written:
            pattern = re.compile("".join("." if c == "?" else re.escape(c) for c in folded(named.written)))
            found = [
                key for key, person in self._people.items() if pattern.fullmatch(folded(person.full_name))
            ]
            return self._only(found, among)
        return [] if named.family else self._only(self._by_given.get(bare(named.given), []), among)

    def _only(self, found: Iterable[PersonId], among: frozenset[PersonKind]) -> list[PersonId]:
        return [key for key in found if self._people[key].kind in among]

    def _fits(self, person: Person, day: date, years: tuple[str, ...]) -> bool:
        """Was here that day, and in one of ``years`` as far as anybody knows."""
        if person.joined_on and person.joined_on > day:
            return False
        if not years or person.year_group is None or person.kind is not PersonKind.PUPIL:
            return True
        known_on = min(self._today, person.left_on or self._today)
        passed = school_year_of(known_on).starts_on.year - school_year_of(day).starts_on.year
        then = _YEARS.index(person.year_group.value) - passed
        return then >= 0 and _YEARS[then] in years
