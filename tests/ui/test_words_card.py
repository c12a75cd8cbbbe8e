"""The school's lists of words in Settings, used as a person would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from esafety_desk.services import school as schools
from esafety_desk.ui.session import Session
from esafety_desk.ui.words_card import WordsCard
from tests.ui.registers.conftest import session, settle

__all__ = ["session", "settle"]
Wait = Callable[[], None]


@pytest.fixture
def card(qtbot: QtBot, session: Session, settle: Wait) -> WordsCard:
    def read_again(changed: frozenset[str]) -> None:
        if "words" in changed:
            session.run(session, lambda: schools.words(session.desk), session.set_words)

    session.records_changed.connect(read_again)
    made = WordsCard(session)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    which = made.findChild(QComboBox, "field.vocabulary")
    which.setCurrentIndex(which.findData("teaching-topics"))
    settle()
    return made


def find(card: WordsCard, name: str) -> Any:
    found = [w for w in card.findChildren(QWidget, name) if w.isVisible()]
    assert len(found) == 1, f"{len(found)} widgets named {name}"
    return found[0]


def labels(card: WordsCard) -> list[str]:
    return [line.name.text() for line in card._lines.values()]


def test_new_word_is_added_by_enter_and_offered_at_once(
    card: WordsCard, session: Session, settle: Wait
) -> None:
    line = find(card, "field.new_word")
    QTest.keyClicks(line, "Livestreams")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert labels(card)[-1] == "Livestreams"
    assert line.text() == ""
    assert "Livestreams" in [word.label for word in session.words.of("teaching-topics")]


def test_word_that_is_there_is_refused_beside_the_line(card: WordsCard, settle: Wait) -> None:
    line = find(card, "field.new_word")
    QTest.keyClicks(line, "AI tools")
    find(card, "action.add-word").click()
    settle()
    assert find(card, "message.words").text() == "“AI tools” is in the list already."
    assert line.text() == "AI tools"


def test_word_is_renamed_where_it_stands(card: WordsCard, session: Session, settle: Wait) -> None:
    line: QLineEdit = find(card, "word.ai-tools")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "AI at school")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert session.words.label("teaching-topics", "ai-tools") == "AI at school"
    assert find(card, "word.ai-tools").text() == "AI at school"


def test_esc_gives_a_half_typed_name_up(card: WordsCard) -> None:
    line = find(card, "word.ai-tools")
    line.setFocus()
    QTest.keyClicks(line, " and more")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "AI tools"


def test_archived_word_stays_in_the_list_and_can_come_back(
    card: WordsCard, session: Session, settle: Wait
) -> None:
    find(card, "word.ai-tools.archive").click()
    settle()
    assert "AI tools" in labels(card)
    assert "ai-tools" not in [word.code for word in session.words.of("teaching-topics")]
    assert find(card, "word.ai-tools.archive").text() == "Bring back"
    find(card, "word.ai-tools.archive").click()
    settle()
    assert "ai-tools" in [word.code for word in session.words.of("teaching-topics")]


def test_word_moves_up_and_keeps_the_focus_on_its_button(card: WordsCard, settle: Wait) -> None:
    second = list(card._lines)[1]
    button = find(card, f"word.{second}.down")
    button.setFocus()
    button.click()
    settle()
    assert list(card._lines)[2] == second
    assert find(card, f"word.{second}.down").hasFocus()
    assert not find(card, f"word.{next(iter(card._lines))}.up").isEnabled()


def test_new_incident_type_asks_for_its_risk_area(card: WordsCard, settle: Wait) -> None:
    assert not card.findChild(QComboBox, "field.new_word.area").isVisible()
    which = card.findChild(QComboBox, "field.vocabulary")
    which.setCurrentIndex(which.findData("incident-types"))
    settle()
    area = find(card, "field.new_word.area")
    area.setCurrentIndex(area.findText("Commerce"))
    QTest.keyClicks(find(card, "field.new_word"), "Loot boxes")
    find(card, "action.add-word").click()
    settle()
    assert list(card._lines)[-1] == "commerce.loot-boxes"
