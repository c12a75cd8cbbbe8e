"""The wording of papers, changed in Settings: said what is wrong, kept what is right, and back as it came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from esafety_desk.services.papers import wordings
from esafety_desk.services.papers.wording_in_use import shipped
from esafety_desk.ui.letters_card import LettersCard
from tests.ui.registers.conftest import session, settle

__all__ = ["session", "settle"]


@pytest.fixture
def card(qtbot: Any, session: Any, settle: Callable[[], None]) -> LettersCard:
    made = LettersCard(session)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def find(card: LettersCard, name: str) -> Any:
    return card.findChild(QWidget, name)


def test_a_field_that_does_not_exist_is_named_and_nothing_is_kept(
    card: LettersCard, settle: Any, desk: Any
) -> None:
    find(card, "field.letter.text").setPlainText("Dear all, {projct} begins.")
    find(card, "action.letter.save").click()
    settle()
    assert find(card, "message.letter").text() == "This paper has no field {projct}. Did you mean {project}?"
    assert not any(one.is_own for one in wordings.wordings(desk))


def test_a_wording_is_kept_and_can_go_back_as_it_came(card: LettersCard, settle: Any, desk: Any) -> None:
    find(card, "field.letter.text").setPlainText("Dear all, {project} begins.")
    find(card, "action.letter.save").click()
    settle()
    assert wordings.wordings(desk)[0].text == "Dear all, {project} begins.\n"
    find(card, "action.letter.back").click()
    settle()
    assert find(card, "field.letter.text").toPlainText() == shipped("parents-letter").strip()


def test_each_paper_shows_its_own_wording_and_fields(card: LettersCard) -> None:
    find(card, "field.letter").setCurrentIndex(1)
    assert "{notice_days}" in find(card, "letter.fields").text()
    assert not find(card, "action.letter.save").isEnabled()
