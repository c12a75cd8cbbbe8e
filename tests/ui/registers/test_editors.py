"""The editors of a form: words, people, parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from esafety_desk.records.incident import Incident, Whereabouts
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.registers.editors.links import LinkEditor
from tests.conftest import add_person
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]


def test_someone_new_is_added_on_the_spot(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
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
    hands.begin_incident()
    hands.type("owner_id", "nobody like this")
    hands.save()
    assert hands.message("owner_id") == "Choose a person from the list, or add a new one."


def test_session_with_attendees_and_confidence(
    open_page: Open, work: Work, teacher: Person, leader: Person
) -> None:
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
    messages = [frame.message for frame in (hands.page.form.body.frames.values() if hands.page.form else ())]
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
    hands.begin_incident()
    for line, letters in enumerate(("zaj", "brie")):
        hands.click("field.people.add")
        hands.pick(f"people.{line}.person_id", letters)
    hands.click("field.people.0.remove")
    assert hands.find("field.people.0.person_id").text() == "Siân O’Brien"


def test_image_type_says_not_to_look(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.settle()
    hands.pick("kind", "nude")
    assert hands.find("caution").isVisibleTo(hands.page)
    assert hands.find("caution").text().startswith("Do not view, copy, print, share, store or save")


def test_word_left_as_it_was_typed_is_kept_for_platforms_only(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
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
    hands.begin_incident()
    hands.click("field.whereabouts.both")
    assert hands.page.form.body.values()["whereabouts"] is Whereabouts.BOTH


def test_tab_comes_to_the_lines_of_parts_in_their_place_and_once_to_each_row_of_chips(
    open_page: Open,
) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.click("field.people.add")
    hands.click("field.platforms")
    seen = []
    for _ in range(8):
        seen.append(hands.page.window().focusWidget().objectName())
        QTest.keyClick(hands.page.window().focusWidget(), Qt.Key.Key_Tab)
    assert seen == [
        "field.platforms",
        "field.people.0.person_id",
        "field.people.0.involved_as",
        "field.people.0.remove",
        "field.people.add",
        "field.account",
        "field.identity_targeted.race-or-ethnicity",
        "field.severity.1-low",
    ]


def test_arrow_keys_choose_among_segments(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.find("field.severity.1-low").setFocus()
    QTest.keyClick(hands.find("field.severity.1-low"), Qt.Key.Key_Right)
    assert hands.find("field.severity.2-moderate").isChecked()
    assert hands.find("field.severity.2-moderate").hasFocus()


def test_every_kind_of_editor_gives_its_value_and_takes_one() -> None:
    kinds = [kind for kind in _below(Editor) if not kind.__subclasses__()]
    assert len(kinds) > 10
    for kind in kinds:
        assert callable(getattr(kind, "value", None)), kind.__name__
        assert callable(getattr(kind, "set_value", None)), kind.__name__
    assert all(callable(getattr(kind, "look_for", None)) for kind in _below(LinkEditor))


def _below(kind: type[Editor]) -> list[type[Editor]]:
    return [found for one in kind.__subclasses__() for found in (one, *_below(one))]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_who_types_faster_than_names_are_offered_gets_the_one_they_typed(
    open_page: Open, work: Work, key: Qt.Key
) -> None:
    add_person(work, "Amber", "Stone", PersonKind.STAFF)
    amina = add_person(work, "Amina", "Stone", PersonKind.STAFF)
    hands = open_page("support-sessions")
    hands.page.begin_new()
    hands.settle()
    hands.type("adviser_id", "am")
    assert hands.wait_for_offer()[0] == "Amber Stone"
    hands.type("adviser_id", "ina")
    hands.press("adviser_id", key)
    hands.wait_until(lambda: hands.page.form.body.values()["adviser_id"] == amina.id)
