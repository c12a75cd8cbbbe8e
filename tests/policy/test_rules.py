"""Rules across records: who may approve, what asks once again, what must be mended; and what a form proposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.policy.proposals import at_about, proposals
from esafety_desk.policy.rules import Findings, Surroundings, findings
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.incident import Incident, OutOfSchoolDecision, Severity, Status, Whereabouts
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld
from esafety_desk.records.referral import Outcome, Referral, ReferredTo
from esafety_desk.records.school import School
from esafety_desk.records.support import Attendee, SupportSession

TODAY = date(2026, 11, 18)
TEACHER, HEAD, LEADER, PARENT = (PersonId(n) for n in (1, 2, 3, 4))
SCHOOL = School(name="A school", terms=suggested_terms(2026))


def person(number: PersonId, kind: PersonKind = PersonKind.STAFF, **fields: object) -> Person:
    return Person.model_validate({"id": number, "kind": kind, "given_name": "Zofia", **fields})


PEOPLE = {
    TEACHER: person(TEACHER),
    HEAD: person(HEAD, roles=(RoleHeld(role=Role.HEAD, since=date(2024, 9, 1), until=date(2026, 10, 31)),)),
    LEADER: person(LEADER, roles=(RoleHeld(role=Role.SOCIAL_TEAM, since=date(2025, 9, 1)),)),
    PARENT: person(PARENT, PersonKind.PARENT),
}
AROUND = Surroundings(people=PEOPLE, school=SCHOOL, today=TODAY, first_day=date(2024, 9, 1))


def approval(**fields: object) -> AccountApproval:
    asked = {
        "requested_by": TEACHER,
        "requested_on": date(2026, 9, 7),
        "platform": "padlet",
        "purpose": "Poems",
    }
    return AccountApproval.model_validate(asked | fields)


def approved(decided_on: date, by: PersonId = HEAD) -> AccountApproval:
    return approval(decision=Decision.APPROVED, decided_by=by, decided_on=decided_on)


def incident(**fields: object) -> Incident:
    reported = {
        "kind": "conduct.online-bullying",
        "summary": "Unkind messages",
        "reported_on": date(2026, 11, 9),
        "whereabouts": Whereabouts.IN_SCHOOL,
    }
    return Incident.model_validate(reported | fields)


def session(**fields: object) -> SupportSession:
    held = {"held_on": date(2026, 9, 9), "adviser_id": LEADER, "attendees": (Attendee(person_id=TEACHER),)}
    return SupportSession.model_validate(held | fields)


def sentences(found: Findings) -> list[str]:
    return [*found.messages.values(), *found.questions.values()]


def test_head_approves_while_in_office() -> None:
    assert findings(approved(date(2026, 10, 31)), AROUND) == Findings()


def test_head_may_not_approve_after_leaving_office() -> None:
    found = findings(approved(date(2026, 11, 2)), AROUND)

    assert list(found.messages) == ["decided_by"]
    assert "Mon 2 Nov" in found.messages["decided_by"]
    assert not found.questions


def test_e_safety_leader_may_not_approve_by_that_role_alone() -> None:
    found = findings(approved(date(2026, 10, 5), by=LEADER), AROUND)

    assert "neither Head of Department nor senior staff" in found.messages["decided_by"]


@pytest.mark.parametrize("role", [Role.SLT, Role.HEAD_OF_DEPARTMENT])
def test_senior_staff_and_heads_of_department_may_refuse(role: Role) -> None:
    people = PEOPLE | {LEADER: person(LEADER, roles=(RoleHeld(role=role, since=date(2025, 9, 1)),))}
    refused = approval(
        decision=Decision.REFUSED, decided_by=LEADER, decided_on=date(2026, 9, 9), conditions="Not this term."
    )

    assert findings(refused, replace(AROUND, people=people)) == Findings()


def test_approval_before_any_support_session_asks_once_again() -> None:
    unsupported = replace(AROUND, supported_before=False)

    assert "Staff 3" in findings(approved(date(2026, 10, 5)), unsupported).questions["decision"]
    assert findings(approval(), unsupported) == Findings()
    assert findings(approved(date(2026, 10, 5)), replace(AROUND, supported_before=True)) == Findings()


def test_account_asked_for_by_a_parent_asks_once_again() -> None:
    assert list(findings(approval(requested_by=PARENT), AROUND).questions) == ["requested_by"]


def test_adviser_outside_the_social_team_is_a_question_not_a_refusal() -> None:
    found = findings(session(adviser_id=TEACHER), AROUND)

    assert found.messages == {}
    assert "social team" in found.questions["adviser_id"]
    assert findings(session(), AROUND) == Findings()


def test_adviser_before_joining_the_social_team_is_a_question() -> None:
    assert "adviser_id" in findings(session(held_on=date(2025, 7, 1)), AROUND).questions


def test_out_of_school_decision_by_a_parent_asks_once_again() -> None:
    fields = {
        "whereabouts": Whereabouts.OUTSIDE,
        "decision": OutOfSchoolDecision.DOES_NOT_ACT,
        "rationale": "A family matter.",
        "decided_on": date(2026, 11, 10),
    }

    assert list(findings(incident(**fields, decided_by=PARENT), AROUND).questions) == ["decided_by"]
    assert findings(incident(**fields, decided_by=HEAD), AROUND) == Findings()


def test_closing_with_open_actions_needs_a_reason() -> None:
    busy = replace(AROUND, open_actions=2)
    closed = incident(status=Status.CLOSED, closed_on=TODAY)

    assert findings(closed, busy).messages["closing_reason"].startswith("2 actions are still open.")
    assert findings(closed.changed(closing_reason="The parents asked us to wait."), busy) == Findings()
    assert findings(closed, AROUND) == Findings()
    assert findings(incident(), busy) == Findings()


def test_finishing_a_referral_with_an_open_action_asks_once_again() -> None:
    referral = Referral(
        to=ReferredTo.DSL,
        referred_on=date(2026, 11, 2),
        replied_on=date(2026, 11, 4),
        outcome=Outcome.FINISHED,
    )

    assert (
        "1 action is still open." in findings(referral, replace(AROUND, open_actions=1)).questions["outcome"]
    )


def test_urgent_action_is_never_held_up() -> None:
    urgent = incident(
        whereabouts=Whereabouts.OUTSIDE,
        severity=Severity.CRITICAL,
        urgent_action="The child was kept with the head.",
        urgent_action_on=TODAY,
    )

    assert findings(urgent, replace(AROUND, open_actions=3)) == Findings()


def test_future_date_asks_once_again_where_only_past_ones_make_sense() -> None:
    found = findings(Note(about_id=RecordId(9), dated=date(2027, 1, 4), text="Rang the parent."), AROUND)

    assert found.questions == {"dated": "Mon 4 Jan 2027 is still to come. Is this the right day?"}


def test_future_due_day_is_no_question() -> None:
    assert findings(Action(what="Ring the parent", due_on=date(2027, 1, 4)), AROUND) == Findings()


def test_date_before_the_first_school_year_asks_once_again() -> None:
    found = findings(incident(happened_on=date(2016, 11, 9)), AROUND)

    assert "first school year, 2024–25" in found.questions["happened_on"]
    assert findings(incident(happened_on=date(2016, 11, 9)), replace(AROUND, first_day=None)) == Findings()


def test_people_may_be_older_than_the_desk_but_not_born_tomorrow() -> None:
    assert findings(person(TEACHER, joined_on=date(2003, 9, 1)), AROUND) == Findings()
    pupil = person(TEACHER, PersonKind.PUPIL, birth_date=date(2027, 2, 3))
    assert list(findings(pupil, AROUND).questions) == ["birth_date"]


def test_a_question_once_answered_is_not_put_again() -> None:
    old = incident(happened_on=date(2016, 11, 9))
    again = replace(AROUND, before=old)

    assert findings(old.changed(summary="Unkind messages in a chat"), again) == Findings()
    assert "happened_on" in findings(old.changed(happened_on=date(2016, 11, 8)), again).questions


def test_a_message_is_repeated_until_it_is_mended() -> None:
    late = approved(date(2026, 11, 2))

    assert findings(late, replace(AROUND, before=late)).messages


def test_action_for_someone_who_has_left_asks_once_again() -> None:
    people = PEOPLE | {TEACHER: person(TEACHER, left_on=date(2026, 10, 31))}
    action = Action(what="Ring the parent", owner_id=TEACHER, due_on=date(2026, 11, 20))

    assert list(findings(action, replace(AROUND, people=people)).questions) == ["owner_id"]
    assert findings(action.changed(done_on=TODAY), replace(AROUND, people=people)) == Findings()


def test_findings_never_name_a_person() -> None:
    everything = [approved(date(2026, 11, 2)), session(adviser_id=TEACHER), approval(requested_by=PARENT)]
    texts = [text for record in everything for text in sentences(findings(record, AROUND))]

    assert texts
    assert not any("Zofia" in text for text in texts)


def test_new_forms_begin_with_today() -> None:
    assert proposals(Incident, {}, SCHOOL, TODAY) == {"happened_on": TODAY, "reported_on": TODAY}
    assert proposals(SupportSession, {}, SCHOOL, TODAY) == {"held_on": TODAY}
    assert proposals(Note, {}, SCHOOL, TODAY) == {"dated": TODAY}
    assert proposals(AccountApproval, {}, SCHOOL, TODAY) == {"requested_on": TODAY}
    assert proposals(Action, {}, SCHOOL, TODAY) == {}


def test_the_time_is_proposed_for_what_happens_today_alone() -> None:
    now = datetime(2026, 11, 18, 14, 5)

    assert at_about(Incident, {"happened_on": TODAY}, now) == {"happened_at": "14:05"}
    assert at_about(Incident, {"happened_on": date(2026, 11, 17)}, now) == {}
    assert at_about(Incident, {"happened_on": None}, now) == {}
    assert at_about(SupportSession, {"held_on": TODAY}, now) == {}


def test_reply_falls_due_on_a_school_day() -> None:
    assert proposals(Referral, {}, SCHOOL, TODAY)["reply_due"] == date(2026, 11, 30)
    before_christmas = proposals(Referral, {"referred_on": date(2026, 12, 14)}, SCHOOL, TODAY)
    assert before_christmas == {"reply_due": date(2027, 1, 4)}


def test_what_was_typed_is_never_replaced() -> None:
    typed = {"referred_on": date(2026, 11, 2), "reply_due": date(2026, 11, 6)}

    assert proposals(Referral, typed, SCHOOL, TODAY) == {}


def test_approved_account_is_reviewed_a_year_on() -> None:
    draft = {"requested_on": TODAY, "decision": Decision.APPROVED, "decided_on": date(2026, 11, 10)}

    assert proposals(AccountApproval, draft, SCHOOL, TODAY) == {"review_on": date(2027, 11, 10)}


def test_closing_deciding_and_acting_propose_today() -> None:
    draft = {
        "happened_on": date(2026, 11, 9),
        "reported_on": date(2026, 11, 9),
        "status": Status.CLOSED,
        "decision": OutOfSchoolDecision.ACTS,
        "urgent_action": "Kept safe",
    }

    assert proposals(Incident, draft, SCHOOL, TODAY) == {
        "decided_on": TODAY,
        "urgent_action_on": TODAY,
        "closed_on": TODAY,
    }


def test_closing_without_a_day_asks_once_whether_it_is_not_known() -> None:
    closed = incident(status=Status.CLOSED, closing_reason="The old log gives no day.")
    assert set(findings(closed, AROUND).questions) == {"closed_on"}
    assert findings(closed, replace(AROUND, before=closed)) == Findings()
    assert findings(closed, replace(AROUND, is_import=True)) == Findings()
