"""The school's own words: kept by code, shown by label, archived but never lost."""

from __future__ import annotations

from esafety_desk.records.words import Word, Words

WORDS = Words(
    [
        Word("platforms", "whatsapp", "WhatsApp"),
        Word("platforms", "myspace", "MySpace", archived=True),
        Word("platforms", "padlet", "Padlet"),
        Word("policies", "padlet", "Another Padlet"),
    ]
)


def test_words_on_offer_stand_in_the_schools_order_without_archived_ones() -> None:
    assert [word.code for word in WORDS.of("platforms")] == ["whatsapp", "padlet"]


def test_an_archived_word_is_still_read() -> None:
    assert WORDS.label("platforms", "myspace") == "MySpace"


def test_a_word_typed_freely_is_its_own_label() -> None:
    assert WORDS.label("platforms", "Our forum") == "Our forum"
    assert WORDS.code("platforms", "Our forum") == "Our forum"


def test_a_label_is_recognised_whatever_its_case() -> None:
    assert WORDS.code("platforms", " whatsAPP ") == "whatsapp"
    assert WORDS.code("platforms", "padlet") == "padlet"
