"""A register's page, used as a person would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from esafety_desk.records.action import Action
from esafety_desk.records.incident import Incident, Status, Whereabouts
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.session import Session
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]


def test_empty_register_says_what_it_is_for_and_offers_the_first_step(open_page: Open) -> None:
    hands = open_page("incidents")
    assert hands.find("action.first-step").text() == "Record the first incident"
    hands.click("action.first-step")
    assert hands.page.form is not None


def test_list_shows_the_newest_first_and_opens_its_detail(open_page: Open, add_incident: Add) -> None:
    add_incident(summary="The older one")
    add_incident(summary="The newer one")
    hands = open_page("incidents")
    assert hands.rows() == ["INC-2026-002", "INC-2026-001"]
    assert hands.find("detail.title").text() == "The newer one"


def test_head_says_how_things_stand(open_page: Open, add_incident: Add, leader: Person) -> None:
    add_incident(owner_id=leader.id)
    add_incident(status=Status.CLOSED, closed_on=date(2026, 11, 18))
    hands = open_page("incidents")
    assert hands.page.head._sentence.text() == "2 this school year · 1 open · 1 yours"


def test_chips_narrow_the_list_and_one_click_clears_them(open_page: Open, add_incident: Add) -> None:
    add_incident()
    hands = open_page("incidents")
    hands.click("filter.status.waiting")
    hands.settle()
    assert hands.page.model.rowCount() == 0
    assert hands.find("action.first-step").text() == "Clear the filters"
    hands.click("action.first-step")
    hands.settle()
    assert hands.page.model.rowCount() == 1


def test_typing_filters_by_words_whatever_the_accents(open_page: Open, add_incident: Add, qtbot) -> None:
    add_incident(summary="Photo of Thảo shared")
    add_incident(summary="Game in lesson time")
    hands = open_page("incidents")
    hands.page.find()
    QTest.keyClicks(hands.page.filters.text, "thao")
    qtbot.waitUntil(lambda: hands.page.model.rowCount() == 1)
    assert hands.rows() == ["INC-2026-001"]


def test_term_filter_keeps_to_its_days(open_page: Open, add_incident: Add) -> None:
    add_incident()
    hands = open_page("incidents")
    term = hands.find("filter.term")
    term.setCurrentIndex(term.findText("Summer 2026"))
    term.activated.emit(term.currentIndex())
    hands.settle()
    assert hands.page.model.rowCount() == 0


def test_chosen_record_stays_chosen_when_the_list_changes(
    open_page: Open, add_incident: Add, session: Session
) -> None:
    first = add_incident()
    hands = open_page("incidents")
    hands.page.table.choose(first.id)
    add_incident()
    session.records_changed.emit(frozenset({"incidents"}))
    hands.settle()
    assert hands.page.model.rowCount() == 2
    assert hands.page.table.chosen == first.id
    assert hands.page.table.currentIndex().row() == 1


def test_sorting_asks_the_desk_again(open_page: Open, add_incident: Add) -> None:
    add_incident(summary="A", happened_on=date(2026, 11, 10))
    add_incident(summary="B", happened_on=date(2026, 11, 2))
    hands = open_page("incidents")
    hands.page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    hands.settle()
    assert hands.rows() == ["INC-2026-002", "INC-2026-001"]


def test_record_hidden_by_filters_is_brought_into_view(open_page: Open, add_incident: Add) -> None:
    wanted = add_incident()
    hands = open_page("incidents")
    hands.click("filter.status.waiting")
    hands.settle()
    hands.page.show_record(wanted.id)
    hands.settle()
    assert hands.page.table.chosen == wanted.id


def test_restricted_referral_shows_no_content_until_asked(
    open_page: Open, work: Work, add_incident: Add
) -> None:
    about = add_incident().id
    secret = Referral(
        about_id=about, to=ReferredTo.LEGAL, referred_on=date(2026, 11, 18), reason="Very private"
    )
    keeping.save(work, secret)
    hands = open_page("referrals")
    shown = [hands.rows(column) for column in range(hands.page.model.columnCount())]
    assert ["Restricted"] in shown
    assert ["Wed 18 Nov"] in shown
    assert not any("Very private" in text for text in _texts(hands))
    hands.click("action.show")
    hands.settle()
    assert any("Very private" in text for text in _texts(hands))


def test_referral_begun_from_an_incident_belongs_to_it(
    open_page: Open, work: Work, add_incident: Add
) -> None:
    incident = add_incident()
    hands = open_page("incidents")
    hands.click("action.refer")
    hands.find("field.to").setCurrentText("Anti-bullying lead")
    hands.find("field.to").activated.emit(0)
    hands.save()
    assert hands.page.form is None
    saved = _only(work, "referrals", incident.id + 1)
    assert saved.about_id == incident.id
    assert saved.reply_due == date(2026, 11, 30)


def test_ticking_an_action_marks_it_done_today(open_page: Open, work: Work, add_incident: Add) -> None:
    about = add_incident().id
    action = keeping.save(work, Action(about_id=about, what="Ring home", due_on=date(2026, 11, 18))).record
    hands = open_page("incidents")
    hands.click(f"action.done.{action.id}")
    hands.settle()
    assert keeping.load(work, "actions", action.id).done_on == date(2026, 11, 19)


def test_withdrawing_needs_a_reason_and_can_be_undone(
    open_page: Open, add_incident: Add, session: Session
) -> None:
    add_incident()
    undos: list[object] = []
    session.message.connect(lambda text, undo: undos.append(undo))
    hands = open_page("incidents")
    hands.page.detail.findChild(QAction, "action.withdraw").trigger()
    hands.click("action.withdraw.confirm")
    hands.settle()
    assert hands.page.model.rowCount() == 1
    hands.type("withdraw.reason", "Entered twice")
    hands.click("action.withdraw.confirm")
    hands.settle()
    assert hands.page.model.rowCount() == 0
    session.undo(undos[-1])
    hands.settle()
    assert hands.page.model.rowCount() == 1


def test_backdated_note_stands_on_its_day_with_the_day_it_was_entered(
    open_page: Open, add_incident: Add
) -> None:
    add_incident()
    hands = open_page("incidents")
    hands.click("action.note")
    hands.find("field.dated").selectAll()
    hands.type("dated", "17/11/2026")
    hands.type("text", "The parents rang back.")
    hands.save()
    texts = _texts(hands)
    assert "The parents rang back." in texts
    assert any(text.startswith("entered Thu 19 Nov") for text in texts)


def test_enter_edits_and_escape_steps_back(open_page: Open, add_incident: Add) -> None:
    add_incident()
    hands = open_page("incidents")
    QTest.keyClick(hands.page.table, Qt.Key.Key_Return)
    hands.settle()
    assert hands.find("field.summary").text() == "Class group chat turned on one child"
    assert hands.page.step_back() is True
    assert hands.page.form is None
    assert hands.page.step_back() is False


@pytest.mark.parametrize("register", ["people", "support-sessions", "approvals", "referrals", "actions"])
def test_every_register_opens_and_begins_a_new_record(open_page: Open, register: str) -> None:
    hands = open_page(register)
    hands.page.begin_new()
    hands.settle()
    hands.save()
    assert hands.page.form is not None
    assert any(frame.is_in_trouble for frame in hands.page.form.body.frames.values())


def test_narrow_list_lets_columns_go_but_never_the_reference(open_page: Open, add_incident: Add) -> None:
    add_incident(whereabouts=Whereabouts.OUTSIDE)
    hands = open_page("incidents")
    table = hands.page.table
    wide = [not table.isColumnHidden(at) for at in range(hands.page.model.columnCount())]
    hands.page.begin_new()
    hands.settle()
    narrow = [not table.isColumnHidden(at) for at in range(hands.page.model.columnCount())]
    assert sum(narrow) < sum(wide)
    assert narrow[0]
    widths = sum(table.columnWidth(at) for at, shown in enumerate(narrow) if shown)
    assert widths <= table.viewport().width()


def _texts(hands: Hands) -> list[str]:

    return [label.text() for label in hands.page.detail.findChildren(QLabel)]


def _only(work: Work, register: str, record_id: int) -> Referral:
    record = keeping.load(work, register, record_id)
    assert isinstance(record, Referral)
    return record


def test_clearing_the_filters_chooses_a_record_again(open_page: Open, add_incident: Add) -> None:
    add_incident()
    hands = open_page("incidents")
    hands.click("filter.status.waiting")
    hands.settle()
    hands.click("action.first-step")
    hands.settle()
    chosen = hands.page.table.selectionModel().selectedRows()
    assert [index.row() for index in chosen] == [0]
    assert hands.find("detail.reference").text() == "INC-2026-001"


def test_actions_say_which_are_late_and_one_chip_leaves_those_to_do(open_page: Open, work: Work) -> None:
    for what, fields in (
        ("Ring home", {"due_on": date(2026, 11, 16)}),
        ("Write home", {"due_on": date(2026, 11, 12), "done_on": date(2026, 11, 18)}),
        ("Wait a week", {"due_on": date(2026, 11, 10), "set_aside": "It was settled."}),
        ("Look again", {"due_on": date(2026, 11, 27)}),
    ):
        keeping.save(work, Action.model_validate({"what": what, **fields}))
    hands = open_page("actions")
    assert hands.rows(3) == ["Fri 27 Nov", "Mon 16 Nov · late", "Thu 12 Nov", "Tue 10 Nov"]
    hands.click("filter.done_on.empty")
    hands.settle()
    assert hands.rows(1) == ["Look again", "Ring home"]


def test_filters_say_how_many_records_they_leave_and_one_click_clears_them(
    open_page: Callable[[str], Hands], add_incident: Callable[..., Incident]
) -> None:
    for summary in ("A rumour", "A fake account", "A rumour again"):
        add_incident(summary=summary)
    hands = open_page("incidents")
    hands.settle()
    assert hands.find("filter.clear").isHidden()
    hands.find("filter.text").setText("rumour")
    hands.settle()
    assert hands.find("filter.clear").text() == "2 found · clear"
    hands.find("filter.clear").click()
    hands.settle()
    assert hands.find("filter.clear").isHidden()
    assert len(hands.rows()) == 3
