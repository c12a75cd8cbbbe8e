"""Who a row of a list is: somebody the desk knows, somebody new, or a doubt that only a person can settle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from esafety_desk.exchange.roster import RosterRow
from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, PersonKind, YearGroup

_YEARS = list(YearGroup)
_DECIDE = "Give a number in the file, or enter this person by hand."
_Name = tuple[PersonKind, str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """``person`` is None for somebody new. A ``doubt`` says why the row must wait for a person to decide.

    ``twin_line``: the earlier row of the same import, as "line 12 of Student.csv", that named this person.
    """

    person: Person | None = None
    doubt: str = ""
    twin_line: str = ""


class PeopleHere:
    """The people of the desk, found by number within its source, or by name with what else is known."""

    def __init__(self, people: Iterable[Person], today: date, *, by_birth_date: bool) -> None:
        self._today = today
        self._by_birth_date = by_birth_date
        self._people: dict[PersonId, Person] = {}
        self._by_number: dict[tuple[str, str], PersonId] = {}
        self._by_name: dict[_Name, tuple[PersonId, ...]] = {}
        self._named_by: dict[PersonId, RosterRow] = {}
        for person in people:
            self._enter(person)

    def take(self, person: Person, row: RosterRow) -> None:
        """Remember ``person`` as they are now, and that ``row`` spoke of them."""
        self._named_by[self._enter(person)] = row

    def match(self, row: RosterRow) -> Match:
        """Who ``row`` is: by number first; else by name, and birth date or year and class."""
        known = self._by_number.get((row.source, row.number)) if row.number else None
        if known is not None:
            return self._match_by_number(self._people[known], row)
        namesakes = [person for person in self._namesakes(row) if not self._is_somebody_else(person, row)]
        return self._choice(namesakes, row)

    def _enter(self, person: Person) -> PersonId:
        key = PersonId(person.id or 0)
        self._people[key] = person
        for number in person.external_ids:
            self._by_number[number.source, number.number] = key
        for name in _names(person.kind, person.given_name, person.family_name, person.known_as):
            alike = self._by_name.get(name, ())
            self._by_name[name] = alike if key in alike else (*alike, key)
        return key

    def _match_by_number(self, person: Person, row: RosterRow) -> Match:
        if self._is_born_alike(person, row) or _shares_a_name(person, row):
            return Match(person, twin_line=self._twin_line(person))
        return Match(doubt=f"Its number belongs to somebody of another name: {self._spoken(person)}.")

    def _namesakes(self, row: RosterRow) -> list[Person]:
        assert row.kind is not None
        names = _names(row.kind, row.given_name, row.family_name, row.known_as)
        found = {key for name in names for key in self._by_name.get(name, ())}
        return [self._people[key] for key in sorted(found)]

    def _is_somebody_else(self, person: Person, row: RosterRow) -> bool:
        if row.number and any(number.source == row.source for number in person.external_ids):
            return True  # the same system knows this namesake by another number
        if self._by_birth_date and row.birth_date and person.birth_date:
            return row.birth_date != person.birth_date
        return bool(self._twin_line(person)) and not _is_same_place(person, row)

    def _choice(self, namesakes: list[Person], row: RosterRow) -> Match:
        born_alike = [person for person in namesakes if self._is_born_alike(person, row)]
        likely = born_alike or [person for person in namesakes if _is_same_place(person, row)]
        likely = likely or [person for person in namesakes if _may_have_moved(person, row)]
        if len(likely) > 1:
            return Match(doubt=f"{len(likely)} people of this name are here already. {_DECIDE}")
        if not likely:
            return Match(
                doubt=f"Somebody of this name is here in another year. {_DECIDE}" if namesakes else ""
            )
        person = likely[0]
        if not (born_alike or row.has_left or person.is_here(self._today)):
            return Match(doubt=f"Somebody of this name has left: {self._spoken(person)}. {_DECIDE}")
        return Match(person, twin_line=self._twin_line(person))

    def _is_born_alike(self, person: Person, row: RosterRow) -> bool:
        return self._by_birth_date and row.birth_date is not None and row.birth_date == person.birth_date

    def _spoken(self, person: Person) -> str:
        """Which person is meant, without a name: the reference, or the row that brought them just now."""
        return person.reference or self._twin_line(person)

    def _twin_line(self, person: Person) -> str:
        row = self._named_by.get(PersonId(person.id or 0))
        return f"line {row.line:,} of {row.file}" if row else ""


def same_name(one: str, other: str) -> bool:
    """The same name but for accents, case, hyphens, apostrophes and blanks."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, folded(name)))


def _names(kind: PersonKind, given: str, family: str, known_as: str) -> set[_Name]:
    firsts = {_bare(given), _bare(known_as)} - {""}
    return set(product((kind,), firsts, (_bare(family),)))


def _shares_a_name(person: Person, row: RosterRow) -> bool:
    firsts = {_bare(person.given_name), _bare(person.known_as)} & {_bare(row.given_name), _bare(row.known_as)}
    return bool(firsts - {""}) or same_name(person.family_name, row.family_name)


def _is_same_place(person: Person, row: RosterRow) -> bool:
    """In the same year and class, as far as the row says."""
    same_year = row.year_group is None or row.year_group == person.year_group
    return same_year and (not row.class_name or same_name(row.class_name, person.class_name))


def _may_have_moved(person: Person, row: RosterRow) -> bool:
    """In the same year, or in the next one as after a summer; or a year is not known."""
    if row.year_group is None or person.year_group is None:
        return True
    return _YEARS.index(row.year_group) - _YEARS.index(person.year_group) in (0, 1)
