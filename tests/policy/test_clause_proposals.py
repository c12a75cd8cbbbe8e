"""What forms propose: today, and the days that the school's settings lead to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from esafety_desk.policy.proposals import proposals
from esafety_desk.records.account_review import AccountReview, ReviewOutcome
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.platform import Platform
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import REGISTERS
from esafety_desk.records.teaching import Teaching
from tests.policy.invented import SCHOOL, TODAY, age_rule

A_YEAR_ON = date(2027, 11, 19)


@pytest.mark.parametrize(
    ("record_type", "draft", "proposed"),
    [
        (Enquiry, {"answer": "Yes."}, {"asked_on": TODAY, "answered_on": TODAY}),
        (Acknowledgement, {}, {"seen_on": TODAY, "renew_on": A_YEAR_ON}),
        (Declaration, {}, {"declared_on": TODAY, "review_on": A_YEAR_ON}),
        (AccountReview, {}, {"reviewed_on": TODAY, "next_on": A_YEAR_ON}),
        (AccountReview, {"outcome": ReviewOutcome.CLOSED}, {"reviewed_on": TODAY}),
        (Project, {"approved_by": 2}, {"planned_on": TODAY, "approved_on": TODAY}),
        (Exemption, {"authorised_by": 2}, {"starts_on": TODAY, "authorised_on": TODAY}),
        (Exemption, {"open_because": "All year"}, {"starts_on": TODAY, "review_on": date(2027, 2, 19)}),
        (Exemption, {"state": ExemptionState.REMOVED}, {"starts_on": TODAY, "removed_on": TODAY}),
        (Moderation, {}, {"done_on": TODAY, "review_on": date(2026, 12, 17)}),
        (Platform, {}, {"check_again_on": date(2027, 5, 19)}),
        (Platform, {"age_rules": (age_rule(13),)}, {"check_again_on": date(2027, 3, 1)}),
        (FilteringReview, {}, {"reviewed_on": TODAY, "next_on": A_YEAR_ON}),
        (PolicyVersion, {}, {"adopted_on": TODAY, "review_due": A_YEAR_ON}),
        (Teaching, {}, {"taught_on": TODAY}),
        (
            Referral,
            {"to": ReferredTo.ANTI_BULLYING, "reply_due": TODAY},
            {"referred_on": TODAY, "review_on": date(2027, 1, 4)},
        ),
    ],
)
def test_form_proposes(record_type: type[Record], draft: dict[str, Any], proposed: dict[str, Any]) -> None:
    assert proposals(record_type, draft, SCHOOL, TODAY) == proposed


def test_proposals_follow_the_settings_and_never_overwrite() -> None:
    often = SCHOOL.changed(acknowledgement_months=6, platform_check_months=3)

    assert proposals(Acknowledgement, {}, often, TODAY)["renew_on"] == date(2027, 5, 19)
    assert proposals(Platform, {}, often, TODAY)["check_again_on"] == date(2027, 2, 19)
    assert proposals(Acknowledgement, {"seen_on": date(2026, 9, 1)}, often, TODAY) == {
        "renew_on": date(2027, 3, 1)
    }


def test_every_proposal_is_a_field_of_its_record() -> None:
    for register in REGISTERS.values():
        assert set(proposals(register.record, {}, SCHOOL, TODAY)) <= set(register.record.model_fields)
