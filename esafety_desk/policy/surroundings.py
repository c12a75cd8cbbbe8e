"""What rules look at beside a record, and the words in which they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from esafety_desk.policy.readiness import ProjectSurroundings
from esafety_desk.policy.wording import spoken
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.school import School


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules look at beside the record.

    ``people`` holds at least everyone the record names, ``linked`` the other records it names. ``first_day``
    begins the desk's first school year. ``open_actions`` counts those on this record. ``supported_before``
    says whether the person asking for an account had a support session by the day of the decision, None
    where that is not asked. ``before`` is the record as it was kept, so that a question once answered is not
    put again. ``project`` is set where the record is a project.
    """

    people: Mapping[PersonId, Person]
    school: School
    today: date
    first_day: date | None = None
    open_actions: int = 0
    supported_before: bool | None = None
    before: Record | None = None
    linked: Mapping[RecordId, Record] = field(default_factory=dict)
    project: ProjectSurroundings | None = None
    is_import: bool = False

    def person(self, person_id: PersonId | None) -> Person | None:
        """The person with this id, None where the record names nobody."""
        return None if person_id is None else self.people.get(person_id)


@dataclass(frozen=True, slots=True)
class Findings:
    """Sentences by field: kept is a record without ``messages`` whose ``questions`` were answered with yes."""

    messages: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)


class Finding(NamedTuple):
    """One sentence about one field."""

    name: str
    text: str
    must_be_mended: bool = False


def in_role(
    name: str,
    day: date | None,
    roles: frozenset[Role],
    otherwise: str,
    around: Surroundings,
    who: PersonId | None,
) -> Iterator[Finding]:
    """The message for the field ``name`` where ``who`` held none of ``roles`` on ``day``.

    ``otherwise`` says what the person was then ("not senior staff"). Nothing where either is not given.
    """
    person = around.person(who)
    if person is None or day is None or person.roles_on(day) & roles:
        return
    text = (
        f"On {spoken(day, around.today)} this person was {otherwise}. "
        "Choose someone who was, or enter the role under People."
    )
    yield Finding(name, text, must_be_mended=True)


def is_on_staff(person_id: PersonId | None, day: date, around: Surroundings) -> bool:
    """Whether this person was on the staff on ``day``; True where nobody is named."""
    person = around.person(person_id)
    return person is None or (person.kind is PersonKind.STAFF and person.is_here(day))
