"""Finding people in a text: by whole name, by part of one, by initials beside a year group, accents or none.

Better one word too many than one too few: whoever reads the text afterwards sees what was found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_JOINT = re.compile(r"[\s\-\u2010-\u2012'’‘ʼ`.,_]{0,3}")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|madam|mister)\b\.?[ \u00a0]+$", re.IGNORECASE)
_TITLED_LETTER = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr)\b\.?[ \u00a0]+([A-Z])\b(?!['’][a-z]{2})\.?", re.IGNORECASE
)
_YEAR = r"(?:year\s?\d{1,2}|yr\.?\s?\d{1,2}|y\s?\d{1,2}|(?<!\d)1?\d[a-z](?![a-z])|reception|nursery|class\s\w{1,12})"
_LETTERS = r"(?<![^\W\d_])[A-Z](?:[.\s]{0,2}[A-Z]){1,2}(?![^\W\d_])\.?"
_BETWEEN = r"[\s,()\-–:]{0,3}(?:(?:in|of|from)\s)?"
_INITIALS_THEN_YEAR = re.compile(rf"({_LETTERS})(?={_BETWEEN}(?i:{_YEAR}))")
_YEAR_THEN_INITIALS = re.compile(rf"(?i:\b{_YEAR}){_BETWEEN}({_LETTERS})")

_LITTLE_WORDS = "al bin da de del der di dos du el ibn la le st ter the van von"
_PARTICLES = frozenset(_LITTLE_WORDS.split())
_EVERYDAY_WORDS = (
    "abbot ace all an angel april archer art august autumn baker band banks bell best bill bird bishop black blue "
    "bloom bond book booth bow boy brook brown bush butler carter chance chase church clay cliff close coin cook "
    "cross curry day dawn dean do drew early east eve faith ferry field fisher fish flint flower ford forest fox "
    "frank french friend frost game gay gates gene glass gold good grace grant gray green grey guy hall hand hardy "
    "harmony hart hazel head heather heath hill hills holly home hope house hunt hunter hurst ivy jack jewel joy "
    "june key king knight lake lamb lane law lee light lily little long love low major march mark marsh mason "
    "may me melody mercy merry mike mill miles miller miner moon more moss my nick noble north norm oak olive page "
    "park parker pat pearl penny poppy pearce pike pool potter power price prince queen rain ray read reed reid rich "
    "rise rob robin rock root rose rowan ruby rusty sage sand saint sandy say sharp shaw short silver singer sky "
    "small smith snow so son south spring star stone storm street strong sue summer sunny swift tab temple "
    "ten thorn tiger tower town turner violet wade walker wall ward ware water wave webb weeks well wells west "
    "white wild will willow winter wise wolf wood woods worth wright yes york young"
)
EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
"""Names that are words of every day as well: they count only with a capital letter, and not in a date."""


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

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], _Alias]] = defaultdict(dict)
        self._by_initials: dict[str, set[PersonId]] = defaultdict(set)
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

    def _know(self, person: Person) -> None:
        key = PersonId(person.id or 0)
        family = _words(person.family_name)
        for given in {person.given_name, person.known_as} - {""}:
            first = _words(given)
            for alias, capital_at in _aliases(given, person.family_name):
                self._add(alias, key, capital_at)
            if first and family:
                initials = {first[0][0] + family[0][0], *("".join(w[0] for w in (*first, *family)),)}
                for letters in initials:
                    self._by_initials[letters].add(key)
        if family and not person.is_pupil:
            self._adults[family[0][0]].add(key)

    def _add(self, alias: tuple[str, ...], key: PersonId, capital_at: frozenset[int]) -> None:
        if not alias:
            return
        if len(alias) == 1 and (alias[0] in EVERYDAY or len(alias[0]) < 3):
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

    @staticmethod
    def _is_written(text: str, words: list[_Word], alias: _Alias) -> bool:
        if any(not words[at].is_capital for at in alias.capital_at):
            return False
        return not (len(words) == 1 and words[0].said in EVERYDAY and _is_a_date(text, words[0]))

    def _initials_in(self, text: str) -> Iterator[Found]:
        """Initials count beside any year group or class: children move up, and notes stay."""
        for pattern in (_INITIALS_THEN_YEAR, _YEAR_THEN_INITIALS):
            for match in pattern.finditer(text):
                people = self._by_initials.get(folded(re.sub(r"[^A-Za-z]", "", match[1])))
                if people:
                    yield Found(match.start(1), match.end(1), frozenset(people))

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


def _is_a_date(text: str, word: _Word) -> bool:
    """Whether a number stands beside the word, as in "3 May" or "May 2026"."""
    return bool(re.search(r"\d(?:st|nd|rd|th)?\s$", text[: word.start][-6:])) or bool(
        re.match(r"\s\d", text[word.end : word.end + 2])
    )
