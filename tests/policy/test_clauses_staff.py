"""The clauses on staff, each kept and broken: by the rule that guards it, and by how the scorecard reads it."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from esafety_desk.policy.notice import is_late, notice_given, spoken_tell_by, tell_by
from esafety_desk.records.account_review import AccountReview, ReviewOutcome
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.approval import Decision
from esafety_desk.records.base import RecordId
from esafety_desk.records.declaration import Connection, Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.incident import Status
from esafety_desk.records.project import Project, Stage
from esafety_desk.records.referral import Outcome, Referral, ReferredTo
from esafety_desk.records.support import Attendee, SupportSession
from tests.policy.invented import (
    DSL,
    FIRST_USE,
    HEAD,
    HOD,
    LEADER,
    OLD_HEAD,
    PARENT,
    PEOPLE,
    PUPIL,
    SCHOOL,
    TEACHER,
    TODAY,
    approval,
    found,
    incident,
    judged,
    project,
)

STAFF = (TEACHER, HEAD, LEADER, DSL, HOD)


def enquiry(**fields: object) -> Enquiry:
    usual = {"asked_by": TEACHER, "asked_on": date(2026, 11, 2), "topic": "Can Year 5 have a blog?"}
    return Enquiry.model_validate(usual | fields)


def test_staff_1_a_question_is_answered_by_the_leader() -> None:
    answered = enquiry(answer="Yes, as a project.", answered_on=date(2026, 11, 3))

    assert judged("Staff 1", answered).status == "green"
    assert judged("Staff 1", enquiry()).status == "amber"
    assert judged("Staff 1").status == "grey"
    assert judged("Staff 1", answered, people={TEACHER: PEOPLE[TEACHER]}).status == "red"
    assert enquiry(answered_on=TODAY).rule_problems().keys() == {"answer"}
    assert list(found(enquiry(asked_by=OLD_HEAD)).questions) == ["asked_by"]


def acknowledged(who: int, **fields: object) -> Acknowledgement:
    usual = {"person_id": who, "platform": "tiktok", "seen_on": date(2026, 9, 8)}
    return Acknowledgement.model_validate(usual | fields)


def test_staff_2_everyone_has_read_the_terms_lately_enough() -> None:
    everyone = [acknowledged(who) for who in STAFF]

    assert judged("Staff 2", *everyone).status == "green"
    assert judged("Staff 2", *everyone[:3]).status == "amber"
    assert (
        judged("Staff 2", *(acknowledged(who, renew_on=date(2026, 11, 1)) for who in STAFF)).status == "red"
    )
    assert acknowledged(TEACHER, platform="").rule_problems().keys() == {"platform"}
    assert list(found(acknowledged(PARENT)).questions) == ["person_id"]


def test_staff_2_keeps_no_private_handle() -> None:
    with pytest.raises(ValidationError):
        acknowledged(TEACHER, handle="@someone")


def session(held_on: date, *attendees: int) -> SupportSession:
    who = tuple(Attendee(person_id=person) for person in attendees)
    return SupportSession(held_on=held_on, adviser_id=LEADER, attendees=who)


def test_staff_3_support_comes_before_use() -> None:
    assert judged("Staff 3", session(date(2026, 9, 9), *STAFF), approval()).status == "green"
    assert judged("Staff 3", session(date(2026, 10, 20), *STAFF), approval()).status == "amber"
    assert judged("Staff 3", session(date(2025, 9, 9), *STAFF)).status == "red"
    assert "decision" in found(approval(), supported_before=False).questions
    assert found(approval(), supported_before=True).questions == {}


def declaration(**fields: object) -> Declaration:
    usual = {"person_id": TEACHER, "connection": Connection.OWN_CHILD, "declared_on": date(2026, 9, 8)}
    return Declaration.model_validate(usual | fields)


def test_staff_4_links_with_pupils_are_declared() -> None:
    linked = incident(kind="community.pupil-staff-connection")

    assert judged("Staff 4", declaration(review_on=date(2027, 9, 8))).status == "green"
    assert judged("Staff 4", declaration(review_on=date(2026, 11, 1))).status == "amber"
    assert judged("Staff 4", declaration(), linked).status == "red"
    closed = linked.changed(status=Status.CLOSED, closed_on=TODAY)
    assert judged("Staff 4", declaration(), closed).status == "amber"
    assert judged("Staff 4").status == "grey"
    assert found(declaration(connected_to=PUPIL)).messages == {}
    assert list(found(declaration(person_id=PARENT)).messages) == ["person_id"]
    assert list(found(declaration(connected_to=HEAD)).questions) == ["connected_to"]


@pytest.mark.parametrize(("decider", "day"), [(HOD, date(2026, 10, 5)), (HEAD, date(2026, 10, 5))])
def test_staff_5_accounts_are_approved_by_department_or_senior_staff(decider: int, day: date) -> None:
    kept = approval(decided_by=decider, decided_on=day)

    assert found(kept).messages == {}
    assert judged("Staff 5", kept).status == "green"


@pytest.mark.parametrize("decider", [LEADER, DSL, OLD_HEAD, PARENT])
def test_staff_5_nobody_else_approves(decider: int) -> None:
    broken = approval(decided_by=decider)

    assert list(found(broken).messages) == ["decided_by"]
    assert judged("Staff 5", broken).status == "red"


def test_staff_5_nobody_approves_their_own_and_requests_do_not_wait() -> None:
    assert approval(decided_by=TEACHER).rule_problems().keys() == {"decided_by"}
    waiting = approval(decision=Decision.ASKED, decided_by=None, decided_on=None)
    assert judged("Staff 5", waiting).status == "amber"


def review(**fields: object) -> AccountReview:
    usual = {
        "about_id": RecordId(20),
        "reviewed_on": date(2026, 11, 2),
        "reviewer_id": LEADER,
        "outcome": ReviewOutcome.GOES_ON,
        "next_on": date(2027, 11, 2),
    }
    return AccountReview.model_validate(usual | fields)


def test_staff_6_accounts_are_looked_at_every_year() -> None:
    overdue = approval(review_on=date(2026, 11, 1))

    assert judged("Staff 6", approval()).status == "green"
    assert judged("Staff 6", overdue).status == "amber"
    assert judged("Staff 6", approval(review_on=date(2026, 6, 1))).status == "red"
    assert judged("Staff 6", overdue, review()).status == "green"
    assert judged("Staff 6", overdue, review(outcome=ReviewOutcome.CLOSED)).status == "grey"


def test_staff_6_only_an_approved_account_is_reviewed() -> None:
    asked = approval(decision=Decision.ASKED)

    assert found(review(), linked={RecordId(20): approval()}).messages == {}
    assert list(found(review(), linked={RecordId(20): asked}).messages) == ["about_id"]
    early = review(reviewed_on=date(2026, 10, 1))
    assert list(found(early, linked={RecordId(20): approval()}).messages) == ["reviewed_on"]


def test_staff_7_fourteen_days_are_in_time_and_thirteen_are_late() -> None:
    assert tell_by(FIRST_USE, 14) == date(2026, 11, 16)
    assert notice_given(date(2026, 11, 16), FIRST_USE) == 14
    assert not is_late(date(2026, 11, 16), FIRST_USE, 14, TODAY)
    assert is_late(date(2026, 11, 17), FIRST_USE, 14, TODAY)
    assert is_late(None, FIRST_USE, 14, TODAY)
    assert not is_late(None, FIRST_USE, 14, date(2026, 11, 16))


def told(day: date | None, **fields: object) -> Project:
    return project(technical_request_on=day, **fields)


def test_staff_7_late_notice_asks_why() -> None:
    late = told(date(2026, 11, 18))

    assert found(told(date(2026, 11, 16))).messages == {}
    assert list(found(late).messages) == ["late_reason"]
    assert found(late.changed(late_reason="The author could only come in November.")).messages == {}
    assert list(found(told(None)).messages) == ["late_reason"]
    assert found(told(None, first_use_on=date(2027, 1, 18), last_use_on=None)).messages == {}
    assert found(told(None, stage=Stage.CALLED_OFF)).messages == {}


def test_staff_7_the_notice_is_a_setting() -> None:
    short = SCHOOL.changed(notice_days=7)

    assert found(told(date(2026, 11, 19)), school=short).messages == {}


def test_staff_7_on_the_scorecard() -> None:
    late = told(date(2026, 11, 18))

    assert judged("Staff 7", project()).status == "green"
    assert judged("Staff 7", late).status == "red"
    assert judged("Staff 7", late.changed(late_reason="Snow.")).status == "amber"
    assert judged("Staff 7").status == "grey"


@pytest.mark.parametrize(
    ("first_use", "last", "between"),
    [
        (date(2026, 11, 20), "Friday 6 November", "10 school days and no holiday."),
        (date(2026, 11, 3), "Tuesday 20 October", "5 school days and half-term."),
        (date(2027, 1, 11), "Monday 28 December", "5 school days and a holiday between terms."),
    ],
)
def test_staff_7_the_day_is_said_with_school_days_and_holidays(
    first_use: date, last: str, between: str
) -> None:
    said = spoken_tell_by(first_use, SCHOOL, date(2026, 10, 20))
    assert said.startswith(f"Tell technical support by {last}. In between: {between}")


def test_staff_7_a_day_in_the_holidays_names_the_school_day_before() -> None:
    said = spoken_tell_by(date(2027, 1, 11), SCHOOL, date(2026, 10, 20))
    assert said.endswith("The last school day before that is Friday 18 December.")


def test_staff_7_a_day_that_has_passed_is_said() -> None:
    assert "which has passed: the notice is short" in spoken_tell_by(FIRST_USE, SCHOOL, TODAY)


def test_staff_8_links_with_parents_are_declared_and_standing_kept() -> None:
    neighbour = declaration(connection=Connection.PARENT, connected_to=PARENT)
    careless = incident(kind="community.staff-comment")

    assert judged("Staff 8", neighbour).status == "green"
    assert judged("Staff 8", neighbour, careless).status == "amber"
    assert judged("Staff 8", careless.changed(status=Status.CLOSED, closed_on=TODAY)).status == "green"
    assert judged("Staff 8").status == "grey"
    assert found(neighbour).questions == {}
    assert "connected_to" in found(neighbour.changed(connected_to=PUPIL)).questions


def to_hr(**fields: object) -> Referral:
    usual = {"to": ReferredTo.HR, "referred_on": date(2026, 11, 2), "reply_due": date(2026, 11, 12)}
    return Referral.model_validate(usual | fields)


def test_staff_9_hr_keeps_the_detail_and_the_scorecard_counts_alone() -> None:
    answered = to_hr(replied_on=date(2026, 11, 10), outcome=Outcome.FINISHED)
    verdict = judged("Staff 9", to_hr(), answered)

    assert judged("Staff 9", answered).status == "green"
    assert verdict.status == "amber"
    assert [item.count for item in verdict.evidence] == [2, 1]
    assert all(item.ids == () for item in verdict.evidence)
    assert to_hr(reason="What happened").rule_problems().keys() == {"reason"}
