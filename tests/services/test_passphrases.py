"""Passphrases: generated ones are always good, and a weak one is told what would mend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.host.resources import resource
from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.records.school import School
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


def test_no_word_of_the_list_holds_a_common_phrase() -> None:
    common = resource("common-passphrases.txt").read_text(encoding="utf-8").split()
    assert [(word, each) for word in WORDS for each in common if each in word] == []


def test_the_list_is_long_enough_that_five_words_cannot_be_guessed() -> None:
    assert len(set(WORDS)) == len(WORDS) >= 2_048
    assert all(word.isascii() and word.islower() and word.isalpha() for word in WORDS)


def test_even_the_shortest_words_make_it_long_enough() -> None:
    shortest = sorted(WORDS, key=len)[:GENERATED_WORDS]
    assert len(" ".join(shortest)) >= MINIMUM_LENGTH


def test_two_suggestions_are_not_alike() -> None:
    assert len({suggest_passphrase() for _ in range(50)}) == 50


SCHOOL = School(name="Willowmere Hall Academy", terms=suggested_terms(2026))


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
        ("P4$$w0rd of the house", "tried first"),
        ("q w e r t y u i o p a s d f", "tried first"),
        ("1234 5678 9012 3456", "tried first"),
        ("lanterns lanterns lanterns1", "repeats itself"),
        ("willowmere hall academy", "school's own words"),
        ("Willowmere  Hall ACADEMY 2026", "school's own words"),
        ("academy of willowmere 26", "school's own words"),
        ("W1llowmere, Autumn 2026", "school's own words"),
    ],
)
def test_a_weak_passphrase_is_told_why(typed: str, said: str) -> None:
    assert said in passphrase_problem(typed, SCHOOL)


@pytest.mark.parametrize(
    "typed",
    ["seven herons cross the weir", "Łukasz przyniósł siedem jabłek", "日本の学校で使う長い合言葉です"],
)
def test_a_long_one_of_ones_own_will_do(typed: str) -> None:
    assert passphrase_problem(typed, SCHOOL) == ""


@given(st.text(alphabet=st.characters()))
def test_whatever_is_typed_gets_one_sentence_that_does_not_repeat_it(text: str) -> None:
    said = passphrase_problem("canary" + text, SCHOOL)
    assert said == "" or (said.endswith(".") and "canary" not in said)
