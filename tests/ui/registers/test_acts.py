"""Carrying a record on from its detail: what is offered, and what the form that opens holds already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.official_account import MonitoringCheck, OfficialAccount
from esafety_desk.records.people import Person
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
ADDED = {"action.note", "action.action", "action.refer"}
"""What every record offers, however it stands."""


@pytest.fixture
def account(work: Work, teacher: Person) -> OfficialAccount:
    assert teacher.id is not None
    made = OfficialAccount(
        platform="facebook", name="Willowmere", owner_id=teacher.id, opened_on=date(2025, 9, 1)
    )
    return keeping.save(work, made).record


@pytest.fixture
def exemption(work: Work, leader: Person) -> Exemption:
    """In force for a week more."""
    assert leader.id is not None
    made = Exemption(
        service="Mapping site",
        for_whom="Year 5",
        reason="Rivers",
        state=ExemptionState.IN_FORCE,
        authorised_by=leader.id,
        authorised_on=date(2026, 11, 2),
        starts_on=date(2026, 11, 3),
        ends_on=date(2026, 11, 26),
        tested_on=date(2026, 11, 2),
    )
    return keeping.save(work, made).record


def offered(hands: Hands) -> set[str]:
    acts = hands.page.detail._acts
    shown = {w.objectName() for w in acts.findChildren(QWidget) if w.isVisible() and w.objectName()}
    assert shown & ADDED, "what can be added stands behind the acts"
    return shown - ADDED


def begin(hands: Hands, act: str) -> dict[str, object]:
    """Click an act and give what stands in the form it opens."""
    hands.settle()
    hands.find(f"action.{act}").click()
    hands._qtbot.waitUntil(lambda: hands.page.form is not None)
    hands.settle()
    return hands.page.form._values()


def test_check_of_an_account_knows_the_account_the_day_and_the_leader(
    open_page: Open, account: OfficialAccount, leader: Person, work: Work
) -> None:
    hands = open_page("official-accounts")
    held = begin(hands, "check")
    assert (held["account_id"], held["checked_on"], held["checked_by"]) == (account.id, TODAY, leader.id)
    hands.type("sample_size", "25")
    hands.save()
    assert "Check: in order" in [
        w.text().partition(" · ")[0] for w in hands.page.detail.findChildren(QWidget) if hasattr(w, "text")
    ]
    check = keeping.load(work, "monitoring-checks", (account.id or 0) + 1)
    assert isinstance(check, MonitoringCheck)
    assert check.account_id == account.id


def test_closed_account_offers_nothing_more(open_page: Open, account: OfficialAccount, work: Work) -> None:
    keeping.save(work, account.changed(closed_on=date(2026, 11, 1)))
    hands = open_page("official-accounts")
    hands.settle()
    assert offered(hands) == set()


def test_longer_time_is_a_new_decision_that_names_the_one_before(
    open_page: Open, exemption: Exemption
) -> None:
    held = begin(open_page("exemptions"), "extend")
    assert held["extends_id"] == exemption.id
    assert (held["service"], held["for_whom"]) == ("Mapping site", "Year 5")
    assert held["starts_on"] == date(2026, 11, 27)
    assert (held["state"], held["authorised_by"], held["ends_on"]) == (ExemptionState.ASKED, None, None)


def test_removal_is_confirmed_by_name_and_day(
    open_page: Open, exemption: Exemption, leader: Person, work: Work
) -> None:
    hands = open_page("exemptions")
    begin(hands, "confirm-removal")
    hands.save()
    kept = keeping.load(work, "exemptions", exemption.id or 0)
    assert isinstance(kept, Exemption)
    assert (kept.state, kept.removed_on, kept.removed_by) == (ExemptionState.REMOVED, TODAY, leader.id)
    hands.settle()
    assert offered(hands) == set()


def test_exemption_asked_for_is_offered_to_be_authorised_and_not_to_be_removed(
    open_page: Open, exemption: Exemption, work: Work
) -> None:
    asked = exemption.changed(
        state=ExemptionState.ASKED, authorised_by=None, authorised_on=None, tested_on=None
    )
    keeping.save(work, asked)
    hands = open_page("exemptions")
    hands.settle()
    assert offered(hands) == {"action.authorise"}
