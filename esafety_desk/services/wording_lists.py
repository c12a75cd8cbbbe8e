"""The school's own lists of words: adding, renaming, archiving and ordering them, each an audited act.

A word is never deleted and its code never changes: records keep the code, so that a new label is shown
everywhere at once, while what was printed before stays as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from esafety_desk.host.errors import KnownError
from esafety_desk.records.incident import RiskArea
from esafety_desk.records.names import folded, tidy
from esafety_desk.records.words import Word, Words
from esafety_desk.services.keeping import Work
from esafety_desk.store import word_uses
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk
from esafety_desk.store.unit import Unit

TITLES: Mapping[str, str] = {
    "incident-types": "Types of incident",
    "platforms": "Platforms",
    "teaching-topics": "Topics that are taught",
    "privacy-settings": "Privacy settings gone through",
    "monitoring-points": "Points of a monitoring check",
    "policies": "Other policies",
    "identities": "Identities targeted",
}
"""The lists a school may change, by vocabulary, in the order of Settings."""
_LONGEST = 80
_CHANGED = frozenset({"words"})


@dataclass(frozen=True, slots=True)
class ListedWord:
    """One word as Settings shows it, with the number of records that use it."""

    code: str
    label: str
    archived: bool
    uses: int


@dataclass(frozen=True, slots=True)
class WordsSaved:
    """What a change of a list did, in the shape of every other change."""

    message: str
    changed: frozenset[str] = _CHANGED
    undo: None = None


def words_of(desk: Desk, vocabulary: str) -> tuple[ListedWord, ...]:
    """Every word of the list in its order, archived ones among them."""
    with desk.reading() as connection:
        words = kept_words.read(connection).every(vocabulary)
        uses = word_uses.counted(connection, vocabulary)
    return tuple(ListedWord(w.code, w.label, w.archived, uses[w.code]) for w in words)


def add(work: Work, vocabulary: str, label: str, area: RiskArea | None = None) -> WordsSaved:
    """A new word at the end of the list; ``area`` is the risk area of a new incident type. Raises KnownError."""
    with work.desk.writing(work.actor, work.now) as unit:
        words = kept_words.read(unit.connection)
        said = _fresh(words, vocabulary, label)
        code = _code(words, vocabulary, f"{area.value}.{_slug(said)}" if area else _slug(said))
        kept_words.add(unit.connection, Word(vocabulary, code, said))
        _audit(unit, "word added", vocabulary, code)
    return WordsSaved(f"“{said}” added.")


def rename(work: Work, vocabulary: str, code: str, label: str) -> WordsSaved:
    """Another label for a word; records keep its code. Raises KnownError."""
    with work.desk.writing(work.actor, work.now) as unit:
        words = kept_words.read(unit.connection)
        before = _word(words, vocabulary, code)
        said = _fresh(words, vocabulary, label, but=code)
        kept_words.change(unit.connection, Word(vocabulary, code, said, before.archived))
        _audit(unit, "word renamed", vocabulary, code)
    return WordsSaved(f"“{before.label}” is “{said}” now.")


def archive(work: Work, vocabulary: str, code: str, *, archived: bool = True) -> WordsSaved:
    """Offer a word no longer, or again. Raises KnownError where it is the last one on offer."""
    with work.desk.writing(work.actor, work.now) as unit:
        words = kept_words.read(unit.connection)
        word = _word(words, vocabulary, code)
        if archived and [w.code for w in words.of(vocabulary)] == [code]:
            raise KnownError("This is the last word on offer. Add another one first.")
        kept_words.change(unit.connection, Word(vocabulary, code, word.label, archived))
        _audit(unit, "word archived" if archived else "word brought back", vocabulary, code)
    return WordsSaved(f"“{word.label}” is {'no longer offered' if archived else 'offered again'}.")


def move(work: Work, vocabulary: str, code: str, step: int) -> WordsSaved:
    """Move a word up (-1) or down (1) in its list; nothing happens at its ends."""
    with work.desk.writing(work.actor, work.now) as unit:
        words = kept_words.read(unit.connection)
        codes = [word.code for word in words.every(vocabulary)]
        at = codes.index(_word(words, vocabulary, code).code)
        to = max(0, min(len(codes) - 1, at + step))
        codes.insert(to, codes.pop(at))
        kept_words.arrange(unit.connection, vocabulary, codes)
        _audit(unit, "word moved", vocabulary, code)
    return WordsSaved("")


def _word(words: Words, vocabulary: str, code: str) -> Word:
    found = next((word for word in words.every(vocabulary) if word.code == code), None)
    if found is None:
        raise KnownError("This word is not in the list any more.")
    return found


def _fresh(words: Words, vocabulary: str, label: str, but: str = "") -> str:
    """``label`` tidied; refused where it is empty, too long, or another word says the same already."""
    said = tidy(label)
    if not said:
        raise KnownError("Type the word first.")
    if len(said) > _LONGEST:
        raise KnownError(f"This is too long: {_LONGEST} characters at most.")
    same = [w for w in words.every(vocabulary) if w.code != but and folded(w.label) == folded(said)]
    if same:
        where = " It is archived: bring it back instead." if same[0].archived else ""
        raise KnownError(f"“{said}” is in the list already.{where}")
    return said


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(label)).strip("-") or "word"


def _code(words: Words, vocabulary: str, wanted: str) -> str:
    """``wanted``, with a number behind it where a renamed word bears that code."""
    taken = {word.code for word in words.every(vocabulary)}
    number, code = 2, wanted[:_LONGEST]
    while code in taken:
        code, number = f"{wanted[: _LONGEST - 4]}-{number}", number + 1
    return code


def _audit(unit: Unit, verb: str, vocabulary: str, code: str) -> None:
    unit.witness(verb, vocabulary, (code,))
