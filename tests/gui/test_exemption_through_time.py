"""Flow 3, day by day: an exemption is authorised, warned of, extended, and red until it is confirmed gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from esafety_desk.records.base import PersonId
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld, YearGroup
from esafety_desk.records.project import Project
from esafety_desk.records.registers import EXEMPTIONS
from esafety_desk.services import keeping, listing
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from tests.conftest import add_person
from tests.gui.conftest import ComeIn, at_work
from tests.gui.driving import Clock, Leader

NOT_IN_ROLE = "this person was neither e-safety leader nor computing leader nor senior staff"


def test_exemption_through_time(come_in: ComeIn, desk_folder: Path, clock: Clock) -> None:
    with at_work(desk_folder) as work:
        enter_a_project_that_needs_one(work)
    leader = come_in()
    ask_from_the_project(leader)
    have_it_authorised_by_whom_may(leader, clock)
    try_it_before_use(leader)
    is_warned_a_week_before(leader, clock)
    cannot_simply_move_the_end(leader)
    extend_it_by_a_new_decision(leader, clock)
    is_red_until_removal_is_confirmed(leader, clock)
    confirm_the_last_one(leader, clock)
    leader.program.frame.close()
    with at_work(desk_folder) as work:
        kept = listing.records(work.desk, ListQuery(EXEMPTIONS, descending=False))
        assert all(isinstance(one, Exemption) and one.state is ExemptionState.REMOVED for one in kept)
        assert [getattr(one, "removed_on", None) for one in kept] == [date(2026, 12, 16), date(2027, 1, 5)]


def enter_a_project_that_needs_one(work: Work) -> None:
    """A teacher, a computing leader from Monday on, and a project from 30 November to 18 December."""
    teacher = add_person(work, "Margaret", "Iqbal", PersonKind.STAFF)
    soon = RoleHeld(role=Role.COMPUTING_LEADER, since=date(2026, 11, 23))
    keeping.save(work, Person(kind=PersonKind.STAFF, given_name="Siân", family_name="O’Brien", roles=(soon,)))
    planned = Project(
        title="River diaries",
        owner_id=PersonId(teacher.id or 0),
        platforms=("class-blog",),
        year_groups=(YearGroup.YEAR_5,),
        purpose="Pairs write about the river.",
        planned_on=date(2026, 11, 16),
        first_use_on=date(2026, 11, 30),
        last_use_on=date(2026, 12, 18),
        technical_request_on=date(2026, 11, 16),
        needs_exemption=True,
    )
    keeping.save(work, planned)


def step(leader: Leader) -> str:
    """How the exemption stands on the project's strip."""
    leader.go("projects")
    return leader.reads("step.exemption.state")


def ask_from_the_project(leader: Leader) -> None:
    assert step(leader) == "Missing"
    leader.click("action.exemption")
    leader.waits_for("New exemption", "River diaries")
    assert leader.reads("field.for_whom") == "Year 5"
    assert leader.reads("field.starts_on") == "30/11/2026"
    assert leader.reads("field.ends_on") == "18/12/2026"
    leader.fill("field.ends_on", "11/12/2026")
    leader.save("EXM-2026-001 saved.")


def have_it_authorised_by_whom_may(leader: Leader, clock: Clock) -> None:
    leader.go("today")
    leader.click("open.EXM-2026-001", inside="today.waiting")
    leader.click("action.authorise")
    for letters in ("iqb", "brien"):
        leader.pick("field.authorised_by", letters)
        leader.press("Ctrl+S")
        leader.waits_for(f"On Thu 19 Nov {NOT_IN_ROLE}")
    leader.click("action.cancel")
    clock.comes(2026, 11, 23)
    leader.stays_overnight()
    leader.click("action.authorise")
    leader.pick("field.authorised_by", "brien")
    assert leader.reads("field.authorised_on") == "23/11/2026"
    leader.save("EXM-2026-001 saved.")
    leader.waits_for("In force", "Siân O’Brien")


def try_it_before_use(leader: Leader) -> None:
    leader.click("action.test")
    leader.save("EXM-2026-001 saved.")
    assert step(leader) == "Missing"
    leader.waits_for("The exemption ends Fri 11 Dec, before the last day of use.")


def is_warned_a_week_before(leader: Leader, clock: Clock) -> None:
    clock.comes(2026, 12, 3)
    leader.go("today")
    leader.waits_for("Thursday 3 December")
    assert not leader.sees("Exemption EXM-2026-001 ends")
    clock.comes(2026, 12, 4)
    leader.stays_overnight()
    leader.waits_for("Exemption EXM-2026-001 ends", "In 7 days")
    leader.waits_for("last day Fri 11 Dec · have it removed, or decide anew")


def cannot_simply_move_the_end(leader: Leader) -> None:
    leader.click("open.EXM-2026-001", inside="today.week")
    leader.click("action.edit")
    leader.fill("field.ends_on", "18/12/2026")
    leader.press("Ctrl+S")
    leader.waits_for("Extending is a new decision: enter a new exemption that names this one under Extends.")
    leader.click("action.cancel")


def extend_it_by_a_new_decision(leader: Leader, clock: Clock) -> None:
    leader.click("action.extend")
    leader.waits_for("New exemption", "Extends EXM-2026-001")
    assert leader.reads("field.starts_on") == "12/12/2026"
    leader.fill("field.ends_on", "18/12/2026")
    leader.save("EXM-2026-002 saved.")
    assert step(leader) == "Missing"
    leader.go("today")
    leader.click("open.EXM-2026-002", inside="today.waiting")
    leader.click("action.authorise")
    leader.pick("field.authorised_by", "tregear")
    leader.save("EXM-2026-002 saved.")
    assert step(leader).startswith("Done")


def is_red_until_removal_is_confirmed(leader: Leader, clock: Clock) -> None:
    clock.comes(2026, 12, 11)
    leader.go("today")
    leader.waits_for("Friday 11 December")
    assert not leader.sees("Confirm that exemption EXM-2026-001 is removed")
    for day in (12, 16):
        clock.comes(2026, 12, day)
        leader.stays_overnight()
        leader.waits_for(f"{day} December")
        assert "Confirm that exemption EXM-2026-001 is removed" in leader.reads_within("today.late")
    leader.click("open.EXM-2026-001", inside="today.late")
    leader.click("action.confirm-removal")
    assert leader.reads("field.removed_on") == "16/12/2026"
    assert leader.reads("field.removed_by") == "Morwenna Tregear"
    leader.save("EXM-2026-001 saved.")
    assert step(leader).startswith("Done")
    leader.go("today")
    assert not leader.sees("Confirm that exemption")


def confirm_the_last_one(leader: Leader, clock: Clock) -> None:
    clock.comes(2027, 1, 5)
    leader.stays_overnight()
    assert "Confirm that exemption EXM-2026-002 is removed" in leader.reads_within("today.late")
    leader.click("open.EXM-2026-002", inside="today.late")
    leader.click("action.confirm-removal")
    leader.empty("field.removed_by")
    leader.press("Ctrl+S")
    leader.waits_for("Say who confirmed that it is gone.")
    leader.pick("field.removed_by", "brien")
    leader.save("EXM-2026-002 saved.")
    leader.go("today")
    assert not leader.sees("Confirm that exemption")
