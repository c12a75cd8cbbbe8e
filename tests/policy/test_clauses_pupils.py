"""The clauses on pupils, each kept and broken: age limits, readiness, devices and the filter."""

from __future__ import annotations

from datetime import date

import pytest

from esafety_desk.policy.ages import least_age
from esafety_desk.policy.readiness import is_ready, missing_steps, steps
from esafety_desk.records.base import RecordId
from esafety_desk.records.exemption import ExemptionState
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.incident import Status
from esafety_desk.records.people import YearGroup
from esafety_desk.records.project import BEGUN, ParentsNotice, Stage, ToldBy
from esafety_desk.records.teaching import Teaching
from tests.policy.invented import (
    DSL,
    FIRST_USE,
    HEAD,
    HOD,
    LEADER,
    OLD_HEAD,
    PARENT,
    TEACHER,
    TODAY,
    TOPICS,
    age_rule,
    around,
    exemption,
    found,
    incident,
    judged,
    platform,
    project,
)


def lesson(topic: str, *groups: YearGroup) -> Teaching:
    return Teaching(taught_on=date(2026, 10, 1), topic=topic, year_groups=groups, taught_by=TEACHER)


def lacking(key: str, said: str, **fields: object) -> None:
    """Assert that the step ``key`` alone is missing, and says so."""
    others = {
        name: value for name, value in fields.items() if name in ("platforms", "sessions", "exemptions")
    }
    changed = {name: value for name, value in fields.items() if name not in others}
    missing = missing_steps(project(**changed), around(**others))
    assert [step.key for step in missing] == [key]
    assert said in missing[0].missing


def test_pupils_1_the_coverage_grid_shows_gaps() -> None:
    groups = frozenset({YearGroup.YEAR_5, YearGroup.YEAR_6})
    whole = [lesson(topic, *groups) for topic in ("privacy", "passwords")]

    def standing(*lessons: Teaching, today: date = date(2027, 7, 1)) -> str:
        return judged("Pupils 1", *lessons, words=TOPICS, year_groups=groups, today=today).status

    assert standing(*whole) == "green"
    assert standing(lesson("privacy", *groups)) == "amber"
    assert standing(lesson("privacy", YearGroup.YEAR_5)) == "red"
    assert standing(lesson("privacy", YearGroup.YEAR_5), today=TODAY) == "green"
    assert judged("Pupils 1").status == "grey"


def test_pupils_1_age_limits_are_checked_again() -> None:
    groups = frozenset({YearGroup.YEAR_5})
    taught = [lesson("privacy", *groups), lesson("passwords", *groups)]
    old = platform(check_again_on=date(2026, 11, 1))

    assert judged("Pupils 1", *taught, platform(), words=TOPICS, year_groups=groups).status == "green"
    assert judged("Pupils 1", *taught, old, words=TOPICS, year_groups=groups).status == "amber"


@pytest.mark.parametrize(
    ("group", "age"),
    [
        (YearGroup.NURSERY, 3),
        (YearGroup.RECEPTION, 4),
        (YearGroup.YEAR_1, 5),
        (YearGroup.YEAR_6, 10),
        (YearGroup.YEAR_13, 17),
    ],
)
def test_pupils_1_least_age_of_a_year_group(group: YearGroup, age: int) -> None:
    assert least_age(group) == age


def test_pupils_1_the_youngest_must_be_old_enough() -> None:
    ten = {"class-blog": platform(age_rule(10))}

    assert is_ready(project(year_groups=(YearGroup.YEAR_6,)), around(platforms=ten))
    lacking("ages-fit", "may be 9", platforms=ten)
    lacking("ages-fit", "No age rule of class-blog", platforms={})
    lacking("ages-fit", "Say which year groups", year_groups=())


def test_pupils_1_the_age_rule_of_the_first_day_counts() -> None:
    stricter = {"class-blog": platform(age_rule(5), age_rule(13, since=date(2026, 12, 1)))}

    assert is_ready(project(), around(platforms=stricter))
    later = {"first_use_on": date(2026, 12, 1)}
    lacking("ages-fit", "asks for 13", platforms=stricter, **later)


