"""The leader keeps a record longer than its class, holds one from its own page, and releases it: by keys and clicks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from esafety_desk.records.incident import Incident
from esafety_desk.services import keeping
from esafety_desk.store import retention
from esafety_desk.store.retention import Decision
from tests.evidence_files import incident
from tests.gui.conftest import ComeIn, at_work
from tests.gui.driving import Leader, wait

OLD = date(2020, 11, 18)


@pytest.fixture
def old(desk_folder: Path) -> Incident:
    """An incident whose six years are over."""
    with at_work(desk_folder) as work:
        aged = incident(reported_on=OLD, happened_on=OLD)
        return keeping.save(work, aged, confirmed=frozenset(Incident.model_fields)).record


@pytest.fixture
def young(desk_folder: Path) -> Incident:
    """An incident of these days."""
    with at_work(desk_folder) as work:
        return keeping.save(work, incident()).record


@pytest.fixture
def leader(come_in: ComeIn, old: Incident, young: Incident) -> Leader:
    return come_in()


def review(leader: Leader) -> None:
    leader.go("settings")
    leader.program.shell.show_page("retention")
    leader.settle()


def decided(leader: Leader, record_id: int) -> Decision:
    session = leader.program.shell.session
    with session.desk.reading() as connection:
        return retention.decided(connection, record_id)


def choose_in_more(leader: Leader, act: str) -> None:
    """Open the menu by the mouse and walk to the act by keys."""
    menu = leader.program.shell.page.detail.findChild(QAction, act).parent()
    leader.click("action.more")
    wait(menu.isVisible, "the menu")
    for _ in menu.actions():
        leader.press("Down")
        if menu.activeAction().objectName() == act:
            break
    assert menu.activeAction().objectName() == act
    leader.press("Return")


def test_a_record_is_kept_until_a_chosen_day_for_a_reason_and_it_is_taken_back(
    leader: Leader, old: Incident
) -> None:
    review(leader)
    leader.waits_for("1 due for review")
    leader.click(f"action.extend.{old.reference}")
    assert leader.focus.objectName() == "field.extend_until"
    leader.press("Return")
    leader.waits_for("Choose a day that lies ahead.", "Give the reason in a few words.")
    leader.type("31/8/2029")
    leader.press("Tab")
    leader.type("A sibling is still at the school")
    leader.press("Return")
    leader.waits_for("Nothing is due", f"{old.reference} is kept until the day you chose.")
    assert decided(leader, old.id) == Decision(date(2029, 8, 31), "A sibling is still at the school")
    leader.click("action.undo")
    leader.waits_for("1 due for review")
    assert decided(leader, old.id) == Decision()


def test_a_young_record_is_held_from_its_own_page_and_says_so_there_and_in_the_queue(
    leader: Leader, young: Incident
) -> None:
    leader.go("incidents")
    leader.program.shell.show_record("incidents", young.id)
    leader.settle()
    choose_in_more(leader, "action.hold")
    assert leader.focus.objectName() == "field.hold.reason"
    leader.press("Return")
    leader.waits_for("Give the reason in a few words.")
    leader.type("Asked for by the court")
    leader.press("Return")
    leader.waits_for(f"{young.reference} is held.", "Held: Asked for by the court")
    review(leader)
    leader.waits_for(f"{young.reference} · ", "Asked for by the court")
    leader.click(f"action.open.{young.reference}")
    choose_in_more(leader, "action.release")
    wait(lambda: not leader.sees("Held: Asked for by the court"))
    assert decided(leader, young.id) == Decision()
    leader.click("action.undo")
    leader.waits_for("Held: Asked for by the court")


def test_hold_is_offered_only_where_records_come_up_for_review(leader: Leader) -> None:
    leader.program.shell.show_page("platforms")
    leader.settle()
    detail = leader.program.shell.page.detail
    assert detail.findChild(QAction, "action.withdraw") is not None
    assert detail.findChild(QAction, "action.hold") is None
