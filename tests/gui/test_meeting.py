"""F11: a room sees the issued report, actions by role and the minutes, and nobody's name; the passphrase ends it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication

from esafety_desk.policy.calendar import parse_period
from esafety_desk.policy.figures import Edition
from esafety_desk.policy.report_choices import Choices
from esafety_desk.records.action import Action
from esafety_desk.records.people import PersonKind, Role
from esafety_desk.records.registers import ACTIONS
from esafety_desk.services import drafting, issuing, keeping, listing, meeting
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from tests.conftest import PASSPHRASE, add_person, invented_school
from tests.faults.canary import CANARY, in_every_field
from tests.gui.conftest import ComeIn, at_work
from tests.gui.driving import Leader, wait
from tests.gui.hunting import everything_told, painted
from tests.gui.looking import Findings, looked_at
from tests.records.examples import parents, records

TERM = parse_period("Autumn 2026", invented_school().terms)
NAMES = (CANARY, "Morwenna", "Tregear", "Oluwaseun", "Adeyemi")
OURS = ("school", "clauses", "policy-versions")
"""What the school publishes itself: its own name and the words of its policy."""
SECRET_ACTION = f"Ring the mother of {CANARY} about Tregear"


def issue(work: Work, edition: Edition = Edition.STANDARD) -> None:
    issuing.issue(work, Choices(TERM, edition, asked_by="Chair of governors"), "E-safety leader")


def plant(work: Work) -> None:
    """The canary in every field of one record of each register, and in actions on the school's own work."""
    with work.desk.writing("leader", work.now) as unit:
        approval, account = parents(unit, 2, 2)
        planted = {
            name: unit.add(in_every_field(record)).id
            for name, record in records(2, 2, 2, approval, account).items()
            if name not in OURS
        }
        for about in (None, planted["platforms"], planted["projects"]):
            unit.add(Action(about_id=about, what=SECRET_ACTION, owner_id=2, due_on=date(2026, 12, 1)))


@pytest.fixture
def leader(come_in: ComeIn, desk_folder: Path) -> Leader:
    """The leader in a meeting, on a desk with the canary in every record and two issued reports."""
    with at_work(desk_folder) as work:
        add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)
        plant(work)
        issue(work)
        issue(work, Edition.CONFIDENTIAL)
    leader = come_in()
    meet(leader)
    return leader


def meet(leader: Leader) -> None:
    leader.press("F11")
    leader.waits_for("Page 1 of")


def take(leader: Leader, words: str) -> None:
    leader.press("Ctrl+N")
    leader.type(words)
    leader.press("Return")


def minute_an_action(leader: Leader, words: str, owner: str, due: str) -> None:
    leader.press("Ctrl+N")
    leader.choose("field.minute.kind", "Action")
    leader.fill("field.minute.words", words)
    leader.choose("field.minute.owner", owner)
    leader.fill("field.minute.due_on", due)
    leader.press("Return")


def end(leader: Leader, passphrase: str = PASSPHRASE) -> None:
    leader.press("F11")
    leader.type(passphrase)
    leader.press("Return")


def named_by(leader: Leader) -> set[str]:
    """The names that stand in any window, or are painted in it."""
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert leader.program.frame in windows
    told = "\n".join(text for window in windows for text in (*everything_told(window), painted(window)))
    return {name for name in NAMES if name.casefold() in told.casefold()}