def test_pupils_2_a_project_with_every_step_is_ready() -> None:
    assert [step.key for step in steps(project(), around())] == [
        "approved",
        "owner-supported",
        "ages-fit",
        "technical-support",
        "exemption",
        "parents-told",
    ]
    assert is_ready(project(), around())
    assert found(project(stage=Stage.READY)).messages == {}


@pytest.mark.parametrize("approver", [LEADER, DSL, OLD_HEAD, PARENT])
def test_pupils_2_is_not_approved_by_those_without_the_role(approver: int) -> None:
    lacking("approved", "neither Head of Department nor senior staff", approved_by=approver)
    assert list(found(project(approved_by=approver)).messages) == ["approved_by"]


def test_pupils_2_is_approved_by_a_head_of_department_and_not_before_it_happens() -> None:
    assert is_ready(project(approved_by=HOD), around())
    lacking("approved", "must approve", approved_by=None, approved_on=None)
    lacking("approved", "neither", approved_on=date(2026, 11, 20))
    assert project(approved_by=TEACHER).rule_problems().keys() == {"approved_by"}


def test_pupils_2_the_owner_has_had_support_within_a_year_of_the_first_day() -> None:
    lacking("owner-supported", "no support session yet", sessions=())
    lacking("owner-supported", "more than 12 months", sessions=(date(2025, 11, 29),))
    lacking("owner-supported", "no support session yet", sessions=(date(2026, 11, 20),))
    assert is_ready(project(), around(sessions=(date(2025, 11, 30),)))


def test_pupils_2_late_notice_with_a_reason_is_done_but_late() -> None:
    late = project(technical_request_on=date(2026, 11, 18), late_reason="Snow.")
    step = next(step for step in steps(late, around()) if step.key == "technical-support")

    assert (step.state, step.remark) == ("done", "12 days of notice, late, with a reason.")
    lacking("technical-support", "say why", technical_request_on=date(2026, 11, 18))
    lacking("technical-support", "Tell technical support by Mon 16 Nov", technical_request_on=None)


def test_pupils_2_parents_are_told_before_the_first_day() -> None:
    on_the_day = ParentsNotice(told_on=FIRST_USE, how=ToldBy.APP)

    lacking("parents-told", "how and when", parents_notices=())
    lacking("parents-told", "how and when", parents_notices=(on_the_day,))
    after = around(today=date(2026, 12, 2))
    assert not is_ready(project(parents_notices=(on_the_day,)), after)


@pytest.mark.parametrize("stage", sorted(BEGUN))
def test_pupils_2_nothing_begins_before_it_is_ready(stage: Stage) -> None:
    unready = project(stage=stage, parents_notices=())

    assert "parents told" in found(unready).messages["stage"]
    assert found(unready.changed(stage=Stage.PLANNED)).messages == {}


def test_pupils_2_senior_staff_override_with_a_reason() -> None:
    word = {"override_by": HEAD, "override_on": TODAY, "override_reason": "Parents asked for it."}
    unready = project(stage=Stage.READY, parents_notices=(), **word)

    assert found(unready).messages == {}
    assert not is_ready(unready.changed(override_reason=""), around())
    assert unready.changed(override_reason="").rule_problems().keys() == {"override_reason"}
    for other in (HOD, LEADER, OLD_HEAD):
        assert {"override_by", "stage"} <= found(unready.changed(override_by=other)).messages.keys()


def test_pupils_2_on_the_scorecard() -> None:
    begun = project(stage=Stage.RUNNING)
    known = {"projects_around": {RecordId(40): around()}}
    word = {"override_by": HEAD, "override_on": TODAY, "override_reason": "Parents asked for it."}

    assert judged("Pupils 2", begun, **known).status == "green"
    assert judged("Pupils 2", begun.changed(parents_notices=()), **known).status == "red"
    assert judged("Pupils 2", begun.changed(parents_notices=(), **word), **known).status == "amber"
    assert judged("Pupils 2", project(), **known).status == "grey"


def test_pupils_3_personal_devices_are_dealt_with() -> None:
    used = incident(kind="conduct.personal-device")

    assert judged("Pupils 3", used.changed(status=Status.CLOSED, closed_on=TODAY)).status == "green"
    assert judged("Pupils 3", used).status == "amber"
    assert judged("Pupils 3").status == "grey"
    assert project().devices.label == "School devices only"


