"""How a paper speaks of people: by name, or with everyone else replaced by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import Incident, Involved, InvolvedAs
from esafety_desk.records.people import Person
from esafety_desk.services.papers.sources import Sources

_AS = {
    InvolvedAs.TARGET: "target",
    InvolvedAs.INSTIGATOR: "instigator",
    InvolvedAs.WITNESS: "witness",
    InvolvedAs.REPORTER: "reporter",
    InvolvedAs.OTHER: "other person involved",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


class Voice(Protocol):
    """How texts and people are said. ``is_plain`` where nobody is replaced."""

    is_plain: bool

    def text(self, text: str) -> str: ...

    def person(self, person_id: PersonId | None, day: date | None) -> str: ...


class ByName:
    """Everything as it stands, people with what they were on the day."""

    is_plain = True

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def text(self, text: str) -> str:
        return text

    def person(self, person_id: PersonId | None, day: date | None) -> str:
        return self._sources.name_and_role(person_id, day)


class ByRole:
    """Everyone but ``keep`` by what they are; ``incidents`` say what their people were in them."""

    is_plain = False

    def __init__(
        self, sources: Sources, keep: Collection[Person] = (), incidents: Iterable[Incident] = ()
    ) -> None:
        self._sources = sources
        self._kept = {PersonId(person.id or 0) for person in keep}
        labels = {key: label for incident in incidents for key, label in roles_in(incident.people).items()}
        kept_apart = {key: label for key, label in labels.items() if key not in self._kept}
        self.remover = sources.remover(keep, kept_apart)
        self._labels = kept_apart

    def text(self, text: str) -> str:
        return self.remover.cleaned(text).text

    def parts_in(self, incident: Incident) -> str:
        """Who took which part in an incident: "target: Amelia Khan; first instigator: another pupil"."""
        named = roles_in(incident.people)
        told = (f"{label.removeprefix('the ')}: {self.remover.kind_of(key)}" for key, label in named.items())
        said = "; ".join(told)
        return said[:1].upper() + said[1:]

    def person(self, person_id: PersonId | None, day: date | None) -> str:
        if person_id is None:
            return ""
        if person_id in self._kept:
            return self._sources.name(person_id)
        said = self._labels.get(person_id) or self._sources.role(person_id, day)
        return said[:1].upper() + said[1:]


def roles_in(people: Iterable[Involved]) -> dict[PersonId, str]:
    """What each person of an incident is called where names are left out: "the target", "the second witness"."""
    first: dict[PersonId, InvolvedAs] = {}
    for involved in people:
        first.setdefault(involved.person_id, involved.involved_as)
    counts, told, labels = Counter(first.values()), Counter[InvolvedAs](), dict[PersonId, str]()
    for key, role in first.items():
        number = told[role]
        told[role] += 1
        which = f"{_ORDINALS[number]} " if counts[role] > 1 and number < len(_ORDINALS) else ""
        labels[key] = f"the {which}{_AS[role]}"
    return labels
