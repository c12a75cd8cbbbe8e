"""What stands beside the list: the record, what can be done with it, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from esafety_desk.records.incident import Incident
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]


def _asks_to_choose(hands: Hands) -> bool:
    return any(one.isVisible() and one.text() == "Nothing chosen" for one in hands.page.findChildren(QLabel))


def test_nothing_is_to_be_chosen_where_nothing_is_listed(
    open_page: Open, add_incident: Add, qtbot: QtBot
) -> None:
    hands = open_page("incidents")
    assert not _asks_to_choose(hands)
    add_incident()
    hands.page.refresh()
    hands.settle()
    hands.page.table.clearSelection()
    hands.page.detail.show_record(None)
    assert _asks_to_choose(hands)
    hands.find("filter.text").setText("no such words")
    qtbot.waitUntil(lambda: hands.page.model.rowCount() == 0)
    hands.settle()
    assert not _asks_to_choose(hands)


def test_acts_stand_in_even_lines(open_page: Open, add_incident: Add) -> None:
    add_incident()
    hands = open_page("incidents")
    names = ("close", "note", "action", "refer")
    tops = [hands.find(f"action.{name}").y() for name in names]
    assert tops[0] == tops[1] < tops[2] == tops[3]
