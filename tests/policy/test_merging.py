"""A school's own wording: fields checked when it is saved, filled when it is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.policy.merging import Piece, filled, wording_problem

FIELDS = {"school", "project", "first_use"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Write something"),
        ("Dear all, {projct} begins", "no field {projct}. Did you mean {project}?"),
        ("It is {weather}", "no field {weather}"),
        ("It begins on {first_use and", "The brace before “first_use and” is not closed"),
        ("It {begins {first_use}", "The brace before “begins {first_use}” is not closed"),
        ("It begins} on", "closed that was never opened, after “It begins”"),
        ("The list {details} here", "{details} is a list"),
        ("{school} writes.\n\n{details}\n\nGoodbye.", ""),
    ],
)
def test_a_wording_is_checked_and_what_is_wrong_is_named(text: str, told: str) -> None:
    problem = wording_problem(text, FIELDS, {"details"})
    assert told in problem
    assert bool(problem) == bool(told)


def test_paragraphs_headings_lists_and_blocks_are_told_apart() -> None:
    text = "Dear {who},\nyou are well.\n\n# Next\n- {first}\n- Two\n\n{list}\n\n{empty}"
    assert filled(text, {"who": "all", "first": "One", "empty": ""}) == (
        Piece("paragraph", "Dear all, you are well."),
        Piece("heading", "Next"),
        Piece("bullet", "One"),
        Piece("bullet", "Two"),
        Piece("block", "list"),
    )


@given(st.text(max_size=60))
def test_a_wording_that_passes_can_be_filled(text: str) -> None:
    if not wording_problem(text, FIELDS):
        pieces = filled(text, dict.fromkeys(FIELDS, "x"))
        assert not any("{" in piece.text or "}" in piece.text for piece in pieces)


def test_what_is_filled_in_is_never_read_as_a_field() -> None:
    assert filled("On {project}.", {"project": "{school} # - x"}) == (
        Piece("paragraph", "On {school} # - x."),
    )
