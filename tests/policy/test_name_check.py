"""Words that go to governors are read for anyone they name."""

from __future__ import annotations

import pytest

from esafety_desk.policy.name_check import KnownName, hits
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import YearGroup

LUKASZ, ROSE, SIAN, JO = (PersonId(n) for n in range(1, 5))
KNOWN = (
    KnownName(LUKASZ, ("Łukasz Zając", "Łukasz", "Zając", "Luki"), "ŁZ", YearGroup.YEAR_5),
    KnownName(ROSE, ("Rose Will", "Rose", "Will"), "RW", YearGroup.RECEPTION),
    KnownName(SIAN, ("Siân O’Brien", "Siân", "O’Brien")),
    KnownName(JO, ("Anne-Marie Jo", "Anne-Marie", "Marie", "Jo")),
)
ORDINARY = frozenset({"rose", "will"})


def found(text: str, *not_names: str) -> list[tuple[str, tuple[int, ...]]]:
    told = hits([("Sentence 1", text)], KNOWN, not_names, ORDINARY)
    assert all(text[hit.start : hit.end] == hit.words for hit in told)
    return [(hit.words, hit.people) for hit in told]


@pytest.mark.parametrize(
    ("text", "words", "person"),
    [
        ("We spoke with Lukasz Zajac today.", "Lukasz Zajac", LUKASZ),
        ("ZAJĄC’s phone was taken.", "ZAJĄC’s", LUKASZ),
        ("luki was upset", "luki", LUKASZ),
        ("Sian helped.", "Sian", SIAN),
        ("Mrs O'Brien led it.", "O'Brien", SIAN),
        ("Anne Marie led it.", "Anne Marie", JO),
        ("A rose for Rose.", "Rose", ROSE),
        ("L.Z. in Year 5 was upset.", "L.Z. in Year 5", LUKASZ),
        ("a boy (LZ, 5B)", "LZ, 5B", LUKASZ),
        ("In Reception R W cried.", "Reception R W", ROSE),
    ],
)
def test_names_are_found_however_they_are_written(text: str, words: str, person: PersonId) -> None:
    assert found(text) == [(words, (person,))]


@pytest.mark.parametrize(
    "text",
    [
        "Pupils will learn of rose gardens.",
        "L.Z. in Year 6 is nobody here.",
        "The PE lessons of Year 5 went well.",
        "Incidents rose.",
        "",
        "\u0301\u200d",
    ],
)
def test_ordinary_words_name_nobody(text: str) -> None:
    assert found(text) == []


def test_word_that_was_looked_at_is_not_shown_again() -> None:
    assert found("Rose petals.", "rose") == []


def test_forty_pages_are_read_at_once() -> None:
    text = "A calm term with much good work in every class. " * 3_000
    assert found(text + "Lukasz") == [("Lukasz", (LUKASZ,))]
