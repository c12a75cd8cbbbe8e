"""The turn of the school year: where each class goes, which roles end, and what falls due in the holidays.

The old year ends with the last day of its last term, or on 31 August where no term is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import Period, in_order, school_year, suggested_terms, year_of_term
from esafety_desk.policy.years import years_of
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, RoleHeld, YearGroup
from esafety_desk.records.school import Phase, School, Term

_LEADING = re.compile(r"^(year ?|yr ?|y)?(nursery|reception|\d{1,2}|n|r)(?![a-z]{2})", re.IGNORECASE)
_FIRST_YEARS = {YearGroup.NURSERY: ("n", "nursery"), YearGroup.RECEPTION: ("r", "reception")}


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """The pupils of one class in one year group. A name alone is no class: two year groups may share it."""

    year_group: YearGroup
    name: str

    @property
    def label(self) -> str:
        """As it is said: "Year 5 · Oak"."""
        return f"{self.year_group.label} · {self.name}" if self.name else self.year_group.label


@dataclass(frozen=True, slots=True)
class Move:
    """Where a class goes: up, into ``to_year`` as ``to_name``; out of the school where there is no ``to_year``."""

    of: SchoolClass
    to_year: YearGroup | None
    to_name: str
    pupils: tuple[PersonId, ...] = ()

    @property
    def leaves(self) -> bool:
        return self.to_year is None


def coming_year(today: date) -> Period:
    """The school year that begins in the September of this calendar year."""
    return school_year(today.year)


def last_day_before(year: Period, terms: Iterable[Term]) -> date:
    """The last day of the school year before ``year``."""
    before = school_year(year.starts_on.year - 1)
    ends = [term.ends_on for term in terms if year_of_term(term) == before]
    return max(ends, default=before.ends_on)


def terms_for(year: Period, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of ``year`` that the school has entered, or three to correct where it has none."""
    known = tuple(term for term in in_order(terms) if year_of_term(term) == year)
    return known or suggested_terms(year.starts_on.year)


def moves(people: Iterable[Person], school: School, last_day: date) -> tuple[Move, ...]:
    """Where every class goes by itself, youngest first.

    Whoever joins after ``last_day`` stands in the new class already.
    """
    found: dict[SchoolClass, list[PersonId]] = defaultdict(list)
    for person in people:
        placed = class_of(person, last_day)
        if placed is not None and person.id is not None:
            found[placed].append(PersonId(person.id))
    in_turn = sorted(found, key=lambda one: (one.year_group.value, one.name.casefold()))
    return tuple(_move(one, school.phase, tuple(found[one])) for one in in_turn)


def class_of(person: Person, last_day: date) -> SchoolClass | None:
    """The class a pupil was in on ``last_day``; None for everybody else, those who leave anyway among them."""
    is_staying = person.is_here(last_day) and person.left_on is None
    if not person.is_pupil or person.year_group is None or not is_staying:
        return None
    return SchoolClass(person.year_group, person.class_name)


def moved(pupil: Person, move: Move, last_day: date) -> Person:
    """``pupil`` in the new year. Who leaves keeps year and class: what was recorded of them was recorded there."""
    if move.to_year is None:
        return pupil.changed(left_on=last_day)
    return pupil.changed(year_group=move.to_year, class_name=move.to_name)


def next_name(name: str, year: YearGroup, to_year: YearGroup) -> str:
    """The name of a class a year on: "5B" becomes "6B", "RW" "1W"; a name without its year stays."""
    found = _LEADING.match(name)
    if found is None or not _means(found[2], year):
        return name
    return f"{found[1] or ''}{_number(to_year, found[2])}{name[found.end() :]}"


def open_roles(person: Person, last_day: date) -> tuple[RoleHeld, ...]:
    """The roles of a person that go on past ``last_day`` unless somebody ends them."""
    if person.is_pupil or person.left_on is not None or not person.is_here(last_day):
        return ()
    return tuple(held for held in person.roles if held.since <= last_day and held.until is None)


def without_roles(person: Person, ending: Collection[RoleHeld], last_day: date) -> Person:
    """``person`` whose roles ``ending`` end with ``last_day``; the roles stay, with their days."""
    roles = tuple(
        held.model_copy(update={"until": last_day}) if held in ending and held.until is None else held
        for held in person.roles
    )
    return person.changed(roles=roles)


def with_terms(school: School, year: Period, terms: Iterable[Term]) -> School:
    """``school`` with these terms for ``year``; those of other years stay."""
    others = tuple(term for term in school.terms if year_of_term(term) != year)
    return school.changed(terms=in_order((*others, *terms)))


def first_day_of(year: Period, terms: Iterable[Term]) -> date:
    """The first day of school in ``year``."""
    return min((term.starts_on for term in terms), default=year.starts_on)


def _move(of: SchoolClass, phase: Phase, pupils: tuple[PersonId, ...]) -> Move:
    years = years_of(phase)
    every = tuple(YearGroup)
    is_last = of.year_group is every[-1] or of.year_group not in years[:-1]
    if is_last:
        return Move(of, None, of.name, pupils)
    to_year = every[every.index(of.year_group) + 1]
    return Move(of, to_year, next_name(of.name, of.year_group, to_year), pupils)


def _means(word: str, year: YearGroup) -> bool:
    if year in _FIRST_YEARS:
        return word.casefold() in _FIRST_YEARS[year]
    return word.isdecimal() and int(word) == int(year.value)


def _number(year: YearGroup, like: str) -> str:
    """The year as it begins a class's name, as long a word as ``like`` was."""
    if year in _FIRST_YEARS:
        short, long = _FIRST_YEARS[year]
        return long.title() if len(like) > 1 else short.upper()
    return str(int(year.value))
