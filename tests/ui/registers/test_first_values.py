"""What a form fills in by itself follows what is typed, until a person says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtTest import QTest

from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]


def stands(hands: Hands, name: str) -> object:
    return hands.page.form.body.values()[name]


def retype(hands: Hands, field: str, text: str) -> None:
    line = hands.find(f"field.{field}")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_decision_brings_its_day_and_the_day_the_review(open_page: Open, head: Person) -> None:
    hands = open_page("approvals")
    hands.page.begin_new()
    hands.settle()
    assert (stands(hands, "requested_on"), stands(hands, "decided_on")) == (TODAY, None)
    hands.click("field.decision.approved")
    assert (stands(hands, "decided_on"), stands(hands, "review_on")) == (TODAY, date(2027, 11, 19))
    retype(hands, "decided_on", "12/11/2026")
    assert stands(hands, "review_on") == date(2027, 11, 12)
    retype(hands, "review_on", "1/6/2027")
    retype(hands, "decided_on", "13/11/2026")
    assert stands(hands, "review_on") == date(2027, 6, 1)


def test_day_goes_with_what_it_came_from(open_page: Open) -> None:
    hands = open_page("approvals")
    hands.page.begin_new()
    hands.settle()
    hands.click("field.decision.approved")
    hands.click("field.decision.asked")
    assert stands(hands, "decided_on") is None


def test_opening_a_kept_record_changes_nothing_in_it(open_page: Open, work: Work) -> None:
    kept = keeping.save(work, Referral(to=ReferredTo.ANTI_BULLYING, referred_on=date(2026, 11, 2))).record
    hands = open_page("referrals")
    hands.page.edit(kept.id)
    hands.settle()
    assert (stands(hands, "reply_due"), stands(hands, "review_on")) == (None, None)
    retype(hands, "referred_on", "3/11/2026")
    assert stands(hands, "reply_due") == date(2026, 11, 13)


def test_new_incident_happened_now_until_another_day_is_said(open_page: Open) -> None:
    hands = open_page("incidents")
    hands.page.begin_new()
    hands.settle()
    now = f"{hands.page._session.clock():%H:%M}"
    assert (stands(hands, "happened_on"), stands(hands, "happened_at")) == (TODAY, now)
    hands.page.step_back()
    hands.settle()
    assert not hands.find("draft.unfinished").isVisible(), "what was proposed is nobody's work to keep"
    hands.page.begin_new()
    hands.settle()
    hands.type("happened_on", "yesterday")
    assert (stands(hands, "happened_on"), stands(hands, "happened_at")) == (date(2026, 11, 18), "")


def test_day_that_was_left_open_stays_open(open_page: Open, add_incident: Callable[..., Incident]) -> None:
    kept = add_incident(happened_on=None)
    hands = open_page("incidents")
    hands.page.edit(kept.id)
    hands.settle()
    retype(hands, "reported_on", "16/11/2026")
    assert (stands(hands, "happened_on"), stands(hands, "happened_at")) == (None, "")
