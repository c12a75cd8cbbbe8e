"""Who a row of a list is: somebody the desk knows, somebody new, or a doubt that only a person can settle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from esafety_desk.exchange.roster import RosterRow
from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, PersonKind, YearGroup

_YEARS = list(YearGroup)
_DECIDE = "Decide who it is, or give a number in the file."
_GROWN = (PersonKind.STAFF, PersonKind.GOVERNOR, PersonKind.PARENT)
"""Kinds that one person may well be at once: a teacher with a child at the school, a parent governor."""
_Name = tuple[PersonKind, str, str]


class Someone(NamedTuple):
    """What is known of a person for matching: far smaller than the record, for there may be many."""

    id: PersonId
    reference: str
    kind: PersonKind
    given_name: str
    family_name: str
    known_as: str
    year_group: YearGroup | None
    class_name: str
    birth_date: date | None
    joined_on: date | None
    left_on: date | None
    numbers: tuple[tuple[str, str], ...]
    guardians: tuple[tuple[PersonId, str], ...] = ()

    def is_here(self, day: date) -> bool:
        return self.left_on is None or day <= self.left_on


def someone(person: Person) -> Someone:
    """``person`` in short."""
    return Someone(
        PersonId(person.id or 0),
        person.reference,
        person.kind,
        person.given_name,
        person.family_name,
        person.known_as,
        person.year_group,
        person.class_name,
        person.birth_date,
        person.joined_on,
        person.left_on,
        tuple((number.source, number.number) for number in person.external_ids),
        tuple((guardian.person_id, guardian.relation) for guardian in person.guardians),
    )


class Place(NamedTuple):
    """A row of a file, as one tells a person where it stands."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"line {self.line:,} of {self.file}"


@dataclass(frozen=True, slots=True)
class Match:
    """``person`` is None for somebody new. A ``doubt`` says why the row must wait for a person to decide.

    ``likely`` are those it may be; ``twin`` is the earlier row of the same import that named this person.
    """

    person: Someone | None = None
    doubt: str = ""
    likely: tuple[PersonId, ...] = ()
    twin: Place | None = None
    by_number: bool = False


