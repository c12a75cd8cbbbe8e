"""Help is one key away, about the page one is on, and leads on by its links."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QTextBrowser, QWidget

from esafety_desk.services import guide
from esafety_desk.ui.help_window import HelpWindow
from esafety_desk.ui.places import PLACES
from tests.gui.conftest import ComeIn
from tests.gui.driving import Leader, wait


def help_of(leader: Leader) -> HelpWindow:
    (found,) = leader.program.frame.findChildren(HelpWindow)
    return found


def test_every_page_of_the_window_has_its_page_of_the_guide() -> None:
    keys = {page.key for page in guide.pages()}
    assert {name for place in PLACES for name in place.pages} <= keys


def test_f1_opens_the_page_about_where_one_is(come_in: ComeIn) -> None:
    leader = come_in()
    leader.press("Ctrl+2")
    leader.press("F1")
    shown = help_of(leader)
    assert shown.isVisible()
    assert shown.shown == "actions"


def test_help_is_searched_and_a_link_leads_on(come_in: ComeIn) -> None:
    leader = come_in()
    leader.press("F1")
    shown = help_of(leader)
    assert shown.shown == "today"
    box = shown.findChild(QWidget, "help.search")
    QTest.keyClicks(box, "two people look over")
    assert shown.shown == "filtering-reviews"
    box.setText("nobody wrote this")
    assert shown.findChild(QListWidget, "help.contents").isHidden()
    box.clear()
    shown.open_at("incidents")
    text = shown.findChild(QTextBrowser, "help.text")
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    wait(lambda: shown.shown == "evidence", "the link to be followed")


def test_a_question_mark_in_a_form_is_typed_and_elsewhere_shows_the_keys(come_in: ComeIn) -> None:
    leader = come_in()
    leader.press("?")
    assert help_of(leader).shown == "keys"
