"""The school's own words: lists of platforms, incident types and the like, kept by code and shown by label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a vocabulary. An archived word is no longer offered but still read."""

    vocabulary: str
    code: str
    label: str
    archived: bool = False


class Words:
    """Every vocabulary of the desk, in the school's order; never changed in place."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._by_code: dict[tuple[str, str], Word] = {(w.vocabulary, w.code): w for w in words}

    def has(self, vocabulary: str) -> bool:
        """Whether this vocabulary has any word at all, archived or not."""
        return any(name == vocabulary for name, _ in self._by_code)

    def label(self, vocabulary: str, code: str) -> str:
        """The label of ``code``; the code itself where it was typed freely."""
        word = self._by_code.get((vocabulary, code))
        return word.label if word else code

    def of(self, vocabulary: str) -> tuple[Word, ...]:
        """The words on offer in ``vocabulary``, in order, archived ones left out."""
        return tuple(w for w in self._by_code.values() if w.vocabulary == vocabulary and not w.archived)

    def is_archived(self, vocabulary: str, code: str) -> bool:
        """Whether ``code`` is no longer offered; a word typed freely is not archived."""
        word = self._by_code.get((vocabulary, code))
        return word is not None and word.archived

    def every(self, vocabulary: str) -> tuple[Word, ...]:
        """All the words of ``vocabulary`` in order, archived ones among them."""
        return tuple(w for w in self._by_code.values() if w.vocabulary == vocabulary)

    def code(self, vocabulary: str, label: str) -> str:
        """The code behind a typed ``label``, whatever its case; the label itself where there is none."""
        wanted = label.casefold().strip()
        matches = (w.code for w in self.of(vocabulary) if w.label.casefold() == wanted or w.code == wanted)
        return next(matches, label)