class PeopleHere:
    """The people of the desk, found by number within its source, or by name with what else is known."""

    def __init__(self, people: Iterable[Person], today: date, *, by_birth_date: bool) -> None:
        self._today = today
        self._by_birth_date = by_birth_date
        self._people: dict[PersonId, Someone] = {}
        self._by_number: dict[tuple[str, str], PersonId] = {}
        self._by_name: dict[_Name, tuple[PersonId, ...]] = {}
        self._named_by: dict[PersonId, Place] = {}
        for person in people:
            self._enter(someone(person))

    def take(self, person: Someone, row: RosterRow) -> None:
        """Remember ``person`` as they are now, and that ``row`` spoke of them."""
        self._enter(person)
        self._named_by[person.id] = Place(row.file, row.line)

    def of(self, person: PersonId) -> Someone:
        return self._people[person]

    def by_number(self, source: str, number: str) -> PersonId | None:
        """Who bears this number, if anybody does."""
        return self._by_number.get((source, number))

    def unnamed(self, sources: frozenset[str]) -> Iterator[Someone]:
        """Those here today whom one of ``sources`` knows and no row of this import named."""
        for key, person in self._people.items():
            is_known = any(source in sources for source, _ in person.numbers)
            if is_known and key not in self._named_by and person.is_here(self._today):
                yield person

    def match(self, row: RosterRow) -> Match:
        """Who ``row`` is: by number first; else by name, and birth date or year and class."""
        known = self._by_number.get((row.source, row.number)) if row.number else None
        if known is not None:
            return self._match_by_number(self._people[known], row)
        namesakes = [person for person in self._namesakes(row) if not self._is_somebody_else(person, row)]
        return self._choice(namesakes, row)

    def decided(self, person: PersonId) -> Match:
        """As ``match``, where somebody said who it is."""
        return Match(self._people[person], twin=self._named_by.get(person))

    def _enter(self, person: Someone) -> None:
        self._people[person.id] = person
        for number in person.numbers:
            self._by_number[number] = person.id
        for name in _names(person.kind, person.given_name, person.family_name, person.known_as):
            alike = self._by_name.get(name, ())
            self._by_name[name] = alike if person.id in alike else (*alike, person.id)

    def _match_by_number(self, person: Someone, row: RosterRow) -> Match:
        if self._is_born_alike(person, row) or _shares_a_name(person, row):
            return Match(person, twin=self._named_by.get(person.id), by_number=True)
        doubt = f"Its number belongs to somebody of another name: {self._spoken(person)}."
        return Match(doubt=doubt, likely=(person.id,))

    def _namesakes(self, row: RosterRow) -> list[Someone]:
        assert row.kind is not None
        return self._of_name(row.kind, row)

    def _of_name(self, kind: PersonKind, row: RosterRow) -> list[Someone]:
        names = _names(kind, row.given_name, row.family_name, row.known_as)
        found = {key for name in names for key in self._by_name.get(name, ())}
        return [self._people[key] for key in sorted(found)]

    def _is_somebody_else(self, person: Someone, row: RosterRow) -> bool:
        if row.number and any(source == row.source for source, _ in person.numbers):
            return True  # the same system knows this namesake by another number
        if self._by_birth_date and row.birth_date and person.birth_date:
            return row.birth_date != person.birth_date
        return person.id in self._named_by and not _is_same_place(person, row)

    def _choice(self, namesakes: list[Someone], row: RosterRow) -> Match:
        born_alike = [person for person in namesakes if self._is_born_alike(person, row)]
        likely = born_alike or [person for person in namesakes if _is_same_place(person, row)]
        likely = likely or [person for person in namesakes if _may_have_moved(person, row)]
        if len(likely) > 1:
            return _doubt(f"{len(likely)} people of this name are here already. {_DECIDE}", likely)
        if not likely and namesakes:
            return _doubt(f"Somebody of this name is here in another year. {_DECIDE}", namesakes)
        if not likely:
            return self._in_another_role(row)
        person = likely[0]
        if not (born_alike or row.has_left or person.is_here(self._today)):
            return _doubt(f"Somebody of this name has left: {self._spoken(person)}. {_DECIDE}", likely)
        return Match(person, twin=self._named_by.get(person.id))

    def _in_another_role(self, row: RosterRow) -> Match:
        """Somebody new, unless a grown-up of the same whole name is here in another role."""
        others = [kind for kind in _GROWN if kind is not row.kind] if row.kind in _GROWN else []
        known = [person for kind in others for person in self._of_name(kind, row) if row.family_name]
        if not known:
            return Match()
        role = known[0].kind.label.lower()
        return _doubt(f"Somebody of this name is here already in another role ({role}). {_DECIDE}", known)

    def _is_born_alike(self, person: Someone, row: RosterRow) -> bool:
        return self._by_birth_date and row.birth_date is not None and row.birth_date == person.birth_date

    def _spoken(self, person: Someone) -> str:
        """Which person is meant, without a name: the reference, or the row that brought them just now."""
        return person.reference or str(self._named_by.get(person.id, ""))


def _doubt(text: str, likely: Iterable[Someone]) -> Match:
    return Match(doubt=text, likely=tuple(person.id for person in likely))


def same_name(one: str, other: str) -> bool:
    """The same name but for accents, case, hyphens, apostrophes and blanks."""
    return bare(one) == bare(other)


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """A name without accents, case, hyphens, apostrophes and blanks."""
    return "".join(filter(str.isalnum, folded(name)))


def _names(kind: PersonKind, given: str, family: str, known_as: str) -> set[_Name]:
    firsts = {bare(given), bare(known_as)} - {""}
    return set(product((kind,), firsts, (bare(family),)))


def _shares_a_name(person: Someone, row: RosterRow) -> bool:
    firsts = {bare(person.given_name), bare(person.known_as)} & {bare(row.given_name), bare(row.known_as)}
    return bool(firsts - {""}) or same_name(person.family_name, row.family_name)


def _is_same_place(person: Someone, row: RosterRow) -> bool:
    """In the same year and class, as far as the row says."""
    same_year = row.year_group is None or row.year_group == person.year_group
    return same_year and (not row.class_name or same_name(row.class_name, person.class_name))


def _may_have_moved(person: Someone, row: RosterRow) -> bool:
    """In the same year, or in the next one as after a summer; or a year is not known."""
    if row.year_group is None or person.year_group is None:
        return True
    return _YEARS.index(row.year_group) - _YEARS.index(person.year_group) in (0, 1)
