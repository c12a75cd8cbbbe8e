"""Finding people in a text: by whole name, by part of one, by initials beside a year group, accents or none.

Better one word too many than one too few: whoever reads the text afterwards sees what was found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, YearGroup

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_JOINT = re.compile(r"[\s\-\u2010-\u2012'’‘ʼ`.,_]{0,3}")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|madam|mister)\b\.?[ \u00a0]+$", re.IGNORECASE)
_TITLED_LETTER = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr)\b\.?[ \u00a0]+([A-Z])\b(?!['’][a-z]{2})\.?", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(?:(?:year|yr\.?|y)\s?(?P<year>\d{1,2})(?!\d)|(?P<class>1?\d)\s?[a-z]\b|(?P<reception>reception)\b"
    r"|(?P<nursery>nursery)\b|class\s\w{1,12})",
    re.IGNORECASE,
)
_UPPER = "".join(chr(n) for n in range(0x250) if chr(n).isupper())
_LETTERS = re.compile(rf"(?<![^\W\d_])[{_UPPER}](?:[.\s]{{0,2}}[{_UPPER}]){{1,2}}(?![^\W\d_])\.?")
_BETWEEN = re.compile(r"[\s,()\-–:]{0,3}(?:(?:in|of|from)\s)?")

_LITTLE_WORDS = "al bin da de del der di dos du el ibn la le st ter the van von"
_PARTICLES = frozenset(_LITTLE_WORDS.split())
_NEAR = 40
"""How many letters may stand between initials and the year group of the very pupil they may mean."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known of the language: ordinary words that are names as well, and the usual short forms of names."""

    ordinary: frozenset[str] = frozenset()
    short: Mapping[str, Sequence[str]] = field(default_factory=dict)


NO_WORDS = NameWords()


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a person of the desk goes by."""

    person: PersonId
    given: str
    family: str
    known_as: str = ""
    is_pupil: bool = False
    year_group: YearGroup | None = None

    @classmethod
    def of(cls, person: Person) -> Self:
        """The name of one record."""
        return cls(
            PersonId(person.id or 0),
            person.given_name,
            person.family_name,
            person.known_as,
            person.is_pupil,
            person.year_group,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Where ``people`` may be meant, one or several who share the name. ``titled``: as in "Mrs Khan"."""

    start: int
    end: int
    people: frozenset[PersonId]
    titled: bool = False


@dataclass(slots=True)
class _Alias:
    """One way to say some people: words as folded, and whether the text must write them with a capital."""

    people: set[PersonId] = field(default_factory=set)
    capital_at: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    said: str
    is_capital: bool


