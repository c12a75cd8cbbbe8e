"""Columns chosen, moved and sorted, and the whole of it kept as a view by a name: by keys, by clicks, from anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from esafety_desk.records.incident import Incident, Status, Whereabouts
from esafety_desk.services import keeping
from tests.gui.conftest import ComeIn, at_work
from tests.gui.driving import Leader, wait
from tests.gui.looking import looked_at


@pytest.fixture
def incidents(come_in: ComeIn, desk_folder: Path) -> Leader:
    """One open and one waiting incident."""
    with at_work(desk_folder) as work:
        for number, status in enumerate((Status.OPEN, Status.WAITING), start=1):
            incident = Incident(
                kind="conduct.online-bullying",
                summary=f"Cruel messages {number}",
                happened_on=date(2026, 11, number),
                reported_on=date(2026, 11, 17),
                whereabouts=Whereabouts.IN_SCHOOL,
                status=status,
            )
            keeping.save(work, incident)
    leader = come_in()
    leader.go("incidents")
    leader.waits_for("INC-2026-001")
    return leader


def heads(leader: Leader) -> list[str]:
    """The heads one sees, from left to right."""
    table = leader.see("list.incidents")
    head, model = table.horizontalHeader(), table.model()
    order = [head.logicalIndex(place) for place in range(head.count())]
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in order if not head.isSectionHidden(at)]


def rows(leader: Leader) -> list[str]:
    model = leader.see("list.incidents").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(leader: Leader, name: str) -> None:
    """Open the menu of views and take one line of it by its object name."""
    leader.click("action.views")
    wait(QApplication.activePopupWidget, "the menu of views")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (line,) = (line for line in menu.actions() if line.objectName() == name)
    spot = menu.actionGeometry(line).center()
    QTest.mouseClick(menu.windowHandle(), Qt.MouseButton.LeftButton, pos=spot)
    leader.settle()


def keep_as(leader: Leader, name: str) -> None:
    leader.fill("field.view_name", name)
    leader.press("Return")
    leader.waits_for(f"View “{name}” kept.")


def test_columns_are_chosen_and_moved_by_keys_alone(incidents: Leader) -> None:
    assert heads(incidents)[:3] == ["Reference", "Happened", "Type"]
    choose(incidents, "action.view.arrange")
    assert incidents.focus.objectName() == "columns.list"
    incidents.press("Alt+Down")
    assert heads(incidents)[:3] == ["Happened", "Reference", "Type"]
    incidents.press("Space")
    assert "Reference" not in heads(incidents)
    incidents.press("Space")
    incidents.click("action.columns.reset")
    assert heads(incidents)[:3] == ["Reference", "Happened", "Type"]
    incidents.press("Esc")
    assert incidents.see("detail").isVisible()


def test_a_column_that_no_list_shows_by_itself_can_be_shown(incidents: Leader) -> None:
    assert "Reported on" not in heads(incidents)
    choose(incidents, "action.view.arrange")
    incidents.press("End")
    while "Reported on" not in heads(incidents):
        incidents.press("Space")
        incidents.press("Up")
    incidents.waits_for("Tue 17 Nov")


def test_a_head_is_dragged_to_another_place(incidents: Leader) -> None:
    head = incidents.see("list.incidents").horizontalHeader()
    window, port = head.window().windowHandle(), head.viewport()
    y = port.height() // 2
    first = port.mapTo(head.window(), QPoint(40, y))
    third = port.mapTo(head.window(), QPoint(head.sectionViewportPosition(2) + 60, y))
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=first)
    for step in range(1, 11):
        QTest.mouseMove(window, first + (third - first) * step / 10)
        incidents.settle()
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=third)
    incidents.settle()
    assert heads(incidents)[0] == "Happened"
    assert heads(incidents).index("Reference") > 0


def test_filters_columns_and_order_come_back_with_their_name(incidents: Leader) -> None:
    incidents.click("filter.status.waiting")
    choose(incidents, "action.view.arrange")
    incidents.press("Alt+Down")
    keep_as(incidents, "Waiting for others")
    incidents.press("Esc")
    assert incidents.see("action.views").text() == "Waiting for others"
    choose(incidents, "view.none")
    assert (rows(incidents), heads(incidents)[0]) == (["INC-2026-002", "INC-2026-001"], "Reference")
    choose(incidents, "view.Waiting for others")
    assert (rows(incidents), heads(incidents)[0]) == (["INC-2026-002"], "Happened")


def test_a_changed_view_says_so_and_its_changes_are_kept(incidents: Leader) -> None:
    choose(incidents, "action.view.arrange")
    keep_as(incidents, "Mine to read")
    incidents.click("filter.status.waiting")
    assert incidents.see("action.views").text() == "Mine to read, changed"
    choose(incidents, "action.view.keep")
    assert incidents.see("action.views").text() == "Mine to read"
    choose(incidents, "view.none")
    choose(incidents, "view.Mine to read")
    assert rows(incidents) == ["INC-2026-002"]


def test_a_view_is_renamed_and_a_name_is_given_once(incidents: Leader) -> None:
    choose(incidents, "action.view.arrange")
    keep_as(incidents, "First")
    incidents.fill("field.view_name", "Second")
    incidents.click("action.view.keep-another")
    incidents.waits_for("View “Second” kept.")
    incidents.fill("field.view_name", "first")
    incidents.press("Return")
    assert incidents.sees("Another view of this list has that name.")
    keep_as(incidents, "Third")
    incidents.click("action.views")
    texts = [line.text() for line in QApplication.activePopupWidget().actions() if line.isCheckable()]
    incidents.press("Esc")
    assert texts == ["The list as it comes", "First", "Third"]


def test_the_list_opens_with_its_first_view_after_a_lock(incidents: Leader, come_in: ComeIn) -> None:
    incidents.click("filter.status.waiting")
    choose(incidents, "action.view.arrange")
    incidents.fill("field.view_name", "Waiting")
    incidents.click("field.view_first")
    incidents.click("action.view.keep")
    incidents.waits_for("View “Waiting” kept.")
    incidents.press("Ctrl+L")
    incidents.waits_for("Locked.")
    again = come_in()
    again.go("incidents")
    again.waits_for("INC-2026-002")
    assert (again.see("action.views").text(), rows(again)) == ("Waiting", ["INC-2026-002"])


def test_a_deleted_view_comes_back_by_undo(incidents: Leader) -> None:
    choose(incidents, "action.view.arrange")
    keep_as(incidents, "Short lived")
    incidents.click("action.view.delete")
    incidents.waits_for("View “Short lived” gone.")
    assert incidents.see("action.views").text() == "View"
    incidents.click("action.undo")
    incidents.waits_for("The views are as they were before.")
    incidents.press("Esc")
    choose(incidents, "view.Short lived")
    assert incidents.see("action.views").text() == "Short lived"


def test_everything_in_the_panel_is_reached_and_named(incidents: Leader) -> None:
    choose(incidents, "action.view.arrange")
    keep_as(incidents, "Named")
    found = looked_at(incidents)
    assert (found.unreached, found.nameless, found.clipped) == ([], [], [])
