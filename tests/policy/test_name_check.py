"""Words that go to governors are read for anyone they name."""

from __future__ import annotations

import pytest

from esafety_desk.policy.known_names import KnownName, KnownNames, NameWords
from esafety_desk.policy.name_check import hits
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import YearGroup

LUKASZ, ROSE, SIAN, JO = (PersonId(n) for n in range(1, 5))
WORDS = NameWords(frozenset({"rose", "will"}), {"lukasz": ("luki",)})
NAMES = KnownNames(
    (
        KnownName(LUKASZ, "Łukasz", "Zając", is_pupil=True, year_group=YearGroup.YEAR_5),
        KnownName(ROSE, "Rose", "Will", is_pupil=True, year_group=YearGroup.RECEPTION),
        KnownName(SIAN, "Siân", "O’Brien"),
        KnownName(JO, "Anne-Marie", "Jo"),
    ),
    WORDS,
)


def found(text: str, *not_names: str) -> list[tuple[str, tuple[int, ...]]]:
    told = hits([("Sentence 1", text)], NAMES, not_names)
    assert all(text[hit.start : hit.end] == hit.words for hit in told)
    return [(hit.words, hit.people) for hit in told]


@pytest.mark.parametrize(
    ("text", "words", "person"),
    [
        ("We spoke with Lukasz Zajac today.", "Lukasz Zajac", LUKASZ),
        ("ZAJĄC’s phone was taken.", "ZAJĄC", LUKASZ),
        ("luki was upset", "luki", LUKASZ),
        ("Sian helped.", "Sian", SIAN),
        ("Mrs O'Brien led it.", "Mrs O'Brien", SIAN),
        ("Anne Marie led it.", "Anne Marie", JO),
        ("A rose for Rose.", "Rose", ROSE),
        ("L.Z. in Year 5 was upset.", "L.Z.", LUKASZ),
        ("a boy (LZ, 5B)", "LZ", LUKASZ),
        ("In Reception R W cried.", "R W", ROSE),
        ("L.Z. of Year 6, who has moved up", "L.Z.", LUKASZ),
        ("LZ was upset all week, as all of Year 5 knew", "LZ", LUKASZ),
    ],
)
def test_names_are_found_however_they_are_written(text: str, words: str, person: PersonId) -> None:
    assert found(text) == [(words, (person,))]


@pytest.mark.parametrize(
    "text",
    [
        "Pupils will learn of rose gardens.",
        "LZ told nobody of it, says Year 6.",
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
