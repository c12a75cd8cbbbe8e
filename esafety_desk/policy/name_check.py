"""Finds whoever of the desk an author's words name: by name, by short name, or by initials with a year group.

Every hit is shown to the author, who takes it out or says that it names nobody here. Generated sentences are
not read: they are made from figures and fixed words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import YearGroup

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_INITIALS = re.compile(r"(?<![\w.])([^\W\d_])(?:\.\s?|\s|)([^\W\d_])\.?(?!\w)")
_YEAR = re.compile(
    r"\b(?:(?:year|yr|y)\.?\s?(\d{1,2})(?!\d)|(?:class\s)?(\d{1,2})\s?[a-z]\b|(reception)\b|(nursery)\b)",
    re.IGNORECASE,
)
_NEAR = 40
"""How many letters may stand between initials and the year group they are read with."""
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a person of the desk goes by, usual short forms among it; ``initials`` of a pupil as "ZP"."""

    person: PersonId
    names: tuple[str, ...]
    initials: str = ""
    year_group: YearGroup | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that name someone: where they stand, from which letter to which, and whom they may mean."""

    place: str
    words: str
    start: int
    end: int
    people: tuple[PersonId, ...]


def hits(
    texts: Iterable[tuple[str, str]],
    known: Iterable[KnownName],
    not_names: Collection[str] = (),
    ordinary: Collection[str] = (),
) -> tuple[Hit, ...]:
    """Every place in ``texts`` (each with the place it stands at) that names one of the ``known``.

    ``ordinary`` are words of the language that are names as well ("will", "rose"): they are found only where
    they are written with a capital. ``not_names`` were looked at and name nobody.
    """
    people = tuple(known)
    names, initials = _by_first_word(people), _by_initials(people)
    allowed = {folded(word) for word in not_names}
    found = [
        hit
        for place, text in texts
        for hit in (*_named(place, text, names, ordinary), *_initialled(place, text, initials))
        if folded(hit.words) not in allowed
    ]
    return tuple(found)


_Names = Mapping[str, Mapping[tuple[str, ...], set[PersonId]]]


def _by_first_word(people: Iterable[KnownName]) -> _Names:
    index: dict[str, dict[tuple[str, ...], set[PersonId]]] = defaultdict(lambda: defaultdict(set))
    for person in people:
        for name in person.names:
            words = tuple(_plain(word) for word in _WORD.findall(name))
            if words and len("".join(words)) >= _SHORTEST:
                index[words[0]][words].add(person.person)
    return index


def _by_initials(people: Iterable[KnownName]) -> Mapping[tuple[str, YearGroup], set[PersonId]]:
    index: dict[tuple[str, YearGroup], set[PersonId]] = defaultdict(set)
    for person in people:
        if person.year_group is not None and len(person.initials) >= _SHORTEST:
            index[folded(person.initials), person.year_group].add(person.person)
    return index


def _named(place: str, text: str, names: _Names, ordinary: Collection[str]) -> Iterator[Hit]:
    words = list(_WORD.finditer(text))
    plain = [_plain(word[0]) for word in words]
    at = 0
    while at < len(words):
        longest, people = 0, set[PersonId]()
        for wanted, whose in names.get(plain[at], {}).items():
            size = len(wanted)
            is_here = size > longest and tuple(plain[at : at + size]) == wanted
            if is_here and (size > 1 or wanted[0] not in ordinary or words[at][0][0].isupper()):
                longest, people = size, whose
        if longest:
            start, end = words[at].start(), words[at + longest - 1].end()
            yield Hit(place, text[start:end], start, end, tuple(sorted(people)))
        at += longest or 1


def _initialled(
    place: str, text: str, initials: Mapping[tuple[str, YearGroup], set[PersonId]]
) -> Iterator[Hit]:
    years = [(year, _year_group(year)) for year in _YEAR.finditer(text)]
    for found in _INITIALS.finditer(text):
        letters = folded(found[1] + found[2])
        if not found[1].isupper() or not found[2].isupper():
            continue
        for year, group in years:
            gap = max(year.start() - found.end(), found.start() - year.end())
            people = initials.get((letters, group)) if group and gap <= _NEAR else None
            if people:
                start, end = min(found.start(), year.start()), max(found.end(), year.end())
                yield Hit(place, text[start:end], start, end, tuple(sorted(people)))
                break


def _year_group(found: re.Match[str]) -> YearGroup | None:
    if found[3]:
        return YearGroup.RECEPTION
    if found[4]:
        return YearGroup.NURSERY
    value = f"{int(found[1] or found[2]):02}"
    return YearGroup(value) if value in set(YearGroup) else None


def _plain(word: str) -> str:
    """Folded, without the mark of possession."""
    bare = folded(word)
    return bare.removesuffix("'s") if bare.endswith("'s") else bare
