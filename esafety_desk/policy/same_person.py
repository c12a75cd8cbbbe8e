"""Two records of one person: who may be the same, when they may be merged, and what the kept one takes over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.facts import facts, names_people
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person

_FILLED = ("known_as", "family_name", "year_group", "class_name", "birth_date")
"""What the duplicate knows and the kept one does not is taken over."""
_JOINED = ("roles", "external_ids", "guardians")


def are_likely_one(one: Person, other: Person) -> bool:
    """Whether two people of one kind bear the same name, whichever of the first names is used."""
    if one.id == other.id or one.kind is not other.kind or _differ(one, other, "birth_date"):
        return False
    if folded(one.family_name) != folded(other.family_name):
        return False
    return bool(_first_names(one) & _first_names(other))


def merging_problem(kept: Person, duplicate: Person) -> str:
    """Why these two cannot be merged, in a sentence; empty where they can."""
    if kept.id == duplicate.id:
        return "This is one record already."
    if kept.kind is not duplicate.kind:
        return (
            f"{kept.reference} is kept as {kept.kind.label.lower()}, {duplicate.reference} as "
            f"{duplicate.kind.label.lower()}. Set Who alike first if they are one person."
        )
    if _differ(kept, duplicate, "birth_date"):
        return "They were born on different days, so they are two people."
    numbers = {known.source: known.number for known in kept.external_ids}
    for known in duplicate.external_ids:
        if numbers.get(known.source, known.number) != known.number:
            return f"They have different numbers in {known.source}, so they are two people there."
    return ""


def united(kept: Person, duplicate: Person) -> Person:
    """``kept`` with what only the duplicate knew: roles, numbers and guardians of both, and what was empty."""
    taken: dict[str, Any] = {
        name: getattr(duplicate, name)
        for name in _FILLED
        if not getattr(kept, name) and getattr(duplicate, name)
    }
    for name in _JOINED:
        own = getattr(kept, name)
        taken[name] = (*own, *(part for part in getattr(duplicate, name) if part not in own))
    if kept.joined_on and duplicate.joined_on:
        taken["joined_on"] = min(kept.joined_on, duplicate.joined_on)
    return kept.changed(**taken)


def names(record: Record, person: PersonId) -> bool:
    """Whether ``record`` links to this person, in a field or in a part."""
    return any(person in _people_in(record, name) for name in _leading(record))


def repointed(record: Record, old: PersonId, new: PersonId) -> Record:
    """``record`` with every link to ``old`` leading to ``new``."""
    return record.changed(
        **{
            name: _led_anew(getattr(record, name), old, new)
            for name in _leading(record)
            if old in _people_in(record, name)
        }
    )


def differing(before: Record, after: Record) -> Mapping[str, Any]:
    """The fields of ``before`` that ``after`` has otherwise, as JSON holds them."""
    changed = {name for name in type(after).model_fields if getattr(before, name) != getattr(after, name)}
    return before.model_dump(mode="json", include=changed)


def _leading(record: Record) -> Iterable[str]:
    """The fields of a record that lead to people, or to anything."""
    for name, fact in facts(type(record)).items():
        if fact.refers_to in ("people", "any") or names_people(fact):
            yield name


def _people_in(record: Record, name: str) -> set[int]:
    value = getattr(record, name)
    if isinstance(value, tuple):
        return {part.person_id for part in value}
    return set() if value is None else {value}


def _led_anew(value: Any, old: PersonId, new: PersonId) -> Any:
    if not isinstance(value, tuple):
        return new
    return tuple(
        part.model_copy(update={"person_id": new}) if part.person_id == old else part for part in value
    )


def _differ(one: Person, other: Person, name: str) -> bool:
    known = getattr(one, name), getattr(other, name)
    return all(known) and known[0] != known[1]


def _first_names(person: Person) -> set[str]:
    return {folded(name) for name in (person.given_name, person.known_as) if name}