@pytest.mark.parametrize("authoriser", [LEADER, HEAD])
def test_pupils_4_is_authorised_by_leaders_or_senior_staff(authoriser: int) -> None:
    assert found(exemption(authorised_by=authoriser)).messages == {}


@pytest.mark.parametrize("authoriser", [TEACHER, HOD, DSL, OLD_HEAD, PARENT])
def test_pupils_4_nobody_else_lets_a_service_through(authoriser: int) -> None:
    broken = exemption(authorised_by=authoriser)

    assert list(found(broken).messages) == ["authorised_by"]
    assert judged("Pupils 4", broken).status == "red"
    lacking("exemption", "no authorised exemption", exemptions=(broken,))


def test_pupils_4_has_an_end_or_a_review_and_a_reason() -> None:
    assert exemption(ends_on=None).rule_problems().keys() == {"review_on", "open_because"}
    assert exemption(state=ExemptionState.REMOVED).rule_problems().keys() == {"removed_by", "removed_on"}


def test_pupils_4_extending_is_a_new_decision() -> None:
    kept = exemption()

    assert list(found(kept.changed(ends_on=date(2027, 1, 29)), before=kept).messages) == ["ends_on"]
    assert found(kept.changed(ends_on=date(2026, 12, 4)), before=kept).messages == {}
    anew = exemption(
        id=RecordId(51), extends_id=kept.id, starts_on=date(2026, 12, 19), ends_on=date(2027, 1, 29)
    )
    assert found(anew, linked={RecordId(50): kept}).messages == {}
    never = kept.changed(state=ExemptionState.REFUSED)
    assert list(found(anew, linked={RecordId(50): never}).messages) == ["extends_id"]
    early = anew.changed(starts_on=date(2026, 11, 2))
    assert list(found(early, linked={RecordId(50): kept}).messages) == ["starts_on"]
    assert list(found(kept.changed(extends_id=kept.id)).messages) == ["extends_id"]


def test_pupils_4_linked_projects_follow() -> None:
    removed = {"state": ExemptionState.REMOVED, "removed_by": LEADER}

    lacking("exemption", "ends Fri 4 Dec", exemptions=(exemption(ends_on=date(2026, 12, 4)),))
    gone = exemption(removed_on=date(2026, 11, 18), **removed)
    lacking("exemption", "No exemption is in force", exemptions=(gone,))
    lacking("exemption", "tested", exemptions=(exemption(tested_on=None),))
    lacking("exemption", "refused", exemptions=(exemption(state=ExemptionState.REFUSED),))
    lacking("exemption", "no authorised", exemptions=())
    after = exemption(removed_on=date(2026, 12, 14), **removed)
    assert is_ready(project(), around(exemptions=(after,)))
    assert is_ready(project(needs_exemption=False), around(exemptions=()))


def test_pupils_4_one_exemption_may_follow_another() -> None:
    first = exemption(ends_on=date(2026, 12, 4))
    second = exemption(id=RecordId(51), extends_id=first.id, starts_on=date(2026, 12, 5), tested_on=None)

    assert is_ready(project(), around(exemptions=(second, first)))
    gap = second.changed(starts_on=date(2026, 12, 7))
    assert not is_ready(project(), around(exemptions=(first, gap)))


def test_pupils_4_on_the_scorecard() -> None:
    reviewed = FilteringReview(
        reviewed_on=date(2026, 9, 15), reviewer_id=LEADER, checks_planned=10, checks_done=9
    )
    expired = exemption(ends_on=date(2026, 11, 18))

    assert judged("Pupils 4", exemption(), reviewed).status == "green"
    assert judged("Pupils 4", exemption()).status == "amber"
    assert judged("Pupils 4", exemption(), reviewed.changed(reviewed_on=date(2025, 11, 1))).status == "amber"
    assert judged("Pupils 4", exemption(), reviewed.changed(reviewed_on=date(2025, 6, 1))).status == "red"
    assert judged("Pupils 4", expired, reviewed).status == "red"
    assert judged("Pupils 4").status == "grey"
