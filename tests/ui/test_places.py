"""The places of the rail and their tabs: every register has one, reached by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from esafety_desk.app import Program
from esafety_desk.records.registers import LISTED
from esafety_desk.records.teaching import Teaching
from esafety_desk.services import keeping
from esafety_desk.ui import icons
from esafety_desk.ui.places import PLACE_OF, PLACES
from esafety_desk.ui.rail import Rail
from esafety_desk.ui.registers.declarations import VIEWS
from esafety_desk.ui.theme import Theme
from tests.conftest import TODAY
from tests.ui.conftest import seen
from tests.ui.test_unlock import unlock


@pytest.fixture
def program(qtbot, start, desk_folder: Path) -> Program:
    program = start(desk_folder)
    unlock(qtbot, program)
    return program


def in_view(program: Program) -> str:
    return program.shell.page.objectName()


def test_every_register_a_person_can_ask_for_has_its_page() -> None:
    assert set(LISTED) <= set(PLACE_OF)
    assert set(LISTED) <= set(VIEWS)


def test_every_page_has_its_icon() -> None:
    assert set(PLACE_OF) <= set(icons.names())


def test_rail_fits_a_window_of_720(qtbot, theme: Theme) -> None:
    rail = Rail("Willowmere Primary School")
    qtbot.addWidget(rail)
    rail.resize(212, 720)
    rail.show()
    assert rail.minimumSizeHint().height() <= 720
    lock = rail.findChild(QWidget, "action.lock")
    assert lock.geometry().bottom() <= 720


def test_every_page_can_be_shown_and_has_one_head(qtbot, program: Program) -> None:
    for page, place in PLACE_OF.items():
        program.shell.show_page(page)
        assert in_view(program) == f"page.{page}"
        assert seen(program, f"nav.{place.under or place.key}").isChecked()


def test_clicked_tab_shows_its_page_and_stands_in_the_same_spot(qtbot, program: Program) -> None:
    seen(program, "nav.official-accounts").click()
    spots = []
    for tab in next(place for place in PLACES if place.key == "official-accounts").tabs:
        seen(program, f"tab.{tab.key}").click()
        qtbot.waitUntil(lambda: program.jobs.is_idle)
        assert in_view(program) == f"page.{tab.key}"
        shown = seen(program, f"tab.{tab.key}")
        assert shown.isChecked()
        spots.append(shown.mapTo(program.frame, shown.rect().topLeft()).y())
    assert len(set(spots)) == 1


def test_keys_walk_the_tabs(qtbot, program: Program) -> None:
    program.shell.show_page("exemptions")
    qtbot.keyClick(program.frame, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert in_view(program) == "page.filtering-reviews"
    qtbot.keyClick(program.frame, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert in_view(program) == "page.exemptions"


def test_arrows_on_the_strip_keep_the_focus_there(qtbot, program: Program) -> None:
    program.frame.activateWindow()
    program.shell.show_page("exemptions")
    tab = seen(program, "tab.exemptions")
    tab.setFocus()
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert in_view(program) == "page.filtering-reviews"
    assert program.frame.focusWidget() is seen(program, "tab.filtering-reviews")


def test_search_leads_to_every_page_by_name(qtbot, program: Program) -> None:
    program.shell.open_search()
    qtbot.keyClicks(seen(program, "palette.text"), "go moderation")
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    qtbot.keyClick(seen(program, "palette.text"), Qt.Key.Key_Return)
    assert in_view(program) == "page.moderation"


def test_new_record_of_a_register_under_a_tab_opens_its_form(qtbot, program: Program) -> None:
    program.shell.session.draft_asked.emit("contacts", {"about": "Opening hours"})
    assert in_view(program) == "page.contacts"
    assert program.shell.page.form.body.values()["about"] == "Opening hours"


def test_number_in_the_coverage_grid_shows_the_lessons_behind_it(qtbot, program: Program) -> None:
    program.frame.resize(1280, 720)
    session = program.shell.session
    for topic, group in (("online-bullying", "05"), ("ai-tools", "05")):
        lesson = Teaching(taught_on=TODAY, topic=topic, year_groups=(group,))
        session.change(program, lambda work, lesson=lesson: keeping.save(work, lesson))
    program.shell.show_page("teaching")
    qtbot.waitUntil(lambda: program.frame.findChild(QWidget, "coverage.online-bullying.05") is not None)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert program.shell.page.model.rowCount() == 2
    seen(program, "coverage.online-bullying.05").click()
    qtbot.waitUntil(lambda: program.shell.page.model.rowCount() == 1)
    assert seen(program, "only.told").text().startswith("Online bullying, Year 5")
    seen(program, "action.show-all-records").click()
    qtbot.waitUntil(lambda: program.shell.page.model.rowCount() == 2)


def test_counts_of_the_rail_are_whole_in_a_low_window(qtbot, program: Program) -> None:
    program.frame.resize(960, 480)
    program.shell.rail.set_counts({place.key: 12 for place in PLACES if not place.under})
    entries = [one for one in program.shell.rail.findChildren(QWidget) if one.objectName().startswith("nav.")]

    def are_whole() -> bool:
        seen_part = [one for one in entries if one.visibleRegion().boundingRect().height() > 20]
        return bool(seen_part) and all(
            one.visibleRegion().boundingRect().width() == one.width() for one in seen_part
        )

    qtbot.waitUntil(are_whole)
