"""The clauses on what happens outside school, the aims and the values, each kept and broken."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from esafety_desk.host.resources import resource
from esafety_desk.policy.holdings import Holdings
from esafety_desk.policy.scorecard import JUDGES, scorecard
from esafety_desk.records.aims import Aim
from esafety_desk.records.attachment import Attachment, MediaType, Seal
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import Ground, Incident, OutOfSchoolDecision, Status, Whereabouts
from esafety_desk.records.policy_text import Clause
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.referral import Outcome, Recurrence, Referral, ReferredTo
from tests.policy.invented import (
    DSL,
    HEAD,
    LEADER,
    OLD_HEAD,
    PARENT,
    SCHOOL,
    TODAY,
    found,
    incident,
    judged,
    project,
)


def referral(to: ReferredTo = ReferredTo.ANTI_BULLYING, **fields: object) -> Referral:
    usual = {
        "about_id": RecordId(30),
        "to": to,
        "referred_on": date(2026, 11, 9),
        "reply_due": date(2026, 11, 23),
    }
    return Referral.model_validate(usual | fields)


def test_out_1_bullying_goes_to_the_anti_bullying_lead() -> None:
    assert judged("Out 1", incident(), referral()).status == "green"
    assert judged("Out 1", incident()).status == "red"
    assert judged("Out 1", incident(), referral(ReferredTo.HEAD)).status == "red"
    assert judged("Out 1", incident(), referral(reply_due=date(2026, 11, 18))).status == "amber"
    assert judged("Out 1", incident(), referral(review_on=date(2026, 11, 18))).status == "amber"
    held = referral(review_on=date(2026, 11, 18), review_held_on=date(2026, 11, 17))
    assert judged("Out 1", incident(), held).status == "green"
    assert judged("Out 1").status == "grey"


def test_out_1_recurrence_is_counted_once_it_is_confirmed() -> None:
    verdict = judged("Out 1", incident(), referral(recurrence=Recurrence.YES))

    assert {item.label: item.count for item in verdict.evidence}["Came back within six weeks"] == 1


def outside(**fields: object) -> Incident:
    return incident(whereabouts=Whereabouts.OUTSIDE, **fields)


DECIDED = {"rationale": "Two children were afraid.", "decided_by": HEAD, "decided_on": TODAY}
ACTS = {"decision": OutOfSchoolDecision.ACTS, "grounds": tuple(Ground)[:1], **DECIDED}
STANDS_BACK = {"decision": OutOfSchoolDecision.DOES_NOT_ACT, **DECIDED}
CLOSED = {"status": Status.CLOSED, "closed_on": TODAY}


@pytest.mark.parametrize("decision", [ACTS, STANDS_BACK])
def test_out_2_closing_needs_the_decision(decision: dict[str, object]) -> None:
    assert outside(**CLOSED, **decision).rule_problems() == {}
    assert outside(**CLOSED).rule_problems().keys() == {"decision"}
    assert judged("Out 2", outside(**CLOSED, **decision)).status == "green"


def test_out_2_acting_needs_a_ground_a_reason_and_a_name() -> None:
    bare = outside(decision=OutOfSchoolDecision.ACTS)

    assert bare.rule_problems().keys() == {"grounds", "rationale", "decided_by"}
    assert list(found(outside(**ACTS).changed(decided_by=PARENT)).questions) == ["decided_by"]


def test_out_2_urgent_action_makes_the_decision_due_next_school_day() -> None:
    acted = {"urgent_action": "Rang the parents.", "urgent_action_on": date(2026, 11, 18)}

    assert judged("Out 2", outside()).status == "amber"
    assert judged("Out 2", outside(**acted)).status == "amber"
    assert judged("Out 2", outside(**acted), today=date(2026, 11, 20)).status == "red"
    assert judged("Out 2").status == "grey"


def test_out_2_only_an_import_may_leave_it_to_review() -> None:
    put_off = outside(decision=OutOfSchoolDecision.TO_REVIEW)

    assert list(found(put_off).messages) == ["decision"]
    assert found(put_off, is_import=True).messages == {}
    assert found(put_off, before=put_off).messages == {}
    assert list(found(put_off, before=outside()).messages) == ["decision"]
    assert judged("Out 2", put_off).status == "amber"


def test_out_3_legal_referrals_are_counted_and_never_shown() -> None:
    waiting = referral(ReferredTo.LEGAL, reply_due=date(2026, 11, 18), reason="Advice on a letter")
    answered = waiting.changed(replied_on=TODAY, outcome=Outcome.ADVICE)
    verdict = judged("Out 3", waiting, answered)

    assert judged("Out 3", answered).status == "green"
    assert (verdict.status, [item.count for item in verdict.evidence]) == ("amber", [2, 1, 1])
    assert all(item.ids == () for item in verdict.evidence)
    assert waiting.is_restricted
    assert judged("Out 3").status == "grey"


def benefit(*aims: Aim, on: date = date(2026, 10, 8)) -> PositiveUse:
    return PositiveUse(seen_on=on, title="Poems read", aims=aims, evidence="Read by forty families.")


def stands_by_benefits(ref: str, aim: Aim) -> None:
    """Assert that ``ref`` is read from the benefits noted for ``aim`` alone."""
    other = next(one for one in Aim if one is not aim)

    assert judged(ref, benefit(aim)).status == "green"
    assert judged(ref, benefit(aim, on=date(2025, 10, 8))).status == "amber"
    assert judged(ref, project(aims=(aim,))).status == "amber"
    assert judged(ref, benefit(other)).status == "grey"


def test_aims_1_standards_are_raised() -> None:
    stands_by_benefits("Aims 1", Aim.STANDARDS)


def test_aims_2_the_community_is_kept_safe() -> None:
    stands_by_benefits("Aims 2", Aim.SAFEGUARDING)


def test_aims_3_well_being_and_inclusion_are_helped() -> None:
    stands_by_benefits("Aims 3", Aim.WELL_BEING)


def test_aims_4_the_community_holds_together() -> None:
    stands_by_benefits("Aims 4", Aim.COHESION)


def test_values_what_was_typed_once_is_carried_on() -> None:
    double = {"status": Status.DUPLICATE, "closing_reason": "Reported twice."}

    assert judged("Values", project(enquiry_id=RecordId(9))).status == "green"
    assert judged("Values", incident(**double, duplicate_of=RecordId(31))).status == "green"
    assert judged("Values", incident(**double)).status == "amber"
    assert judged("Values").status == "grey"


def test_every_shipped_clause_has_its_judge() -> None:
    shipped = [Clause(**clause) for clause in json.loads(resource("clauses.json").read_text("utf-8"))]
    own = Clause(ref="Our own", title="Phones", text="Phones stay at home.")
    lines = scorecard([*shipped, own], Holdings(SCHOOL, TODAY))

    assert [line.ref for line in lines[:-1]] == list(JUDGES)
    assert (lines[-1].ref, lines[-1].status) == ("Our own", "grey")
    assert all(line.reason for line in lines)
    assert all(line.to_green == "" for line in lines if line.status == "green")


def test_every_clause_has_a_test_named_after_it() -> None:
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_clauses_*.py")]
    names = "\n".join(texts)

    assert not [ref for ref in JUDGES if f"def test_{ref.lower().replace(' ', '_')}_" not in names]


def sealed(**fields: object) -> Attachment:
    usual = {
        "about_id": RecordId(30),
        "file_name": "screenshot.png",
        "media_type": MediaType.PNG,
        "size": 1,
        "digest": "0" * 64,
        "seal": Seal.SEALED,
    }
    return Attachment.model_validate(usual | fields)


@pytest.mark.parametrize("seal", [Seal.RELEASED, Seal.DESTROYED])
def test_hard_stop_only_a_safeguarding_lead_of_that_day_breaks_the_seal(seal: Seal) -> None:
    decision = {"seal": seal, "seal_decided_on": TODAY, "seal_reason": "The police have it."}

    assert found(sealed(**decision, seal_decided_by=DSL), before=sealed()).messages == {}
    for other in (HEAD, LEADER, OLD_HEAD):
        broken = found(sealed(**decision, seal_decided_by=other), before=sealed())
        assert list(broken.messages) == ["seal_decided_by"]


def test_hard_stop_a_seal_is_not_simply_lifted_nor_destruction_undone() -> None:
    destroyed = sealed(
        seal=Seal.DESTROYED, seal_decided_by=DSL, seal_decided_on=TODAY, seal_reason="The police have it."
    )

    assert list(found(sealed(seal=Seal.OPEN), before=sealed()).messages) == ["seal"]
    assert list(found(destroyed.changed(seal=Seal.RELEASED), before=destroyed).messages) == ["seal"]
