"""Flow 4, as the leader lives it: bullying outside school, from the urgent step at once to its return weeks later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from esafety_desk.records.people import PersonKind, Role
from esafety_desk.records.referral import Recurrence, Referral
from esafety_desk.records.registers import REFERRALS
from esafety_desk.services import listing
from esafety_desk.services.listing import ListQuery
from tests.conftest import add_person
from tests.gui.conftest import ComeIn, at_work
from tests.gui.driving import Clock, Leader


def test_bullying_outside_school(come_in: ComeIn, desk_folder: Path, clock: Clock) -> None:
    with at_work(desk_folder) as work:
        add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)
        add_person(work, "Łukasz", "Zając", PersonKind.PUPIL)
        add_person(work, "Beatrix", "Pennyfeather", PersonKind.PUPIL)
    leader = come_in()
    record_it_with_what_was_done_at_once(leader)
    is_told_what_is_due(leader)
    cannot_close_it_undecided(leader)
    decide_on_the_next_school_day(leader, clock)
    refer_it_with_nothing_typed_twice(leader)
    miss_the_reply_and_then_record_it(leader, clock)
    hold_the_review_and_close(leader, clock)
    see_it_come_back(leader, clock)
    say_that_it_came_back(leader)
    leader.program.frame.close()
    with at_work(desk_folder) as work:
        (referral,) = listing.records(work.desk, ListQuery(REFERRALS))
        assert isinstance(referral, Referral)
        assert referral.recurrence is Recurrence.YES
        assert referral.review_held_on == date(2027, 1, 4)


def record_it_with_what_was_done_at_once(leader: Leader) -> None:
    leader.go("incidents")
    leader.press("Ctrl+N")
    leader.pick("field.kind", "bully")
    leader.fill("field.summary", "Group chat turned on one child at the weekend")
    leader.fill("field.happened_on", "sat")
    leader.click("field.whereabouts.outside")
    involve_the_two(leader)
    leader.fill("field.urgent_action", "Rang home at once; the child is kept apart from the group.")
    assert leader.reads("field.urgent_action_on") == "19/11/2026"
    leader.save("INC-2026-001 saved.")


def is_told_what_is_due(leader: Leader) -> None:
    leader.go("today")
    leader.waits_for("Decide whether the school acts on INC-2026-001")
    leader.waits_for("due Fri 20 Nov · urgent action was taken Thu 19 Nov")
    leader.waits_for("Refer INC-2026-001 to the anti-bullying lead", "online bullying, nobody was asked yet")


def cannot_close_it_undecided(leader: Leader) -> None:
    leader.click("open.INC-2026-001", inside="today.week")
    leader.waits_for("Group chat turned on one child at the weekend", "Nobody was asked yet.")
    leader.click("action.close")
    leader.waits_for("Edit INC-2026-001")
    leader.press("Ctrl+S")
    leader.waits_for(
        "Before closing, record whether the school acts: on which ground, or that there is none."
    )
    leader.click("action.cancel")


def decide_on_the_next_school_day(leader: Leader, clock: Clock) -> None:
    clock.comes(2026, 11, 20)
    leader.stays_overnight()
    leader.click("action.decide")
    assert not leader.sees("Restored what you had typed")
    leader.choose("field.decision", "The school acts")
    leader.click("field.grounds.threat")
    leader.fill("field.rationale", "The child was afraid to come to school on Monday.")
    leader.pick("field.decided_by", "ade")
    assert leader.reads("field.decided_on") == "20/11/2026"
    leader.save("INC-2026-001 saved.")
    leader.waits_for("The school acts", "Open")
    leader.go("today")
    assert not leader.sees("Decide whether the school acts")


def refer_it_with_nothing_typed_twice(leader: Leader) -> None:
    leader.click("open.INC-2026-001", inside="today.waiting")
    leader.click("action.refer-bullying")
    leader.waits_for("New referral", "INC-2026-001 · Group chat turned on one child at the weekend")
    assert leader.reads("field.to") == "Anti-bullying lead"
    assert "Group chat turned on one child at the weekend" in leader.reads("field.reason")
    assert "Rang home at once" in leader.reads("field.reason")
    assert leader.reads("field.reply_due") == "30/11/2026"
    assert leader.reads("field.review_on") == "04/01/2027"
    leader.fill("field.impact", "Does not want to come to school.")
    leader.fill("field.childs_wishes", "That the others say sorry.")
    leader.save("REF-2026-001 saved.")
    assert not leader.sees("Nobody was asked yet.")
    leader.go("today")
    leader.waits_for("Nothing is late, due or waiting")


def miss_the_reply_and_then_record_it(leader: Leader, clock: Clock) -> None:
    clock.comes(2026, 12, 1)
    leader.stays_overnight()
    leader.waits_for("Tuesday 1 December")
    assert "Anti-bullying reply for INC-2026-001" in leader.reads_within("today.late")
    leader.click("open.REF-2026-001", inside="today.late")
    leader.click("action.reply")
    leader.fill("field.reply", "Both families were seen. The group is closed.")
    assert leader.reads("field.replied_on") == "01/12/2026"
    leader.press("Ctrl+S")
    leader.waits_for("A reply came: say what it was.")
    leader.choose("field.outcome", "Taken up")
    leader.save("REF-2026-001 saved.")
    leader.go("today")
    leader.waits_for("Nothing is late, due or waiting")


def hold_the_review_and_close(leader: Leader, clock: Clock) -> None:
    clock.comes(2027, 1, 4)
    leader.stays_overnight()
    leader.waits_for("Hold the anti-bullying review of REF-2026-001")
    leader.click("open.REF-2026-001", inside="today.week")
    leader.click("action.hold-review")
    assert leader.reads("field.review_held_on") == "04/01/2027"
    leader.save("REF-2026-001 saved.")
    leader.go("incidents")
    leader.click("action.close")
    leader.save("INC-2026-001 saved.")
    leader.waits_for("Closed")


def see_it_come_back(leader: Leader, clock: Clock) -> None:
    """Four weeks after the review: the same two in the same roles. The desk asks, and assumes nothing."""
    clock.comes(2027, 2, 2)
    leader.stays_overnight()
    leader.press("Ctrl+N")
    leader.pick("field.kind", "bully")
    leader.fill("field.summary", "The same group under a new name")
    leader.fill("field.happened_on", "yesterday")
    leader.click("field.whereabouts.outside")
    involve_the_two(leader)
    leader.save("INC-2027-001 saved.")
    leader.go("today")
    leader.waits_for("Did the bullying of REF-2026-001 come back?")
    leader.waits_for("INC-2027-001 · Same target and same instigator on Mon 1 Feb, 28 days after the review")


def say_that_it_came_back(leader: Leader) -> None:
    leader.click("open.REF-2026-001", inside="today.waiting")
    leader.waits_for("INC-2027-001", "Not known yet")
    leader.click("action.recurred.yes")
    leader.waits_for("Yes, within six weeks")
    leader.go("today")
    assert not leader.sees("come back?")
    leader.waits_for("Refer INC-2027-001 to the anti-bullying lead")


def involve_the_two(leader: Leader) -> None:
    for place, (letters, role) in enumerate((("zaj", "Target"), ("penny", "Instigator"))):
        leader.click("field.people.add")
        leader.pick(f"field.people.{place}.person_id", letters)
        leader.choose(f"field.people.{place}.involved_as", role)
