"""Passphrases: generated ones are always good, and a weak one is told what would mend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.host.resources import resource
from esafety_desk.services.passphrases import (
    GENERATED_WORDS,
    MINIMUM_LENGTH,
    passphrase_problem,
    suggest_passphrase,
)

WORDS = resource("passphrase-words.txt").read_text(encoding="utf-8").split()


def test_a_generated_passphrase_is_five_plain_words_and_always_good() -> None:
    for _ in range(300):
        suggested = suggest_passphrase()
        assert len(suggested.split(" ")) == GENERATED_WORDS
        assert set(suggested.split(" ")) <= set(WORDS)
        assert passphrase_problem(suggested) == ""


def test_the_list_is_long_enough_that_five_words_cannot_be_guessed() -> None:
    assert len(set(WORDS)) == len(WORDS) >= 2_048
    assert all(word.isascii() and word.islower() and word.isalpha() for word in WORDS)


def test_even_the_shortest_words_make_it_long_enough() -> None:
    shortest = sorted(WORDS, key=len)[:GENERATED_WORDS]
    assert len(" ".join(shortest)) >= MINIMUM_LENGTH


def test_two_suggestions_are_not_alike() -> None:
    assert len({suggest_passphrase() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "at least 15"),
        ("short one", "at least 15"),
        (" " * 40, "at least 15"),
        ("x" + " " * 20, "at least 15"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats itself"),
        ("abab abab abab abab", "repeats itself"),
        ("my password is this one", "tried first"),
        ("MY  P A S S W O R D  IS THIS", "tried first"),
        ("Pässwörd of the house here", "tried first"),
        ("willowmere hall academy", "school's name"),
        ("Willowmere  Hall ACADEMY 2026", "school's name"),
    ],
)
def test_a_weak_passphrase_is_told_why(typed: str, said: str) -> None:
    assert said in passphrase_problem(typed, "Willowmere Hall Academy")


@pytest.mark.parametrize(
    "typed",
    ["seven herons cross the weir", "Łukasz przyniósł siedem jabłek", "日本の学校で使う長い合言葉です"],
)
def test_a_long_one_of_ones_own_will_do(typed: str) -> None:
    assert passphrase_problem(typed, "Willowmere Hall Academy") == ""


@given(st.text(alphabet=st.characters()))
def test_whatever_is_typed_gets_one_sentence_that_does_not_repeat_it(text: str) -> None:
    said = passphrase_problem("canary" + text, "The school")
    assert said == "" or (said.endswith(".") and "canary" not in said)
