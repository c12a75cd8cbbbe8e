"""The guided first day: a line beneath the page that leads on, notices by itself what was done, and can be put away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from esafety_desk.records.people import PersonKind, Role
from esafety_desk.services import first_day, guide
from esafety_desk.ui.places import PLACE_OF
from tests.conftest import PASSPHRASE, add_person
from tests.gui.conftest import ComeIn, Sit, at_work
from tests.gui.driving import Leader, wait
from tests.gui.looking import Findings, looked_at


@pytest.fixture
def leader(come_in: ComeIn, desk_folder: Path) -> Leader:
    """At a desk in its first hour: two colleagues, nothing else."""
    with at_work(desk_folder) as work:
        add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)
        add_person(work, "Siân", "O’Brien", PersonKind.STAFF)
    return come_in()


def asks(leader: Leader) -> None:
    leader.pick("field.asked_by", "sia")
    leader.fill("field.topic", "A wall for stories")


def helps(leader: Leader) -> None:
    leader.pick("field.adviser_id", "mor")
    leader.click("field.attendees.add")
    leader.type("sia")
    wait(leader.offered, "the colleague")
    leader.press("Return")
    leader.pick("field.platforms", "padl")


def approves(leader: Leader) -> None:
    leader.press("Ctrl+N")
    leader.pick("field.requested_by", "sia")
    leader.pick("field.platform", "padl")
    leader.fill("field.purpose", "Stories the class writes together")


def records(leader: Leader) -> None:
    leader.pick("field.kind", "bully")
    leader.fill("field.summary", "Unkind messages in the class chat")
    leader.click("field.whereabouts.in-school")


def saved(fill_in: Callable[[Leader], None]) -> Callable[[Leader], None]:
    def done(leader: Leader) -> None:
        fill_in(leader)
        leader.press("Ctrl+Return")
        leader.waits_for(" saved.")

    return done


def prints(leader: Leader) -> None:
    wait(lambda: leader.see("action.print").isEnabled(), "the pages")
    leader.click("action.print")


DOES: dict[str, Callable[[Leader], None]] = {
    "question": saved(asks),
    "support": saved(helps),
    "approval": saved(approves),
    "incident": saved(records),
    "report": prints,
}


def test_every_step_leads_to_a_page_of_the_window_and_of_the_help() -> None:
    steps = first_day.steps()
    assert set(DOES) == {step.key for step in steps}
    for step in steps:
        assert step.page in PLACE_OF
        assert guide.page_about(step.page).key == step.page
        assert step.title in guide.page("first-day").text
    assert "{" not in guide.page("first-day").text


def test_a_first_day_from_the_empty_today_to_the_report(leader: Leader) -> None:
    leader.click("action.first-day")
    for number, step in enumerate(first_day.steps(), start=1):
        leader.waits_for(step.title)
        assert leader.reads("first-day.count") == f"{number} of 5"
        leader.click("action.first-day.go")
        assert leader.program.shell.page.objectName() == f"page.{step.page}"
        DOES[step.key](leader)
    leader.waits_for("That was a first day")
    leader.click("action.first-day.end")
    assert not leader.sees("That was a first day")


def test_a_step_that_was_done_elsewhere_meanwhile_is_noticed_too(leader: Leader) -> None:
    leader.click("action.first-day")
    leader.waits_for("A colleague asks")
    leader.press("Ctrl+8")
    leader.press("Ctrl+N")
    DOES["incident"](leader)
    for _ in range(3):
        leader.click("action.first-day.skip")
    leader.waits_for("Print the governors’ report")


def test_the_day_goes_on_after_a_lock_and_is_put_away_for_good(leader: Leader) -> None:
    leader.click("action.first-day")
    leader.click("action.first-day.go")
    DOES["question"](leader)
    leader.waits_for("Help with the settings")
    leader.press("Ctrl+L")
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Thursday 19 November", "Help with the settings")
    assert leader.reads("first-day.count") == "2 of 5"
    leader.click("action.first-day.end")
    leader.press("Ctrl+L")
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Thursday 19 November")
    assert not leader.sees("Help with the settings")


def test_an_invented_school_offers_it_and_a_desk_of_ones_own_does_not(sit: Sit, desk_folder: Path) -> None:
    newcomer = sit(desk_folder)
    newcomer.program._opening.hint = "This school is invented."
    newcomer.type(PASSPHRASE)
    newcomer.press("Return")
    newcomer.waits_for("New here?")
    newcomer.click("action.first-day.go")
    newcomer.waits_for("A colleague asks")
    newcomer.click("action.first-day.go")
    assert newcomer.sees("New enquiry")
    newcomer.click("action.first-day.end")
    newcomer.program._opening.hint = ""
    newcomer.press("Ctrl+L")
    newcomer.type(PASSPHRASE)
    newcomer.press("Return")
    newcomer.waits_for("Thursday 19 November")
    assert not newcomer.sees("New here?")


def test_ctrl_k_leads_there_from_anywhere(leader: Leader) -> None:
    leader.press("Ctrl+K")
    leader.type("first day")
    wait(lambda: leader.reads("palette.results").startswith("Show me a first day"), "the command")
    leader.press("Return")
    leader.waits_for("A colleague asks")


def test_every_step_of_the_guide_is_reached_named_and_read_in_full(leader: Leader) -> None:
    leader.click("action.first-day")
    for step in first_day.steps():
        leader.waits_for(step.title)
        assert looked_at(leader) == Findings([], [], []), step.key
        leader.click("action.first-day.skip")
    leader.waits_for("That was a first day")
    assert looked_at(leader) == Findings([], [], [])
