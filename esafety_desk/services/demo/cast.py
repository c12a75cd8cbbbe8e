"""Who is at the invented school, as it is known on the day being lived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from esafety_desk.policy.calendar import school_year_of
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.services.demo.dice import Dice

TOP_YEAR = 6
_STILL_FRESH = timedelta(days=240)
_WHOM_IT_HAPPENS_TO = {6: 30, 5: 26, 4: 18, 3: 12, 2: 8, 1: 4, 0: 2}
"""How often each year group is met in an incident: the older, the more online."""


class Cast:
    """Everyone kept in the desk, with the ways the stories look for them."""

    def __init__(self, leader: Person) -> None:
        self.leader = leader
        self.parents: dict[PersonId, Person] = {}
        self.supported: dict[PersonId, date] = {}
        """The day of each person's latest support session."""
        self._staff: dict[PersonId, Person] = {}
        self._pupils: dict[int, list[Person]] = defaultdict(list)
        self.meet(leader)

    def meet(self, person: Person) -> None:
        """Remember a person, or what has become of them. Pupils are remembered by ``meet_pupil``."""
        if person.kind is PersonKind.STAFF:
            self._staff[id_of(person)] = person

    def meet_pupil(self, pupil: Person, cohort: int) -> None:
        """Remember a pupil who came, or would have come, to Reception in September of ``cohort``."""
        self._pupils[cohort].append(pupil)

    def staff_on(self, day: date) -> list[Person]:
        """The staff in post on ``day``, in the order they were met."""
        return [person for person in self._staff.values() if person.is_here(day)]

    def holders(self, roles: Iterable[Role], day: date) -> list[Person]:
        """The staff with one of ``roles`` on ``day``."""
        wanted = frozenset(roles)
        return [person for person in self.staff_on(day) if person.roles_on(day) & wanted]

    def colleague(self, dice: Dice, day: date) -> Person:
        """Any member of staff in post on ``day``."""
        return dice.pick(self.staff_on(day))

    def supported_on(self, day: date) -> list[Person]:
        """The staff in post on ``day`` whose latest support session still counts for a whole term."""
        lately = day - _STILL_FRESH
        return [
            person for person in self.staff_on(day) if self.supported.get(id_of(person), date.min) > lately
        ]

    def other(self, dice: Dice, roles: Iterable[Role], day: date, than: PersonId | None) -> Person:
        """Someone else than ``than`` with one of ``roles`` on ``day``."""
        return dice.pick([person for person in self.holders(roles, day) if id_of(person) != than])

    def pupils_on(self, day: date) -> list[Person]:
        """The pupils on roll on ``day``, youngest first."""
        year = school_year_of(day).starts_on.year
        return [pupil for age in range(TOP_YEAR + 1) for pupil in self._pupils.get(year - age, ())]

    def classmates(self, dice: Dice, day: date, count: int) -> list[Person]:
        """``count`` pupils of one year group on roll on ``day``; fewer in a very small school."""
        year = school_year_of(day).starts_on.year
        filled = {age: weight for age, weight in _WHOM_IT_HAPPENS_TO.items() if self._pupils.get(year - age)}
        if not filled:
            return []
        cohort = self._pupils[year - dice.weighted(filled)]
        return dice.some(cohort, count)


def id_of(person: Person) -> PersonId:
    """The id of a person who has been kept."""
    assert person.id is not None, "this person has not been kept yet"
    return PersonId(person.id)
