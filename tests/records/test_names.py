"""Names compare as people expect them to, whatever accents they are written with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.records.names import folded, tidy


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Łukasz Zając", "lukasz zajac"),
        ("Şeyma", "seyma"),
        ("Thảo Nguyễn", "thao nguyen"),
        ("Weiß", "weiss"),
        ("Işıl", "isil"),
        ("Søren", "soren"),
        ("O’Brien", "o'brien"),
        ("Siân", "sian"),
    ],
)
def test_a_name_is_found_without_its_accents(written: str, plain: str) -> None:
    assert folded(written) == plain


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_tidy_name_has_single_blanks_and_composed_letters() -> None:
    assert tidy("  Zoe\u0308 \t Smith\x00 ") == "Zoë Smith"


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_fold_the_short_way_as_the_long_way(text: str) -> None:
    assert folded(text) == folded(text + "\u0301").removesuffix("\u0301")
