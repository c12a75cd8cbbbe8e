"""Other people's names taken out of a text and replaced by what they are: removed, never only covered."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from esafety_desk.policy.known_names import NO_WORDS, Found, KnownName, KnownNames, NameWords
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, PersonKind

_ONE = {
    PersonKind.PUPIL: "a pupil",
    PersonKind.STAFF: "a member of staff",
    PersonKind.PARENT: "a parent or carer",
    PersonKind.GOVERNOR: "a governor",
    PersonKind.OTHER: "another person",
}
_ANOTHER = {
    PersonKind.PUPIL: "another pupil",
    PersonKind.STAFF: "another member of staff",
    PersonKind.PARENT: "another parent or carer",
    PersonKind.GOVERNOR: "another governor",
    PersonKind.OTHER: "another person",
}
UNKNOWN_ADULT = "an adult"
SOMEBODY = "another person"


@dataclass(frozen=True, slots=True)
class Removal:
    """One name gone: where its stand-in lies in the new text, and what stood there before."""

    start: int
    end: int
    was: str
    said: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without other people's names. ``doubts`` are words left in that another person shares."""

    text: str
    removals: tuple[Removal, ...] = ()
    doubts: tuple[str, ...] = ()


class Remover:
    """Takes out everyone but ``keep``. ``labels`` says what some are called here: "the target"."""

    def __init__(
        self,
        people: Collection[Person],
        keep: Collection[Person] = (),
        labels: Mapping[PersonId, str] | None = None,
        words: NameWords = NO_WORDS,
    ) -> None:
        self._known = KnownNames(map(KnownName.of, (*people, *keep)), words)
        self._people = {PersonId(person.id or 0): person for person in (*people, *keep)}
        self._kept = frozenset(PersonId(person.id or 0) for person in keep)
        self._kinds = frozenset(person.kind for person in keep)
        self._labels = labels or {}

    def cleaned(self, text: str) -> Cleaned:
        """``text`` with a stand-in in square brackets for every name but those that are kept."""
        plain = unicodedata.normalize("NFC", text)
        parts: list[str] = []
        removals: list[Removal] = []
        doubts: list[str] = []
        at = length = 0
        for found in self._known.found_in(plain):
            was = plain[found.start : found.end]
            others = self._others(found)
            if others is None:
                if len(found.people - self._kept):
                    doubts.append(was)
                continue
            said = f"[{self._said(others, found)}]"
            parts += [plain[at : found.start], said]
            length += found.start - at
            removals.append(Removal(length, length + len(said), was, said))
            length += len(said)
            at = found.end
        return Cleaned("".join([*parts, plain[at:]]), tuple(removals), tuple(dict.fromkeys(doubts)))

    def kind_of(self, person_id: PersonId) -> str:
        """One person as a list names them: a kept one by name, any other by what they are to the school."""
        person = self._people.get(person_id)
        if person is None:
            return SOMEBODY
        return person.full_name if person_id in self._kept else self._kind_label(person.kind)

    def _others(self, found: Found) -> frozenset[PersonId] | None:
        """Who is meant and must go; None where it is one of those who are kept, so far as a name can tell."""
        meant = found.people
        if found.titled:
            meant = frozenset(key for key in meant if not self._people[key].is_pupil)
        return None if meant & self._kept else meant

    def _said(self, people: frozenset[PersonId], found: Found) -> str:
        if not people:
            return UNKNOWN_ADULT if found.titled else SOMEBODY
        said = {self._label(key) for key in people}
        if len(said) == 1:
            return said.pop()
        kinds = {self._kind_label(self._people[key].kind) for key in people}
        return kinds.pop() if len(kinds) == 1 else SOMEBODY

    def _label(self, key: PersonId) -> str:
        return self._labels.get(key) or self._kind_label(self._people[key].kind)

    def _kind_label(self, kind: PersonKind) -> str:
        return (_ANOTHER if kind in self._kinds else _ONE)[kind]
