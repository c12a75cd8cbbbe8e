"""A gap in the grid of topics begins the lesson that would fill it."""

from __future__ import annotations

from typing import Any

from tests.ui.registers.conftest import Hands


def test_a_gap_begins_the_lesson_that_would_fill_it(open_page: Any) -> None:
    hands: Hands = open_page("teaching")
    hands.settle()
    hands.find("coverage.online-bullying.03").click()
    hands.settle()
    held = hands.page.form._values()
    assert (held["topic"], held["year_groups"]) == ("online-bullying", ("03",))
