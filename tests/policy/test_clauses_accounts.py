"""The clauses on the school's own accounts, each kept and broken."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from esafety_desk.records.base import RecordId
from esafety_desk.records.family_support import FamilySupport, SupportKind
from esafety_desk.records.incident import Status
from esafety_desk.records.moderation import Moderation, ModerationKind
from esafety_desk.records.official_account import (
    Contact,
    MonitoringCheck,
    MovedTo,
)
from tests.policy.invented import (
    DSL,
    LEADER,
    PARENT,
    TODAY,
    account,
    check,
    found,
    incident,
    judged,
)

KNOWN = {"linked": {RecordId(70): account()}}


def test_accounts_0_are_watched_from_outside_and_checked_in_time() -> None:
    assert judged("Accounts 0", account(), check()).status == "green"
    assert judged("Accounts 0", account(external_monitor=""), check()).status == "amber"
    assert judged("Accounts 0", account(second_administrator=None), check()).status == "amber"
    assert judged("Accounts 0", account(), check(photo_permissions_checked=False)).status == "amber"
    assert judged("Accounts 0", account(), check(checked_on=date(2026, 11, 1))).status == "amber"
    assert judged("Accounts 0", account(), check(checked_on=date(2026, 10, 1))).status == "red"
    assert judged("Accounts 0", account(closed_on=date(2026, 11, 1))).status == "grey"


def test_accounts_0_a_check_is_made_while_the_account_is_in_use() -> None:
    assert found(check(), **KNOWN).messages == {}
    assert list(found(check(checked_on=date(2026, 8, 30)), **KNOWN).messages) == ["checked_on"]
    closed = {"linked": {RecordId(70): account(closed_on=date(2026, 11, 2))}}
    assert list(found(check(), **closed).messages) == ["checked_on"]
    assert list(found(check(checked_by=LEADER), **KNOWN).questions) == ["checked_by"]


def stands_by_checks(ref: str, point: str) -> None:
    """Assert that ``ref`` is read from how many checks of a year found ``point`` in order."""
    kept, broken = check(points_kept=(point,)), check()

    assert judged(ref, kept).status == "green"
    assert judged(ref, kept, broken).status == "amber"
    assert judged(ref, broken).status == "red"
    assert judged(ref).status == "grey"
    assert judged(ref, check(points_kept=(point,), checked_on=date(2025, 11, 1))).status == "grey"


def test_accounts_1_achievements_are_told_in_general_terms() -> None:
    stands_by_checks("Accounts 1", "achievements-told-in-general-terms")


def test_accounts_3_opportunities_are_shared() -> None:
    stands_by_checks("Accounts 3", "opportunities-shared")


def test_accounts_4_the_tone_is_friendly_and_fair() -> None:
    stands_by_checks("Accounts 4", "tone-friendly-and-fair")


def test_accounts_1_what_must_be_put_right_is_said() -> None:
    values = {**dict(check()), "needs_action": True}
    assert MonitoringCheck.model_validate(values).rule_problems().keys() == {"findings"}


def contact(**fields: object) -> Contact:
    usual = {
        "account_id": RecordId(70),
        "received_on": date(2026, 11, 2),
        "about": "A worry about a game",
        "about_a_child": True,
        "moved_to": MovedTo.PHONE,
        "answered_on": date(2026, 11, 3),
    }
    return Contact.model_validate(usual | fields)


def test_accounts_2_talk_about_a_child_is_moved_and_answered() -> None:
    in_public = contact(moved_to=MovedTo.ANSWERED)

    assert judged("Accounts 2", contact()).status == "green"
    assert judged("Accounts 2", contact(answered_on=None)).status == "amber"
    assert judged("Accounts 2", in_public).status == "red"
    assert judged("Accounts 2").status == "grey"
    assert in_public.rule_problems().keys() == {"moved_to"}


def test_accounts_4_signposting_says_where() -> None:
    sent = contact(about_a_child=False, moved_to=MovedTo.SIGNPOSTED)

    assert sent.rule_problems().keys() == {"signposted_to"}
    evidence = judged("Accounts 4", sent.changed(signposted_to="The school office"), check()).evidence
    assert {item.label: item.count for item in evidence}["Questions signposted"] == 1


def test_accounts_5_families_are_helped() -> None:
    def workshop(day: date) -> FamilySupport:
        return FamilySupport(held_on=day, kind=SupportKind.WORKSHOP, topic="Settings", reach=24)

    assert judged("Accounts 5", workshop(date(2026, 10, 8))).status == "green"
    assert judged("Accounts 5", workshop(date(2025, 10, 8))).status == "amber"
    assert judged("Accounts 5").status == "red"


def blocked(**fields: object) -> Moderation:
    usual = {
        "account_id": RecordId(70),
        "kind": ModerationKind.BLOCKED,
        "done_on": date(2026, 11, 9),
        "what": "Abuse of a member of staff",
        "why": "Asked twice to stop.",
        "decided_by": DSL,
        "review_on": date(2026, 12, 7),
    }
    return Moderation.model_validate(usual | fields)


def test_accounts_6_blocks_are_proportionate_and_looked_at_again() -> None:
    assert judged("Accounts 6", blocked()).status == "green"
    assert judged("Accounts 6", blocked(review_on=date(2026, 11, 12))).status == "amber"
    late = {"done_on": date(2026, 9, 9), "review_on": date(2026, 10, 1)}
    assert judged("Accounts 6", blocked(**late)).status == "red"
    assert judged("Accounts 6", blocked(**late, reversed_on=date(2026, 10, 2))).status == "green"
    assert judged("Accounts 6").status == "grey"
    with pytest.raises(ValidationError):
        blocked(review_on=None)
    with pytest.raises(ValidationError):
        blocked(why="")
    assert list(found(blocked(decided_by=PARENT), **KNOWN).questions) == ["decided_by"]


def test_accounts_7_incidents_say_which_policies_were_applied() -> None:
    closed = incident(status=Status.CLOSED, closed_on=TODAY)
    applied = closed.changed(policies_applied=("behaviour", "safeguarding"))

    assert judged("Accounts 7", applied).status == "green"
    assert judged("Accounts 7", applied, closed).status == "amber"
    assert judged("Accounts 7", closed).status == "red"
    assert judged("Accounts 7", incident()).status == "grey"
