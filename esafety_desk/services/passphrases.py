"""Passphrases: five generated words, or one's own if it is long and not to be guessed."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.records.names import folded
from esafety_desk.records.school import School

MINIMUM_LENGTH = 15
GENERATED_WORDS = 5
_LONG_ENOUGH_TO_TELL = 4
_REPEATED = re.compile(r"(.{1,12}?)\1{2,}.{0,3}")
"""One word over and over, perhaps with a number behind it."""
_DIGITS_FOR_LETTERS = str.maketrans("013457@$!", "oleastasi")


def suggest_passphrase() -> str:
    """Five words drawn at random from the program's list, blanks between them."""
    return " ".join(secrets.choice(_word_list()) for _ in range(GENERATED_WORDS))


def passphrase_problem(text: str, school: School | None = None) -> str:
    """What is wrong with a new passphrase, in one sentence; empty where it will do."""
    passphrase = unicodedata.normalize("NFKC", text)
    bare = "".join(folded(passphrase).split())
    if len(passphrase.strip()) < MINIMUM_LENGTH:
        return f"Use at least {MINIMUM_LENGTH} characters. Several words in a row are easiest to remember."
    if len(set(bare)) < 6 or _REPEATED.fullmatch(bare):
        return "This repeats itself too much. Use several different words."
    disguised = {bare, bare.translate(_DIGITS_FOR_LETTERS)}
    disguised |= {"".join(filter(str.isalpha, each)) for each in disguised}
    if any(common in each for common in _common() for each in disguised):
        return "This holds a phrase that is tried first by anyone guessing. Use other words."
    if any(len(_without_own(each, school)) < MINIMUM_LENGTH - 5 for each in (bare, *disguised) if school):
        return "The school's own words are easily guessed. Add words that have nothing to do with it."
    return ""


def _without_own(bare: str, school: School) -> str:
    """What is left once the school's name, the words in it and those of its terms are taken out."""
    phrases = [school.name, *(term.name for term in school.terms)]
    words = [word for phrase in phrases for word in phrase.split() if len(word) >= _LONG_ENOUGH_TO_TELL]
    found = {"".join(filter(str.isalnum, folded(each))) for each in (*phrases, *words)} - {""}
    for each in sorted(found, key=len, reverse=True):
        bare = bare.replace(each, "")
    return bare


@cache
def _word_list() -> tuple[str, ...]:
    return tuple(resource("passphrase-words.txt").read_text(encoding="utf-8").split())


@cache
def _common() -> tuple[str, ...]:
    lines = resource("common-passphrases.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())
