"""An enquiry is carried on, a project is made ready step by step, and follows its exemption."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from esafety_desk.host.errors import BadUsage
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.people import Person, YearGroup
from esafety_desk.records.platform import AgeRule, Basis, Platform
from esafety_desk.records.problems import problems
from esafety_desk.records.project import ParentsNotice, Project, Stage, ToldBy
from esafety_desk.records.registers import REGISTERS
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping, today
from esafety_desk.services.carrying import carry
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.services.readiness import readiness, readiness_of_draft
from tests.conftest import NOW, TODAY

FIRST_USE = date(2026, 12, 7)
EVERYTHING = frozenset({"adviser_id", "asked_by", "authorised_on"})


def kept(work: Work, record: Record) -> Any:
    return keeping.save(work, record, confirmed=EVERYTHING).record


@pytest.fixture
def enquiry(work: Work, teacher: Person) -> Enquiry:
    asked = Enquiry(
        asked_by=teacher.id,
        asked_on=TODAY - timedelta(days=3),
        topic="Can Year 5 have a blog?",
        platform="class-blog",
        question="They would like to publish poems.",
    )
    saved: Enquiry = kept(work, asked)
    return saved


@pytest.fixture
def project(work: Work, enquiry: Enquiry) -> Project:
    draft = carry(work, enquiry.id or RecordId(0), "projects")
    saved: Project = kept(work, Project.model_validate({**draft, "first_use_on": FIRST_USE}))
    return saved


def missing(work: Work, project: Project) -> list[str]:
    strip = readiness(work.desk, project.id or RecordId(0), work.today)
    return [step.key for step in strip.steps if step.state == "missing"]


def prepared(work: Work, teacher: Person, leader: Person) -> None:
    """The session and the platform that the project needs."""
    attendees = (Attendee(person_id=teacher.id),)
    kept(work, SupportSession(held_on=TODAY, adviser_id=leader.id, attendees=attendees))
    rule = AgeRule(
        effective_from=date(2020, 1, 1),
        minimum_age=5,
        basis=Basis.SCHOOL,
        source="Own rule",
        checked_on=TODAY,
    )
    kept(work, Platform(platform="class-blog", age_rules=(rule,), check_again_on=date(2027, 5, 1)))


@pytest.mark.parametrize(
    ("register", "more"),
    [
        ("support-sessions", {"held_on": TODAY, "adviser_id": 2}),
        ("approvals", {}),
        ("projects", {"first_use_on": FIRST_USE}),
        ("incidents", {"kind": "unsorted", "whereabouts": "in-school"}),
    ],
)
def test_enquiry_is_carried_on_with_nothing_retyped(
    work: Work, enquiry: Enquiry, register: str, more: dict[str, Any]
) -> None:
    draft = carry(work, enquiry.id or RecordId(0), register)

    assert problems(REGISTERS[register].record, {**draft, **more}) == {}
    text = " ".join(str(value) for value in draft.values())
    assert "They would like to publish poems." in text
    assert "Can Year 5 have a blog?" in text
    assert "class-blog" in text


def test_enquiry_becomes_nothing_else(work: Work, enquiry: Enquiry) -> None:
    with pytest.raises(BadUsage):
        carry(work, enquiry.id or RecordId(0), "people")


def test_project_becomes_ready_step_by_step(
    work: Work, project: Project, teacher: Person, leader: Person, head: Person
) -> None:
    assert missing(work, project) == [
        "approved",
        "owner-supported",
        "ages-fit",
        "technical-support",
        "parents-told",
    ]
    prepared(work, teacher, leader)
    assert missing(work, project) == ["approved", "ages-fit", "technical-support", "parents-told"]
    with pytest.raises(Refused) as refused:
        kept(work, project.changed(stage=Stage.READY))
    assert list(refused.value.messages) == ["stage"]

    done = project.changed(
        stage=Stage.READY,
        year_groups=(YearGroup.YEAR_5,),
        approved_by=head.id,
        approved_on=TODAY,
        technical_request_on=TODAY,
        parents_notices=(ParentsNotice(told_on=TODAY, how=ToldBy.LETTER),),
    )
    strip = readiness_of_draft(work, dict(done))
    assert strip.is_ready
    assert [step.who for step in strip.steps][:2] == ["Oluwaseun Adeyemi", "Siân O’Brien"]
    assert kept(work, done).stage is Stage.READY


def test_half_typed_project_says_what_to_give_first(work: Work, teacher: Person) -> None:
    strip = readiness_of_draft(work, {"title": "", "platforms": ("padlet",), "owner_id": teacher.id})

    said = {step.key: step.missing for step in strip.steps}
    assert said["parents-told"] == "Give the first day of use."
    assert (strip.is_ready, strip.notice) == (False, "")
    strip = readiness_of_draft(work, {"first_use_on": FIRST_USE})
    assert strip.notice.startswith("Tell technical support by Monday 23 November.")
    assert {step.key: step.missing for step in strip.steps}["owner-supported"] == "Say who leads it."


def test_project_and_today_follow_the_exemption(
    work: Work, project: Project, teacher: Person, leader: Person, head: Person
) -> None:
    prepared(work, teacher, leader)
    asked = Exemption(
        service="blog.example", for_whom="Year 5", reason="Poems", project_id=project.id, starts_on=TODAY
    )
    with pytest.raises(Refused) as refused:
        kept(work, in_force(asked, teacher))
    assert list(refused.value.messages) == ["authorised_by"]
    exemption = kept(work, in_force(asked, leader))
    ready = project.changed(
        needs_exemption=True,
        stage=Stage.READY,
        year_groups=(YearGroup.YEAR_5,),
        approved_by=head.id,
        approved_on=TODAY,
        technical_request_on=TODAY,
        last_use_on=date(2026, 12, 11),
        parents_notices=(ParentsNotice(told_on=TODAY, how=ToldBy.LETTER),),
    )
    ready = kept(work, ready)
    assert reminded(work, TODAY) == []

    assert reminded(work, date(2026, 12, 5)) == ["Exemption EXM-2026-001 ends"]
    assert reminded(work, date(2026, 12, 13)) == ["Confirm that exemption EXM-2026-001 is removed"]
    gone = {"state": ExemptionState.REMOVED, "removed_by": leader.id, "removed_on": TODAY}
    kept(work, exemption.changed(**gone))
    assert missing(work, ready) == ["exemption"]
    assert reminded(work, date(2026, 12, 2)) == ["PRJ-2026-001 is not ready"]
    assert reminded(work, date(2026, 12, 9)) == ["PRJ-2026-001 is not ready"]


def in_force(asked: Exemption, authoriser: Person) -> Exemption:
    return asked.changed(
        state=ExemptionState.IN_FORCE,
        authorised_by=authoriser.id,
        authorised_on=TODAY,
        tested_on=TODAY,
        ends_on=date(2026, 12, 12),
    )


def reminded(work: Work, day: date) -> list[str]:
    """What is late or near on ``day`` about projects and exemptions."""
    now = datetime.combine(day, NOW.timetz())
    due = today.agenda(work.desk, now.date()).reminders
    shown = (*due.overdue, *due.this_week)
    return [reminder.title for reminder in shown if reminder.register in ("projects", "exemptions")]


def test_link_to_a_record_of_another_register_is_refused(work: Work, enquiry: Enquiry) -> None:
    astray = Exemption(
        service="blog.example", for_whom="Year 5", reason="Poems", project_id=enquiry.id, starts_on=TODAY
    )
    with pytest.raises(Refused) as refused:
        kept(work, astray)
    assert list(refused.value.messages) == ["project_id"]
