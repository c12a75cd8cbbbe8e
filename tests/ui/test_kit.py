"""The small widgets: days as one types them, fields that read them back, messages that go away."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget

from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.date_field import LEAST_WIDTH, WITH_CALENDAR, DateField
from esafety_desk.ui.kit.days import read_day, typed_text
from esafety_desk.ui.kit.message_bar import SHOWN_FOR_MS, MessageBar
from esafety_desk.ui.kit.page_head import ElidedLabel, PageHead
from esafety_desk.ui.kit.search_box import SearchBox

THURSDAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/9/2026", date(2026, 9, 3)),
        ("03.09.26", date(2026, 9, 3)),
        ("2026-09-03", date(2026, 9, 3)),
        ("3 sept", date(2026, 9, 3)),
        ("3rd September 2025", date(2025, 9, 3)),
        ("Thu 3 Sept", date(2026, 9, 3)),
        ("  19   NOV ", date(2026, 11, 19)),
        ("4 jan", date(2027, 1, 4)),
        ("29/2", date(2028, 2, 29)),
        ("today", THURSDAY),
        ("yesterday", date(2026, 11, 18)),
        ("y’day", date(2026, 11, 18)),
        ("last thu", date(2026, 11, 12)),
        ("Last Tue", date(2026, 11, 17)),
        ("next thursday", date(2026, 11, 26)),
        ("next fri", date(2026, 11, 20)),
        ("tomorrow", date(2026, 11, 20)),
        ("mon", date(2026, 11, 16)),
        ("thursday", THURSDAY),
        ("3/9/68", date(1968, 9, 3)),
    ],
)
def test_a_day_is_read_as_a_british_school_types_it(typed: str, meant: date) -> None:
    today = date(2027, 11, 19) if typed == "29/2" else THURSDAY
    assert read_day(typed, today) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/2/2026", "13/13/2026", "3", "2026", "tu", "3 foo", "1/2/3/4"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert read_day(typed, THURSDAY) is None


@given(day=st.dates(date(1900, 1, 1), date(2200, 12, 31)), today=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_the_field_writes_it_reads_back(day: date, today: date) -> None:
    assert read_day(typed_text(day), today) == day


@pytest.fixture
def field(qtbot, theme) -> DateField:
    made = DateField(lambda: THURSDAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_date_field_tells_each_other_day_once_and_tidies_itself_when_left(qtbot, field: DateField) -> None:
    told = []
    field.changed.connect(lambda: told.append(field.value()))
    qtbot.keyClicks(field, "3 sep")
    assert field.value() == date(2026, 9, 3)
    qtbot.keyClicks(field, "t")
    assert told[-1] == date(2026, 9, 3)
    assert field.accessibleDescription() == "Thu 3 Sept"
    field.clearFocus()
    assert field.text() == "03/09/2026"


def test_date_field_keeps_what_it_cannot_read_for_the_draft(field: DateField) -> None:
    field.setText("after half term")
    assert (field.value(), field.is_readable, field.draft()) == (None, False, "after half term")
    field.set_draft("2026-09-03")
    assert field.value() == date(2026, 9, 3)
    field.set_draft(None)
    assert field.text() == ""


def test_calendar_opens_on_the_day_and_gives_the_one_chosen(qtbot, field: DateField) -> None:
    field.set_value(date(2026, 9, 3))
    field.actions()[0].trigger()
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == date(2026, 9, 3)
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert field.value() == date(2026, 9, 4)


def test_calendar_button_gives_way_where_there_is_no_room(field: DateField) -> None:
    field.setFixedWidth(LEAST_WIDTH)
    QApplication.sendPostedEvents()
    assert not field.actions()[0].isVisible()
    field.setFixedWidth(WITH_CALENDAR)
    QApplication.sendPostedEvents()
    assert field.actions()[0].isVisible()


def test_message_goes_away_by_itself_and_an_error_does_not(qtbot, theme) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(900, 500)
    bar = MessageBar(room)
    room.show()
    bar.say("INC-2026-014 saved.", "undo")
    assert bar._timer.remainingTime() > SHOWN_FOR_MS / 2
    bar.warn("The disk is full. Free some space and try again.")
    assert not bar._timer.isActive()
    assert room.rect().contains(bar.geometry())


def test_undo_is_asked_once_with_what_was_given(qtbot, theme) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    bar, asked = MessageBar(room), []
    bar.undo_asked.connect(asked.append)
    bar.say("INC-2026-014 saved.", "undo")
    bar._undo_button.click()
    bar._undo_button.click()
    assert asked == ["undo"]
    assert bar.isHidden()


def test_long_message_is_shown_whole(qtbot, theme) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(500, 400)
    bar = MessageBar(room)
    room.show()
    bar.warn("The desk cannot be written to. Free some space, or check that the folder may be changed. " * 2)
    text = bar._text
    assert text.heightForWidth(text.width()) <= text.height()


def test_escape_clears_a_filter_first(qtbot, theme) -> None:
    box = SearchBox("Filter incidents")
    qtbot.addWidget(box)
    qtbot.keyClicks(box, "scam")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_long_sentence_gives_way_and_is_told_in_full(qtbot, theme) -> None:
    label = ElidedLabel("sentence", "38 this year, 6 open and 2 of them need you before the end of this week")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.grab()
    assert label.toolTip() == label.text()


def test_parts_made_without_a_parent_never_flash_up_as_windows(qapp, theme) -> None:
    made = [Badge("9 days", "red"), PageHead("Incidents", "New incident")]
    assert not any(widget.isVisible() for widget in made)