class KnownNames:
    """Everyone whose name must be found, ready to look through many texts."""

    def __init__(self, people: Iterable[KnownName], words: NameWords = NO_WORDS) -> None:
        self._words = words
        self._by_first: dict[str, dict[tuple[str, ...], _Alias]] = defaultdict(dict)
        self._by_initials: dict[str, set[PersonId]] = defaultdict(set)
        self._by_year: dict[tuple[str, YearGroup], set[PersonId]] = defaultdict(set)
        self._adults: dict[str, set[PersonId]] = defaultdict(set)
        for person in people:
            self._know(person)

    def found_in(self, text: str) -> tuple[Found, ...]:
        """Every place where one of them may be meant, in order, none within another."""
        hits = [*self._said_in(text), *self._initials_in(text), *self._titled_letters_in(text)]
        kept: list[Found] = []
        for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return tuple(kept)

    def _know(self, known: KnownName) -> None:
        family = _words(known.family)
        for given in {known.given, known.known_as} - {""}:
            for form in (given, *self._words.short.get(folded(given), ())):
                for alias, capital_at in _aliases(form, known.family):
                    self._add(alias, known.person, capital_at)
            self._know_initials(known, _words(given), family)
        if family and not known.is_pupil:
            self._adults[family[0][0]].add(known.person)

    def _know_initials(self, known: KnownName, given: tuple[str, ...], family: tuple[str, ...]) -> None:
        if not given or not family:
            return
        for letters in {given[0][0] + family[0][0], "".join(word[0] for word in (*given, *family))}:
            self._by_initials[letters].add(known.person)
            if known.year_group:
                self._by_year[letters, known.year_group].add(known.person)

    def _add(self, alias: tuple[str, ...], key: PersonId, capital_at: frozenset[int]) -> None:
        if not alias:
            return
        if len(alias) == 1 and (alias[0] in self._words.ordinary or len(alias[0]) < 3):
            capital_at = frozenset({0})
        known = self._by_first[alias[0]].setdefault(alias, _Alias(capital_at=capital_at))
        known.people.add(key)

    def _said_in(self, text: str) -> Iterator[Found]:
        words = [
            _Word(m.start(), m.end(), folded(m[0]), m[0][0].isupper() or m[0][0].istitle())
            for m in _WORD.finditer(text)
        ]
        at = 0
        while at < len(words):
            count, alias = self._longest(text, words, at)
            if alias is None:
                at += 1
                continue
            start, end = words[at].start, words[at + count - 1].end
            title = _TITLE.search(text, max(0, start - 12), start)
            yield Found(title.start() if title else start, end, frozenset(alias.people), bool(title))
            at += count

    def _longest(self, text: str, words: list[_Word], at: int) -> tuple[int, _Alias | None]:
        known = self._by_first.get(words[at].said)
        if not known:
            return 0, None
        said = [words[at].said]
        best: tuple[int, _Alias | None] = (0, None)
        for number in range(len(max(known, key=len))):
            if number:
                if at + number >= len(words) or not _are_joined(
                    text, words[at + number - 1], words[at + number]
                ):
                    break
                said.append(words[at + number].said)
            alias = known.get(tuple(said))
            if alias and self._is_written(text, words[at : at + number + 1], alias):
                best = number + 1, alias
        return best

    def _is_written(self, text: str, words: list[_Word], alias: _Alias) -> bool:
        if any(not words[at].is_capital for at in alias.capital_at):
            return False
        return not (len(words) == 1 and words[0].said in self._words.ordinary and _is_a_date(text, words[0]))

    def _initials_in(self, text: str) -> Iterator[Found]:
        """Beside any year group or class, for children move up and notes stay; further off beside their own."""
        years = [(year, _year_group(year)) for year in _YEAR.finditer(text)]
        for match in _LETTERS.finditer(text) if years else ():
            letters = folded(re.sub(r"[\W\d_]", "", match[0]))
            people: set[PersonId] = set()
            for year, group in years:
                if _are_beside(text, match, year):
                    people |= self._by_initials.get(letters, set())
                elif group and max(year.start() - match.end(), match.start() - year.end()) <= _NEAR:
                    people |= self._by_year.get((letters, group), set())
            if people:
                yield Found(match.start(), match.end(), frozenset(people))

    def _titled_letters_in(self, text: str) -> Iterator[Found]:
        for match in _TITLED_LETTER.finditer(text):
            people = self._adults.get(folded(match[1]))
            if people:
                yield Found(match.start(), match.end(), frozenset(people), titled=True)


def _aliases(given: str, family: str) -> Iterator[tuple[tuple[str, ...], frozenset[int]]]:
    """Every way to say one name, with the words that must have a capital for it to count."""
    first, last = _words(given), _words(family)
    nowhere: frozenset[int] = frozenset()
    for alias in {*_parts(given, 2), *_parts(family, 3)}:
        yield alias, nowhere
    if not first or not last:
        return
    for alias in {(*first, *last), (*last, *first), (first[0], *last), ("".join((*first, *last)),)}:
        yield alias, nowhere
    for part in _parts(family, 3):
        yield (*first, *part), nowhere
    yield (*first, last[0][0]), frozenset({len(first)})
    yield (first[0][0], *last), frozenset({0})


def _parts(name: str, shortest: int) -> Iterator[tuple[str, ...]]:
    """A name in one, and each part of a double one: "Nguyễn-O'Brien", "Nguyễn", "O'Brien", "OBrien"."""
    for part in (name, *re.split(r"[\s\-\u2010-\u2012]+", name)):
        words = _words(part)
        joined = "".join(words)
        is_whole = part == name
        if words and (is_whole or (len(joined) >= shortest and joined not in _PARTICLES)):
            yield words
            yield (joined,)


def _words(name: str) -> tuple[str, ...]:
    return tuple(folded(match[0]) for match in _WORD.finditer(name))


def _are_joined(text: str, before: _Word, after: _Word) -> bool:
    return _JOINT.fullmatch(text, before.end, after.start) is not None


def _are_beside(text: str, letters: re.Match[str], year: re.Match[str]) -> bool:
    before, after = (letters, year) if letters.end() <= year.start() else (year, letters)
    return _BETWEEN.fullmatch(text, before.end(), after.start()) is not None


def _year_group(year: re.Match[str]) -> YearGroup | None:
    if year["reception"]:
        return YearGroup.RECEPTION
    if year["nursery"]:
        return YearGroup.NURSERY
    value = f"{int(year['year'] or year['class'] or 0):02}"
    return YearGroup(value) if value in set(YearGroup) else None


def _is_a_date(text: str, word: _Word) -> bool:
    """Whether a number stands beside the word, as in "3 May" or "May 2026"."""
    return bool(re.search(r"\d(?:st|nd|rd|th)?\s$", text[: word.start][-6:])) or bool(
        re.match(r"\s\d", text[word.end : word.end + 2])
    )
