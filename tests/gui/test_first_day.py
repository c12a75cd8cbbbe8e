"""A leader's first day, from setting up the desk to undoing a slip: by keys and clicks in the real window."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import PASSPHRASE
from tests.gui.conftest import Answers, Sit
from tests.gui.driving import Leader, wait
from tests.gui.paper import Paper

NAMES = [
    "Maren",
    "Ashdown",
    "Siân",
    "O’Brien",
    "Oluwaseun",
    "Adeyemi",
    "Łukasz",
    "Zając",
    "Beatrix",
    "Pennyfeather",
]


def test_first_day(sit: Sit, answers: Answers, tmp_path: Path) -> None:
    leader = sit(tmp_path / "desk")
    set_up_the_desk(leader, answers)
    add_people(leader)
    record_a_support_session(leader)
    have_the_head_decide(leader)
    record_an_incident_outside_school(leader)
    refer_it(leader)
    save_the_report(leader, answers)
    lock_with_a_form_half_typed(leader)
    unlock_at_the_second_try(leader)
    find_the_child_without_accents(leader)
    undo_a_slip(leader)


def set_up_the_desk(leader: Leader, answers: Answers) -> None:
    leader.type("Willowmere Primary School")
    leader.fill("field.roll", "420")
    leader.click("wizard.next")
    leader.type("Maren")
    leader.press("Tab")
    leader.type("Ashdown")
    leader.click("wizard.back")
    assert leader.reads("field.school_name") == "Willowmere Primary School"
    leader.click("wizard.next")
    assert leader.reads("field.family_name") == "Ashdown"
    leader.press("Tab")
    leader.press("Return")
    leader.type(PASSPHRASE)
    leader.press("Return")
    key = leader.reads("wizard.recovery_key")
    leader.click("action.print-key")
    assert "-".join(key.split()) in Paper(answers.printed).text
    leader.click("wizard.next")
    assert not leader.sees(key)
    leader.type("not the key on the paper")
    leader.press("Return")
    leader.waits_for("This differs from the key. Compare it with the paper, or go back.")
    leader.fill("field.recovery_key_again", " ".join(key.split()).lower())
    leader.press("Return")
    leader.waits_for(
        "Willowmere Primary School, primary", "Maren Ashdown", "Autumn 2026, Spring 2027, Summer 2027"
    )
    leader.click("wizard.next")
    leader.waits_for("Thursday 19 November", "Nothing is late, due or waiting")


def add_people(leader: Leader) -> None:
    leader.click("nav.people")
    leader.waits_for("1 member of staff")
    leader.press("Ctrl+N")
    leader.press("Space")
    leader.fill("field.given_name", "Siân")
    leader.fill("field.family_name", "O’Brien")
    leader.save("PER-2026-002 saved.")
    leader.press("Ctrl+N")
    leader.press("Space")
    leader.fill("field.given_name", "Oluwaseun")
    leader.fill("field.family_name", "Adeyemi")
    leader.click("field.roles.add")
    leader.choose("field.roles.0.role", "Head teacher")
    leader.fill("field.roles.0.since", "1 sept 2026")
    leader.save("PER-2026-003 saved.")
    leader.waits_for("Oluwaseun Adeyemi", "Head teacher, from")
    leader.press("Ctrl+N")
    leader.click("field.kind.pupil")
    leader.fill("field.given_name", "Łukasz")
    leader.fill("field.family_name", "Zając")
    leader.choose("field.year_group", "Year 5")
    leader.save("PER-2026-004 saved.")
    leader.waits_for("3 staff · 1 pupil")


def record_a_support_session(leader: Leader) -> None:
    leader.go("support-sessions")
    leader.click("action.first-step")
    leader.pick("field.adviser_id", "ash")
    leader.click("field.attendees.add")
    leader.pick("field.attendees.0.person_id", "sian")
    leader.fill("field.attendees.0.confidence_before", "2")
    leader.fill("field.attendees.0.confidence_after", "4")
    leader.pick("field.platforms", "padl")
    leader.click("field.settings_covered.two-step-sign-in")
    leader.save("SUP-2026-001 saved.")
    leader.waits_for("Confidence 2 → 4", "Siân O’Brien", "Padlet", "Two-step sign-in")


def have_the_head_decide(leader: Leader) -> None:
    leader.go("approvals")
    leader.press("Ctrl+N")
    leader.pick("field.requested_by", "brien")
    leader.pick("field.platform", "padl")
    leader.fill("field.purpose", "A wall for stories the class writes together.")
    leader.click("field.decision.approved")
    leader.pick("field.decided_by", "brien")
    leader.click("action.save")
    leader.waits_for("Nobody may approve their own request. Choose someone else.")
    leader.pick("field.decided_by", "ade")
    leader.save("APP-2026-001 saved.")
    leader.waits_for("Approved: Padlet", "Oluwaseun Adeyemi")


def record_an_incident_outside_school(leader: Leader) -> None:
    leader.go("incidents")
    leader.press("Ctrl+N")
    leader.pick("field.kind", "bully")
    leader.fill("field.summary", "Group chat turned on one child at the weekend")
    leader.fill("field.happened_on", "sat")
    leader.click("field.whereabouts.outside")
    leader.click("field.people.add")
    leader.pick("field.people.0.person_id", "zaj")
    leader.choose("field.people.0.involved_as", "Target")
    leader.click("field.people.add")
    leader.pick("field.people.1.person_id", "Beatrix Pennyfeather")
    leader.choose("field.person_id.new.year_group", "Year 5")
    leader.press("Return")
    leader.waits_for("PER-2026-005 saved.")
    leader.choose("field.people.1.involved_as", "Instigator")
    leader.choose("field.decision", "The school acts")
    leader.press("Ctrl+S")
    leader.waits_for("Choose at least one ground on which the school acts.", "3 fields need a look")
    leader.click("field.grounds.threat")
    leader.fill("field.rationale", "The child was afraid to come to school on Monday.")
    leader.pick("field.decided_by", "ade")
    leader.save("INC-2026-001 saved.")
    leader.waits_for("Group chat turned on one child at the weekend", "Target", "Łukasz Zając", "Instigator")
    leader.waits_for("Threat to a person in the school community")


def refer_it(leader: Leader) -> None:
    leader.click("action.refer")
    leader.waits_for("INC-2026-001 · Group chat turned on one child at the weekend")
    leader.choose("field.to", "Anti-bullying lead")
    leader.fill("field.reason", "Speak with both children apart, and tell us what was agreed.")
    leader.save("REF-2026-001 saved.")
    leader.waits_for("Referral to Anti-bullying lead")
    leader.go("referrals")
    leader.waits_for("1 this school year · 1 waiting for a reply")


def save_the_report(leader: Leader, answers: Answers) -> None:
    leader.go("reports")
    leader.waits_for("1 September 2026 – 3 January 2027")
    leader.click("action.save_pdf")
    leader.waits_for("Governors-report-Autumn-2026.pdf saved.")
    paper = Paper(answers.folder / "Governors-report-Autumn-2026.pdf")
    assert paper.figures("Incidents recorded") == "fewer than 5"
    assert paper.figures("of these outside school") == "too few to say"
    assert paper.figures("Referrals made") == "fewer than 5"
    assert paper.figures("Support sessions held") == "1"
    assert paper.figures("Staff supported within twelve months") == "1 of 3"
    assert paper.figures("Accounts approved / refused") == "1 / 0"
    assert paper.names_in(NAMES) == []


def lock_with_a_form_half_typed(leader: Leader) -> None:
    leader.go("incidents")
    leader.press("Ctrl+N")
    leader.fill("field.summary", "A message that frightened")
    leader.press("Ctrl+L")
    leader.waits_for("Locked. What was half-typed is kept for you.")
    assert not leader.sees("A message that frightened")


def unlock_at_the_second_try(leader: Leader) -> None:
    leader.type("gentle otter paints seven candles")
    leader.press("Return")
    leader.waits_for(
        "This passphrase does not open the desk. Check Caps Lock and try again, or use the recovery key."
    )
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Thursday 19 November")
    leader.go("incidents")
    leader.waits_for("A new incident was left half-typed at 15:45. It is kept.")
    leader.click("action.go-on")
    leader.waits_for("Restored what you had typed at 15:45")
    assert leader.reads("field.summary") == "A message that frightened"
    leader.press("Esc")
    leader.waits_for("Group chat turned on one child at the weekend")


def find_the_child_without_accents(leader: Leader) -> None:
    leader.press("Ctrl+K")
    leader.type("lukasz zaj")
    leader.waits_for("Łukasz Zając Year 5")
    leader.press("Return")
    leader.waits_for("PER-2026-004")
    assert leader.reads("detail.title") == "Łukasz Zając"


def undo_a_slip(leader: Leader) -> None:
    leader.click("action.edit")
    leader.fill("field.class_name", "6A")
    leader.save("PER-2026-004 saved.")
    leader.waits_for("Year 5 · 6A")
    leader.click("action.undo")
    leader.waits_for("PER-2026-004 is as it was before.")
    wait(lambda: not leader.sees("6A"), "the class to go")
