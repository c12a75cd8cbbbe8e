"""Likely twins while one types and on the detail; bullying that came back on its referral."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from esafety_desk.records.incident import Incident, Involved, InvolvedAs, Status
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.referral import Recurrence, Referral, ReferredTo
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.registers.twins_notice import TwinsNotice
from esafety_desk.ui.session import Session
from tests.conftest import add_person
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]


@pytest.fixture
def people(work: Work, pupil: Person) -> tuple[Involved, ...]:
    other = add_person(work, "Gethin", "Rowlands", PersonKind.PUPIL)
    return (
        Involved(person_id=pupil.id, involved_as=InvolvedAs.TARGET),
        Involved(person_id=other.id, involved_as=InvolvedAs.INSTIGATOR),
    )


def shown(hands: Hands, qtbot: Any, name: str) -> Any:
    def found() -> list[QWidget]:
        return [widget for widget in hands.page.findChildren(QWidget, name) if widget.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[-1]


def gone(hands: Hands, qtbot: Any, name: str) -> None:
    qtbot.waitUntil(lambda: not any(w.isVisible() for w in hands.page.findChildren(QWidget, name)))


def begun(open_page: Open, people: tuple[Involved, ...]) -> Hands:
    hands = open_page("incidents")
    typed = {"kind": "conduct.online-bullying", "people": people, "happened_on": date(2026, 11, 18)}
    hands.page.begin_new_with(typed)
    return hands


def test_a_likely_twin_is_told_while_one_types_and_opened(
    open_page: Open, add_incident: Add, people: tuple[Involved, ...], qtbot: Any, session: Session
) -> None:
    first = add_incident(people=people)
    hands = begun(open_page, people)
    told = shown(hands, qtbot, f"twins.text.{first.id}").text()
    assert told == f"Likely the same as {first.reference}: same people, 2 days apart"
    with qtbot.waitSignal(session.navigate) as asked:
        shown(hands, qtbot, f"action.twin.{first.id}").click()
    assert asked.args == ["incidents", first.id]


def test_it_is_another_is_asked_once(
    open_page: Open, add_incident: Add, people: tuple[Involved, ...], qtbot: Any
) -> None:
    first = add_incident(people=people)
    hands = begun(open_page, people)
    shown(hands, qtbot, f"action.another.{first.id}").click()
    gone(hands, qtbot, f"twins.text.{first.id}")
    hands.type("summary", "Cruel messages")
    qtbot.waitUntil(lambda: not hands.page.form.findChild(TwinsNotice)._pause.isActive())
    hands.settle()
    gone(hands, qtbot, f"twins.text.{first.id}")


def test_twins_are_merged_and_taken_apart_from_the_detail(
    open_page: Open, add_incident: Add, people: tuple[Involved, ...], qtbot: Any, work: Work
) -> None:
    first, second = add_incident(people=people), add_incident(people=people)
    hands = open_page("incidents")
    hands.page.show_record(second.id)
    shown(hands, qtbot, f"action.merge.{first.id}").click()
    shown(hands, qtbot, "action.unmerge")
    hands.settle()
    assert keeping.load(work, "incidents", second.id).status is Status.DUPLICATE
    shown(hands, qtbot, "action.unmerge").click()
    shown(hands, qtbot, f"action.merge.{first.id}")
    hands.settle()
    assert keeping.load(work, "incidents", second.id) == second


@pytest.mark.parametrize(("answer", "kept"), [("yes", Recurrence.YES), ("no", Recurrence.NO)])
def test_a_return_is_offered_on_the_referral(
    open_page: Open,
    add_incident: Add,
    people: tuple[Involved, ...],
    qtbot: Any,
    work: Work,
    answer: str,
    kept: Recurrence,
) -> None:
    october = date(2026, 10, 5)
    first = add_incident(people=people, happened_on=october, reported_on=october)
    asked = Referral(about_id=first.id, to=ReferredTo.ANTI_BULLYING, referred_on=october)
    referral = keeping.save(work, asked).record
    again = add_incident(people=people, happened_on=date(2026, 11, 2))
    hands = open_page("referrals")
    hands.page.show_record(referral.id)
    reason = shown(hands, qtbot, f"recurrence.reason.{again.id}").text()
    assert reason == "Same target and same instigator on Mon 2 Nov, 28 days after the referral."
    shown(hands, qtbot, f"action.recurred.{answer}").click()
    gone(hands, qtbot, "recurrence")
    hands.settle()
    assert keeping.load(work, "referrals", referral.id).recurrence is kept
