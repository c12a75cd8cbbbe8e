"""Each record's own rules, kept and broken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from esafety_desk.records.action import Action
from esafety_desk.records.base import Record
from esafety_desk.records.incident import CLOSED, Incident, OutOfSchoolDecision, Status, Whereabouts
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person, Role, RoleHeld
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.school import School, Term
from tests.records.examples import DAY, EARLIER, records

BEFORE = EARLIER - timedelta(days=1)
TWICE = {"person_id": 7, "involved_as": "target"}
UNDECIDED: dict[str, Any] = {
    "decision": OutOfSchoolDecision.UNDECIDED,
    "grounds": (),
    "rationale": "",
    "decided_by": None,
    "decided_on": None,
}


def example(register: str, **changes: object) -> Record:
    return records()[register].changed(**changes)


def incident(**changes: object) -> Incident:
    record = example("incidents", **changes)
    assert isinstance(record, Incident)
    return record


@pytest.mark.parametrize(
    ("register", "changes", "field"),
    [
        ("people", {"left_on": BEFORE}, "left_on"),
        ("people", {"roles": ({"role": "dsl", "since": DAY, "until": EARLIER},)}, "roles"),
        ("support-sessions", {"attendees": ({"person_id": 7}, {"person_id": 7})}, "attendees"),
        ("support-sessions", {"follow_up_on": BEFORE}, "follow_up_on"),
        ("approvals", {"decided_by": None}, "decided_by"),
        ("approvals", {"decided_on": None}, "decided_on"),
        ("approvals", {"decided_on": BEFORE}, "decided_on"),
        ("approvals", {"decided_by": 7}, "decided_by"),
        ("approvals", {"decision": "refused", "conditions": "  "}, "conditions"),
        ("incidents", {"reported_on": BEFORE, "happened_on": EARLIER}, "reported_on"),
        ("incidents", {"people": (TWICE, TWICE)}, "people"),
        ("incidents", {"status": "closed"}, "closed_on"),
        ("incidents", {"status": "closed", "closed_on": EARLIER}, "closed_on"),
        ("incidents", {"status": "closed-no-action", "closed_on": DAY}, "closing_reason"),
        ("incidents", {"status": "error"}, "closing_reason"),
        ("incidents", {"status": "duplicate"}, "closing_reason"),
        ("incidents", {"grounds": ()}, "grounds"),
        ("incidents", {"rationale": " "}, "rationale"),
        ("incidents", {"decision": "does-not-act", "grounds": (), "rationale": ""}, "rationale"),
        ("incidents", {"decided_by": None}, "decided_by"),
        ("referrals", {"reply_due": BEFORE}, "reply_due"),
        ("referrals", {"replied_on": BEFORE}, "replied_on"),
        ("referrals", {"outcome": "waiting"}, "outcome"),
        ("school", {"terms": ({"name": "A", "starts_on": DAY, "ends_on": EARLIER},)}, "terms"),
    ],
)
def test_a_broken_rule_is_told_beside_its_field(register: str, changes: dict[str, Any], field: str) -> None:
    problems = example(register, **changes).rule_problems()
    assert set(problems) == {field}
    assert problems[field].endswith(".")


@pytest.mark.parametrize("status", sorted(CLOSED))
@pytest.mark.parametrize("where", [Whereabouts.OUTSIDE, Whereabouts.BOTH])
def test_an_incident_outside_school_is_not_closed_undecided(status: Status, where: Whereabouts) -> None:
    closed = {"status": status, "closed_on": DAY, "closing_reason": "All is calm."}
    assert set(incident(whereabouts=where, **UNDECIDED, **closed).rule_problems()) == {"decision"}
    assert incident(whereabouts=where, **closed).rule_problems() == {}
    assert incident(whereabouts=Whereabouts.IN_SCHOOL, **UNDECIDED, **closed).rule_problems() == {}


def test_urgent_action_is_never_held_up_by_the_decision() -> None:
    assert incident(**UNDECIDED, urgent_action="Rang home.", urgent_action_on=DAY).rule_problems() == {}


def test_an_imported_incident_awaiting_review_may_be_closed() -> None:
    to_review = UNDECIDED | {"decision": OutOfSchoolDecision.TO_REVIEW}
    assert incident(**to_review, status="closed", closed_on=DAY).rule_problems() == {}


def test_an_incident_may_be_closed_on_a_day_nobody_knows_where_that_is_said() -> None:
    assert set(incident(status="closed").rule_problems()) == {"closed_on"}
    assert incident(status="closed", closing_reason="The old log gives no day.").rule_problems() == {}
    without_day = incident(status="closed-no-action", closing_reason="Settled.")
    assert set(without_day.rule_problems()) == {"closed_on"}


def test_no_ground_needs_a_reason_but_no_ground() -> None:
    assert incident(decision="does-not-act", grounds=(), rationale="A private quarrel.").rule_problems() == {}


def test_an_entry_in_error_outside_school_needs_no_decision() -> None:
    assert incident(**UNDECIDED, status="error", closing_reason="Wrong school.").rule_problems() == {}


def test_hr_keeps_no_detail() -> None:
    bare = Referral(to=ReferredTo.HR, referred_on=DAY, their_reference="HR-1")
    assert bare.rule_problems() == {}
    assert bare.is_restricted
    assert not bare.keeps_detail
    for told in ({"reason": "He wrote"}, {"reply": "Warned"}):
        assert set(bare.changed(**told).rule_problems()) == {"reason"}


@pytest.mark.parametrize("to", ReferredTo)
def test_hr_and_legal_alone_are_restricted(to: ReferredTo) -> None:
    assert Referral(to=to, referred_on=DAY).is_restricted == (to in {ReferredTo.HR, ReferredTo.LEGAL})


def test_the_same_person_may_stand_in_two_roles() -> None:
    assert incident(people=(TWICE, TWICE | {"involved_as": "reporter"})).rule_problems() == {}


def test_a_role_covers_its_first_and_last_day() -> None:
    held = RoleHeld(role=Role.HEAD, since=EARLIER, until=DAY)
    assert [held.covers(day) for day in (BEFORE, EARLIER, DAY, DAY + timedelta(days=1))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_no_role_outlasts_the_person() -> None:
    head = Person(kind="staff", given_name="A", left_on=DAY, roles=(RoleHeld(role=Role.HEAD, since=EARLIER),))
    assert head.roles_on(DAY) == {Role.HEAD}
    assert head.roles_on(DAY + timedelta(days=1)) == frozenset()
    assert not Person(kind="staff", given_name="A", joined_on=DAY).is_here(EARLIER)


def test_an_action_is_open_until_done_or_set_aside() -> None:
    action = Action(what="Ring home")
    assert action.is_open
    assert action.changed(set_aside="  ").is_open
    assert not action.changed(set_aside="Moved away.").is_open
    assert not action.changed(done_on=DAY).is_open


def test_an_incident_belongs_to_the_day_it_happened_else_was_reported() -> None:
    assert incident().dated_on == EARLIER
    assert incident(happened_on=None).dated_on == DAY


def test_a_long_note_has_a_short_heading() -> None:
    heading = Note(about_id=1, dated=DAY, text="word " * 100).heading
    assert len(heading) <= 80
    assert heading.endswith("…")


def term(name: str, first: date, last: date) -> Term:
    return Term(name=name, starts_on=first, ends_on=last)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (term("Spring", date(2026, 12, 1), date(2027, 3, 1)), "overlap"),
        (term("AUTUMN", date(2027, 1, 4), date(2027, 3, 1)), "same name"),
        (term("Spring", date(2027, 1, 4), date(2027, 3, 1)), ""),
    ],
)
def test_terms_follow_each_other_under_names_of_their_own(second: Term, message: str) -> None:
    autumn = term("Autumn", date(2026, 9, 1), date(2026, 12, 18))
    said = School(name="Willowmere", terms=(second, autumn)).rule_problems()
    assert message in said.get("terms", "")
    assert bool(said) == bool(message)
