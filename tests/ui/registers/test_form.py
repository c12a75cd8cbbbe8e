"""The form: typed, checked beside its fields, kept as a draft, saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from esafety_desk.records.incident import Incident, InvolvedAs, Status, Whereabouts
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.referral import ReferredTo
from esafety_desk.services import drafting, keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.session import Session
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]


def _begin_incident(hands: Hands) -> None:
    hands.page.begin_new()
    hands.settle()
    hands.pick("kind", "online")
    hands.type("summary", "Cruel messages in a group chat")
    hands.type("happened_on", "16/11/2026")
    hands.click("field.whereabouts.in-school")


def test_incident_with_two_roles_is_typed_and_kept(
    open_page: Open, work: Work, pupil: Person, teacher: Person, session: Session
) -> None:
    told: list[str] = []
    session.message.connect(lambda text, undo: told.append(text))
    hands = open_page("incidents")
    _begin_incident(hands)
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
    _begin_incident(hands)
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
    _begin_incident(hands)
    hands.find("field.reported_on").selectAll()
    hands.type("reported_on", "1/12/2026")
    hands.save()
    hands.click("field.reported_on.confirm")
    hands.find("field.reported_on").selectAll()
    hands.type("reported_on", "2/12/2026")
    assert not hands.find("field.reported_on.confirm").isChecked()


def test_unreadable_date_is_not_lost_but_asked_about(open_page: Open) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    hands.find("field.happened_on").selectAll()
    hands.type("happened_on", "31/31")
    hands.save()
    assert hands.message("happened_on").startswith("Give a date")
    assert hands.find("field.happened_on").text() == "31/31"


def test_decision_is_asked_only_outside_school(open_page: Open) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
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


def test_someone_new_is_added_on_the_spot(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    hands.click("field.people.add")
    hands.pick("people.0.person_id", "zofia Nowak")
    hands.find("field.person_id.new.year_group").setCurrentText("Year 5")
    hands.click("field.person_id.new.add")
    hands.settle()
    assert hands.find("field.people.0.person_id").text() == "Zofia Nowak"
    hands.find("field.people.0.involved_as").setCurrentText("Witness")
    hands.save()
    kept = keeping.load(work, "incidents", hands.page.table.chosen)
    person = keeping.load(work, "people", kept.people[0].person_id)
    assert (person.full_name, person.kind) == ("Zofia Nowak", PersonKind.PUPIL)


def test_half_typed_name_is_not_taken_for_a_person(open_page: Open, pupil: Person) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    hands.type("owner_id", "nobody like this")
    hands.save()
    assert hands.message("owner_id") == "Choose a person from the list, or add a new one."


def test_draft_outlives_the_page_and_is_gone_once_saved(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    hands.page.flush()
    hands.settle()
    hands.page.deleteLater()

    again = open_page("incidents")
    again.page.begin_new()
    again.settle()
    assert again.find("draft.restored").text() == "Restored what you had typed at 15:45"
    assert again.find("field.summary").text() == "Cruel messages in a group chat"
    assert again.find("field.kind").text() == "Online bullying"
    again.save()
    assert again.page.form is None
    assert drafting.drafts(work.desk) == {}


def test_starting_afresh_forgets_the_draft(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    hands.page.step_back()
    hands.settle()
    hands.page.begin_new()
    hands.settle()
    hands.click("action.start-afresh")
    hands.settle()
    assert hands.find("field.summary").text() == ""
    assert hands.find("field.reported_on").text() == "19/11/2026"
    assert drafting.drafts(work.desk) == {}


def test_draft_is_kept_without_being_asked_within_seconds(open_page: Open, work: Work, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("esafety_desk.ui.registers.draft_keeper.EVERY_MS", 30)
    hands = open_page("incidents")
    _begin_incident(hands)
    qtbot.waitUntil(lambda: hands.page.form._told.text().startswith("Kept as a draft at"))
    hands.settle()
    assert drafting.drafts(work.desk)["incidents:new"].values["summary"].startswith("Cruel")


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


def test_session_with_attendees_and_confidence(open_page: Open, work: Work, teacher: Person, leader: Person) -> None:
    hands = open_page("support-sessions")
    hands.page.begin_new()
    hands.settle()
    hands.pick("adviser_id", "treg")
    hands.click("field.attendees.add")
    hands.pick("attendees.0.person_id", "brie")
    hands.type("attendees.0.confidence_before", "2")
    hands.type("attendees.0.confidence_after", "4")
    hands.click("field.settings_covered.two-step-sign-in")
    hands.save()
    messages = [frame._message.text() for frame in (hands.page.form.body.frames.values() if hands.page.form else ())]
    assert hands.page.form is None, messages
    kept = keeping.load(work, "support-sessions", hands.page.table.chosen)
    assert kept.attendees[0].confidence_after == 4
    assert kept.settings_covered == ("two-step-sign-in",)


def test_role_of_a_person_is_kept_with_its_days(open_page: Open, work: Work, teacher: Person) -> None:
    hands = open_page("people")
    hands.page.edit(teacher.id)
    hands.settle()
    hands.click("field.roles.add")
    hands.find("field.roles.0.role").setCurrentText("Head of Department")
    hands.type("roles.0.since", "1/9/2026")
    hands.save()
    kept = keeping.load(work, "people", teacher.id)
    assert Role.HEAD_OF_DEPARTMENT in kept.roles_on(date(2026, 11, 19))


def test_removing_a_line_of_parts_renumbers_the_rest(open_page: Open, pupil: Person, teacher: Person) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    for line, letters in enumerate(("zaj", "brie")):
        hands.click("field.people.add")
        hands.pick(f"people.{line}.person_id", letters)
    hands.click("field.people.0.remove")
    assert hands.find("field.people.0.person_id").text() == "Siân O’Brien"


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


def test_image_type_says_not_to_look(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.settle()
    hands.pick("kind", "nude")
    assert hands.find("caution").isVisibleTo(hands.page)
    assert hands.find("caution").text().startswith("Do not view, copy, print, share, store or save")


def test_word_left_as_it_was_typed_is_kept_for_platforms_only(open_page: Open) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    hands.type("platforms", "Glowchat")
    assert hands.wait_for_offer() == ["Use “Glowchat”"]
    hands.press("platforms", Qt.Key.Key_Return)
    assert hands.page.form.body.values()["platforms"] == ("Glowchat",)
    hands.find("field.kind").selectAll()
    hands.type("kind", "Moonlight")
    hands.save()
    assert hands.message("kind") == "Choose one from the list."


def test_incident_types_are_offered_under_their_risk_areas(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.settle()
    hands.press("kind", Qt.Key.Key_Down)
    offered = hands.wait_for_offer()
    assert offered[0] == "Content"
    assert offered.index("Online bullying") > offered.index("Conduct")


def test_conflicting_places_are_asked_with_one_press(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    _begin_incident(hands)
    hands.click("field.whereabouts.both")
    assert hands.page.form.body.values()["whereabouts"] is Whereabouts.BOTH