def test_the_hunt_finds_names_where_there_is_no_meeting(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        plant(work)
    leader = come_in()
    leader.go("actions")
    leader.waits_for(CANARY)
    assert named_by(leader) >= {CANARY, "Tregear"}
    assert CANARY.casefold() in painted(leader.program.frame).casefold()
    leader.press("F9")
    assert CANARY.casefold() not in painted(leader.program.frame).casefold()
    assert "Press F9 to go on" in painted(leader.program.frame)


def test_no_name_and_no_free_text_shows_on_a_walk_through_the_whole_meeting(leader: Leader) -> None:
    found = {"at first": named_by(leader)}
    view = leader.see("meeting.pages")
    assert isinstance(view, QPdfView)
    assert "Governors" in view.document().getAllText(0).text() or view.document().pageCount() > 1
    for step in range(view.document().pageCount() + 4):
        leader.press("Right")
        found[f"step {step}"] = named_by(leader)
    for report in ("Confidential edition", "Standard edition"):
        leader.choose("field.meeting.report", f"{TERM.label} · {report}")
        for part in ("report", "scorecard", "actions", "decisions"):
            leader.click(f"tab.{part}")
            found[f"{part} of {report}"] = named_by(leader)
    for words in ("incident", "ACT-2026", CANARY, "Tregear"):
        leader.fill("meeting.search", words)
        typed = {name for name in NAMES if name.casefold() == words.casefold()}
        found[f"search for {words}"] = named_by(leader) - typed
    leader.empty("meeting.search")
    take(leader, "The report is received.")
    minute_an_action(leader, "Buy a second projector", "Head teacher", "1/2/2027")
    found["minutes"] = named_by(leader)
    end(leader, "not the passphrase")
    leader.waits_for("This does not open the desk.")
    found["a wrong passphrase"] = named_by(leader)
    assert {where: names for where, names in found.items() if names} == {}


def test_everything_in_the_meeting_is_reached_named_and_read_in_full(leader: Leader) -> None:
    for part in ("report", "scorecard", "actions", "decisions"):
        leader.click(f"tab.{part}")
        leader.press("Ctrl+N")
        assert looked_at(leader) == Findings([], [], []), part


def test_actions_are_told_by_reference_role_day_and_kind_of_record(leader: Leader) -> None:
    leader.click("tab.actions")
    told = leader.reads("meeting.actions")
    assert "E-safety leader" in told
    assert "Tue 1 Dec" in told
    assert "Platform" in told
    assert leader.reads("meeting.told") == "3 open"


def test_nothing_of_the_desk_is_reached_without_the_passphrase(leader: Leader) -> None:
    for keys in ("Ctrl+K", "Ctrl+2", "Ctrl+S", "Esc", "Esc", "Ctrl+1"):
        leader.press(keys)
    assert not any(widget.objectName().startswith(("nav.", "palette", "page.")) for widget in leader.shown())
    leader.press("F11")
    leader.press("Esc")
    end(leader, "gentle otter")
    leader.waits_for("This does not open the desk. Check Caps Lock and try again.")
    assert leader.see("meeting").isVisible()
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Thursday 19 November")
    assert not leader.program.frame.isFullScreen()
    leader.press("Ctrl+2")
    assert leader.see("nav.actions").isChecked()


def test_blank_screen_lies_over_the_meeting_and_gives_it_back(leader: Leader) -> None:
    leader.press("F9")
    assert not leader.sees("Take a minute")
    leader.press("F9")
    assert leader.sees("Take a minute")
    assert not any(widget.objectName().startswith("nav.") for widget in leader.shown())


def test_figures_and_actions_alone_are_found(leader: Leader) -> None:
    leader.press("Ctrl+F")
    leader.type("support sessions held")
    assert "Support sessions held" in leader.reads("meeting.found")
    leader.fill("meeting.search", "platform")
    assert "ACT-2026" in leader.reads("meeting.found")
    leader.fill("meeting.search", CANARY)
    assert leader.sees("Nothing holds this")
    leader.press("Esc")
    assert leader.see("meeting.pages").isVisible()


def test_minutes_land_in_the_register_with_owner_and_day_and_are_undone_at_once(leader: Leader) -> None:
    take(leader, "The report is received.")
    minute_an_action(leader, "Buy a second projector", "Head teacher", "1/2/2027")
    minute_an_action(leader, "Look at the filter together", "Governors", "")
    leader.press("Esc")
    end(leader)
    leader.waits_for("The meeting has ended. 1 decision and 2 actions kept under Actions.")
    desk = leader.program.shell.session.desk
    found = {one.what: one for one in listing.records(desk, ListQuery(ACTIONS)) if CANARY not in one.what}
    assert found["Decided in a meeting: The report is received."].done_on == date(2026, 11, 19)
    head = found["Buy a second projector"]
    assert (head.due_on, head.owner_id is not None) == (date(2027, 2, 1), True)
    assert found["Look at the filter together (Governors)"].owner_id is None
    leader.click("action.undo")
    left = [one.what for one in listing.records(desk, ListQuery(ACTIONS)) if CANARY not in one.what]
    assert left == []


def test_a_minute_that_names_someone_is_said_by_role_or_left(leader: Leader) -> None:
    take(leader, "Adeyemi rings the family")
    leader.waits_for("This may name someone. Say it by role.")
    assert leader.reads("field.minute.words") == "Adeyemi rings the family"
    leader.press("F11")
    leader.waits_for("A minute is half-typed.")
    leader.fill("field.minute.words", "The head teacher rings the family")
    leader.press("Return")
    leader.waits_for("Added.")
    leader.click("tab.decisions")
    leader.waits_for("Decided: The head teacher rings the family")
    leader.click("action.minute.d0.remove")
    leader.waits_for("No minute yet.")


def test_locking_in_a_meeting_keeps_the_minutes_and_brings_them_back(
    leader: Leader, desk_folder: Path
) -> None:
    take(leader, "The report is received.")
    leader.type("Half a mi")
    leader.press("Ctrl+L")
    leader.waits_for("Locked.")
    assert not leader.sees("The report is received.")
    with at_work(desk_folder) as work:
        assert meeting.FORM in drafting.drafts(work.desk)
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Thursday 19 November")
    meet(leader)
    assert leader.reads("field.minute.words") == "Half a mi"
    leader.click("tab.decisions")
    leader.waits_for("Decided: The report is received.")


def test_a_desk_at_rest_locks_in_a_meeting_too(leader: Leader) -> None:
    leader.program.shell._idle.rested.emit()
    leader.waits_for("Locked.")
    assert not leader.sees("Take a minute")


def test_before_the_first_report_the_meeting_says_so(come_in: ComeIn) -> None:
    leader = come_in()
    leader.go("reports")
    leader.click("action.meeting")
    leader.waits_for("No report was issued yet")
    leader.press("Right", times=2)
    leader.waits_for("No action is open")
    end(leader)
    wait(lambda: leader.program.shell.isVisible(), "the desk")


def test_keeping_a_record_meanwhile_is_no_part_of_the_meeting(leader: Leader) -> None:
    session = leader.program.shell.session
    keeping.save(session.work(), Action(what="Something private"))
    leader.click("tab.actions")
    assert not leader.sees("Something private")
