"""Whatever the order of edits: nothing begins unready or is closed undecided, and roles hold on the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from esafety_desk.policy.notice import is_late, notice_given
from esafety_desk.policy.readiness import APPROVER_ROLES, AUTHORISER_ROLES, is_ready, missing_steps
from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.incident import CLOSED, Ground, Incident, OutOfSchoolDecision, Status, Whereabouts
from esafety_desk.records.people import SENIOR_ROLES, Person, PersonKind, Role, RoleHeld
from esafety_desk.records.problems import checked
from esafety_desk.records.project import BEGUN, ParentsNotice, Project, Stage, ToldBy
from tests.policy.invented import (
    FIRST_USE,
    HEAD,
    HOD,
    LEADER,
    OLD_HEAD,
    PEOPLE,
    TEACHER,
    TODAY,
    approval,
    around,
    exemption,
    found,
    incident,
    project,
)

SOMEONE = st.sampled_from([None, TEACHER, HEAD, OLD_HEAD, LEADER, HOD])
DAY = st.dates(date(2026, 6, 1), date(2027, 1, 31))
MAYBE_DAY = st.none() | DAY
TEXT = st.sampled_from(["", " ", "Because."])


def edits(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Some edits, each of a few fields at once."""
    return st.lists(st.fixed_dictionaries({}, optional=fields), min_size=1, max_size=8)


def edited(record: Record, changes: dict[str, Any], **fields: Any) -> Record:
    """``record`` with ``changes`` where the rules let it be kept, else as it was."""
    draft = {name: getattr(record, name) for name in type(record).model_fields} | changes
    after, messages = checked(type(record), draft)
    if after is None or messages or found(after, before=record, **fields).messages:
        return record
    return after


PROJECT_EDITS = edits(
    stage=st.sampled_from(Stage),
    approved_by=SOMEONE,
    approved_on=MAYBE_DAY,
    technical_request_on=MAYBE_DAY,
    first_use_on=DAY,
    last_use_on=MAYBE_DAY,
    late_reason=TEXT,
    needs_exemption=st.booleans(),
    parents_notices=st.sampled_from([(), (ParentsNotice(told_on=date(2026, 11, 16), how=ToldBy.LETTER),)]),
    override_by=SOMEONE,
    override_on=MAYBE_DAY,
    override_reason=TEXT,
    owner_id=st.sampled_from([TEACHER, HEAD]),
)
SURROUNDINGS = st.builds(
    around,
    sessions=st.lists(DAY, max_size=2).map(tuple),
    exemptions=st.sampled_from([(), (exemption(),), (exemption(tested_on=None),)]),
)


@settings(max_examples=200, deadline=None)
@given(PROJECT_EDITS, SURROUNDINGS, st.booleans())
def test_no_order_of_edits_reaches_ready_without_all_steps_or_an_override(
    changes: list[dict[str, Any]], known: Any, starts_whole: bool
) -> None:
    kept: Record = project() if starts_whole else project(approved_by=None, approved_on=None)
    for change in changes:
        kept = edited(kept, change, project=known)
        assert isinstance(kept, Project)
        if kept.stage not in BEGUN:
            continue
        if missing_steps(kept, known):
            assert kept.override_by is not None
            assert kept.override_on is not None
            assert kept.override_reason.strip()
            assert PEOPLE[kept.override_by].roles_on(kept.override_on) & SENIOR_ROLES
        assert is_ready(kept, known)


INCIDENT_EDITS = edits(
    status=st.sampled_from(Status),
    whereabouts=st.sampled_from(Whereabouts),
    decision=st.sampled_from(OutOfSchoolDecision),
    grounds=st.lists(st.sampled_from(Ground), max_size=2, unique=True).map(tuple),
    rationale=TEXT,
    decided_by=SOMEONE,
    decided_on=MAYBE_DAY,
    closed_on=st.none() | st.just(TODAY),
    closing_reason=TEXT,
)


@settings(max_examples=200, deadline=None)
@given(INCIDENT_EDITS, st.booleans())
def test_no_closed_incident_outside_school_lacks_its_decision_unless_imported(
    changes: list[dict[str, Any]], is_imported: bool
) -> None:
    first = (
        {"whereabouts": Whereabouts.OUTSIDE, "decision": OutOfSchoolDecision.TO_REVIEW} if is_imported else {}
    )
    kept: Record = incident(**first)
    for change in changes:
        kept = edited(kept, change)
        assert isinstance(kept, Incident)
        if kept.status not in CLOSED or not kept.is_outside:
            continue
        assert kept.decision is not OutOfSchoolDecision.UNDECIDED
        if kept.decision is OutOfSchoolDecision.TO_REVIEW:
            assert is_imported
        else:
            assert kept.rationale.strip()
            assert kept.decided_by is not None
            assert kept.grounds or kept.decision is OutOfSchoolDecision.DOES_NOT_ACT


@st.composite
def staff(draw: st.DrawFn) -> Person:
    """Someone who joined, may have left, and held a few roles for a while."""
    roles = []
    for role in draw(st.lists(st.sampled_from(Role), max_size=3)):
        since = draw(DAY)
        until = draw(st.none() | st.integers(0, 90).map(lambda days, since=since: since + timedelta(days)))
        roles.append(RoleHeld(role=role, since=since, until=until))
    joined = draw(MAYBE_DAY)
    left = draw(st.none() | st.integers(0, 120)) if joined else draw(MAYBE_DAY)
    if isinstance(left, int) and joined is not None:
        left = joined + timedelta(days=left)
    return Person(
        id=PersonId(90),
        kind=PersonKind.STAFF,
        given_name="Zofia",
        joined_on=joined,
        left_on=left,
        roles=tuple(roles),
    )


def held(person: Person, day: date, roles: frozenset[Role]) -> bool:
    """Said anew, without the code under test: in post, and one of the roles on that very day."""
    if (person.joined_on and day < person.joined_on) or (person.left_on and day > person.left_on):
        return False
    return any(
        r.role in roles and r.since <= day and (r.until is None or day <= r.until) for r in person.roles
    )


@settings(max_examples=200, deadline=None)
@given(staff(), DAY)
def test_role_checks_hold_on_the_day_across_leavers_and_joiners(person: Person, day: date) -> None:
    people = {**PEOPLE, PersonId(90): person}

    def refused(record: Record, name: str) -> bool:
        return name in found(record, people=people).messages

    approved = approval(requested_on=date(2026, 5, 1), decided_by=90, decided_on=day)
    assert refused(approved, "decided_by") is not held(person, day, APPROVER_ROLES)
    planned = project(approved_by=90, approved_on=day)
    assert refused(planned, "approved_by") is not held(person, day, APPROVER_ROLES)
    let_through = exemption(authorised_by=90, authorised_on=day)
    assert refused(let_through, "authorised_by") is not held(person, day, AUTHORISER_ROLES)
    overridden = project(override_by=90, override_on=day, override_reason="Because.")
    assert refused(overridden, "override_by") is not held(person, day, SENIOR_ROLES)


@given(st.integers(0, 60), st.integers(0, 30))
def test_notice_is_late_exactly_when_it_is_shorter_than_the_setting(given_days: int, wanted: int) -> None:

    told_on = FIRST_USE - timedelta(days=given_days)
    assert notice_given(told_on, FIRST_USE) == given_days
    assert is_late(told_on, FIRST_USE, wanted, TODAY) is (given_days < wanted)
