"""What stays of a record when nobody may be known from it: kinds, days, choices and numbers, but no free text.

Statistics survive; words do not, for no rule can tell which of them name a person.
"""

from __future__ import annotations

from typing import Any, TypeVar

from sqlmodel import SQLModel

from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.facts import FieldFacts, Kind, facts
from esafety_desk.records.people import Person, PersonKind

R = TypeVar("R", bound=Record)
REMOVED = "Removed"
"""What stands where a text may not be empty."""
_NAMES = {
    PersonKind.PUPIL: "Former pupil",
    PersonKind.STAFF: "Former member of staff",
    PersonKind.PARENT: "Former parent",
    PersonKind.GOVERNOR: "Former governor",
    PersonKind.OTHER: "Somebody",
}


def without_words(record: R) -> R:
    """``record`` without its free texts, and a person without name, birth date and numbers elsewhere."""
    cleared = _cleared(record)
    if isinstance(record, Person):
        cleared |= {"given_name": _NAMES[record.kind], "external_ids": ()}
    return record.model_copy(update=cleared)


def stand_in(person: Person) -> Person:
    """A nameless person to take the place of ``person`` in one anonymised record: of the same kind and year."""
    nameless = Person(kind=person.kind, given_name=_NAMES[person.kind])
    return nameless.model_copy(update={"year_group": person.year_group, "left_on": person.left_on})


def with_others(record: R, instead: dict[PersonId, PersonId]) -> R:
    """``record`` with every link to a person turned to the one who stands in for them."""
    turned: dict[str, Any] = {}
    for name, fact in facts(type(record)).items():
        value = getattr(record, name)
        if fact.refers_to == "people" and value is not None:
            turned[name] = instead[value]
        elif fact.part is not None and "person_id" in fact.part.model_fields:
            turned[name] = tuple(
                part.model_copy(update={"person_id": instead[part.person_id]}) for part in value
            )
    return record.model_copy(update=turned)


def _cleared(model: SQLModel) -> dict[str, Any]:
    """New values for the fields of ``model`` that may tell who somebody is."""
    cleared: dict[str, Any] = {}
    for name, fact in facts(type(model)).items():
        value = getattr(model, name)
        if fact.kind in (Kind.TEXT, Kind.LONG_TEXT) and value:
            cleared[name] = _emptied(fact)
        elif fact.kind is Kind.DATE and fact.personal and fact.optional:
            cleared[name] = None
        elif fact.kind is Kind.PARTS:
            cleared[name] = tuple(part.model_copy(update=_cleared(part)) for part in value)
    return cleared


def _emptied(fact: FieldFacts) -> str | None:
    if fact.optional:
        return None
    return "" if fact.default == "" else REMOVED
