"""Passphrases: five generated words, or one's own if it is long and not to be guessed."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from esafety_desk.host.resources import resource
from esafety_desk.records.names import folded

MINIMUM_LENGTH = 15
GENERATED_WORDS = 5


def suggest_passphrase() -> str:
    """Five words drawn at random from the program's list, blanks between them."""
    return " ".join(secrets.choice(_word_list()) for _ in range(GENERATED_WORDS))


def passphrase_problem(text: str, school_name: str = "") -> str:
    """What is wrong with a new passphrase, in one sentence; empty where it will do."""
    passphrase = unicodedata.normalize("NFKC", text)
    bare = "".join(folded(passphrase).split())
    if len(passphrase.strip()) < MINIMUM_LENGTH:
        return f"Use at least {MINIMUM_LENGTH} characters. Several words in a row are easiest to remember."
    if len(set(bare)) < 6:
        return "This repeats itself too much. Use several different words."
    if any(common in bare for common in _common()):
        return "This holds a phrase that is tried first by anyone guessing. Use other words."
    school = "".join(folded(school_name).split())
    if school and len(bare.replace(school, "")) < MINIMUM_LENGTH - 5:
        return "The school's name is easily guessed. Add words that have nothing to do with it."
    return ""


@cache
def _word_list() -> tuple[str, ...]:
    return tuple(resource("passphrase-words.txt").read_text(encoding="utf-8").split())


@cache
def _common() -> tuple[str, ...]:
    lines = resource("common-passphrases.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())
