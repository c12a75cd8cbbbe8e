"""The form: typed, checked beside its fields, saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from esafety_desk.records.incident import Incident, InvolvedAs, Status
from esafety_desk.records.people import Person
from esafety_desk.records.referral import ReferredTo
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.session import Session
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]


def test_incident_with_two_roles_is_typed_and_kept(
    open_page: Open, work: Work, pupil: Person, teacher: Person, session: Session
) -> None:
    told: list[str] = []
    session.message.connect(lambda text, undo: told.append(text))
    hands = open_page("incidents")
    hands.begin_incident()
    for line, (letters, role) in enumerate((("zaj", "Target"), ("brie", "Reporter"))):
        hands.click("field.people.add")
        hands.pick(f"people.{line}.person_id", letters)
        hands.find(f"field.people.{line}.involved_as").setCurrentText(role)
    hands.pick("platforms", "wha")
    hands.click("field.policies_applied.behaviour")
    hands.save()
    assert told == ["INC-2026-001 saved."]
    assert hands.page.form is None
    kept = keeping.load(work, "incidents", hands.page.table.chosen)
    assert [(p.person_id, p.involved_as) for p in kept.people] == [
        (pupil.id, InvolvedAs.TARGET),
        (teacher.id, InvolvedAs.REPORTER),
    ]
    assert kept.platforms == ("whatsapp",)
    assert kept.policies_applied == ("behaviour",)
    assert kept.reported_on == date(2026, 11, 19)
    assert hands.find("detail.title").text() == "Cruel messages in a group chat"


def test_what_is_missing_is_said_beside_its_field(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.settle()
    assert hands.message("kind") == ""
    hands.save()
    assert hands.message("kind") == "This is needed."
    assert hands.message("whereabouts") == "Choose one from the list."
    assert hands.find("field.kind").hasFocus()


def test_message_goes_as_soon_as_it_is_mended(open_page: Open, qtbot) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.save()
    hands.type("summary", "Something")
    qtbot.waitUntil(lambda: hands.message("summary") == "")


def test_future_date_asks_once_again_and_is_kept_after_a_yes(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.find("field.reported_on").selectAll()
    hands.type("reported_on", "1/12/2026")
    hands.save()
    tick = hands.find("field.reported_on.confirm")
    assert tick.isVisible()
    hands.click("field.reported_on.confirm")
    hands.save()
    assert hands.page.form is None


def test_another_date_takes_the_yes_back(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.find("field.reported_on").selectAll()
    hands.type("reported_on", "1/12/2026")
    hands.save()
    hands.click("field.reported_on.confirm")
    hands.find("field.reported_on").selectAll()
    hands.type("reported_on", "2/12/2026")
    assert not hands.find("field.reported_on.confirm").isChecked()


def test_unreadable_date_is_not_lost_but_asked_about(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.find("field.happened_on").selectAll()
    hands.type("happened_on", "31/31")
    hands.save()
    assert hands.message("happened_on").startswith("Give a date")
    assert hands.find("field.happened_on").text() == "31/31"


def test_decision_is_asked_only_outside_school(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    assert not hands.find("field.decision").isVisibleTo(hands.page)
    hands.click("field.whereabouts.outside")
    assert hands.find("field.decision").isVisibleTo(hands.page)
    assert not hands.find("field.grounds").isVisibleTo(hands.page)
    hands.find("field.decision").setCurrentText("The school acts")
    hands.find("field.decision").activated.emit(1)
    assert hands.find("field.grounds").isVisibleTo(hands.page)


def test_closing_gives_today_as_the_day(open_page: Open, add_incident: Add, work: Work) -> None:
    incident = add_incident()
    hands = open_page("incidents")
    hands.page.edit(incident.id)
    hands.settle()
    status = hands.find("field.status")
    status.setCurrentText("Closed")
    status.activated.emit(status.currentIndex())
    hands.save()
    kept = keeping.load(work, "incidents", incident.id)
    assert (kept.status, kept.closed_on) == (Status.CLOSED, date(2026, 11, 19))


def test_detail_typed_for_hr_comes_back_into_view_with_the_reason(open_page: Open, add_incident: Add) -> None:
    add_incident()
    hands = open_page("incidents")
    hands.click("action.refer")
    hands.settle()
    hands.type("reason", "She said")
    to = hands.find("field.to")
    to.setCurrentText(ReferredTo.HR.label)
    to.activated.emit(to.currentIndex())
    assert not hands.find("field.reason").isVisibleTo(hands.page)
    hands.save()
    assert hands.find("field.reason").isVisibleTo(hands.page)
    assert "stays with HR" in hands.message("reason")


def test_approval_by_the_asker_is_refused_beside_the_field(
    open_page: Open, teacher: Person, head: Person
) -> None:
    hands = open_page("approvals")
    hands.page.begin_new()
    hands.settle()
    hands.pick("requested_by", "brie")
    hands.pick("platform", "padl")
    hands.type("purpose", "Shared stories")
    hands.click("field.decision.approved")
    hands.pick("decided_by", "brie")
    hands.save()
    assert hands.message("decided_by").startswith("Nobody may approve their own request")


def test_keyboard_alone_saves_and_tab_goes_in_order(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.settle()
    seen = []
    widget: QWidget = hands.find("field.kind")
    widget.setFocus()
    for _ in range(4):
        seen.append(hands.page.window().focusWidget().objectName())
        QTest.keyClick(hands.page.window().focusWidget(), Qt.Key.Key_Tab)
    assert seen == ["field.kind", "field.summary", "field.happened_on", "field.happened_at"]
    QTest.keyClick(hands.page.window().focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert hands.message("kind") == "This is needed."


def test_the_foot_says_why_a_field_is_asked_and_by_which_clause(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.settle()
    hands.find("field.summary").setFocus()
    assert hands.find("form.why").text() == "It stands in your lists. Reports never print it."
    hands.find("field.whereabouts.in-school").setFocus()
    assert hands.find("form.why").text().endswith("(Out 2)")
    assert "(Out 2)" in hands.find("field.whereabouts").accessibleDescription()
