"""Ctrl+K from anywhere: what was opened last stands first, and a view of any list is one of the ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from esafety_desk.records.action import Action
from esafety_desk.services import keeping, viewing
from esafety_desk.services.viewing import ListView
from tests.gui.conftest import ComeIn, at_work
from tests.gui.driving import Leader

WHAT = ("Ring", "Write", "Visit")


@pytest.fixture
def leader(come_in: ComeIn, desk_folder: Path) -> Leader:
    with at_work(desk_folder) as work:
        for number, what in enumerate(WHAT, start=21):
            keeping.save(work, Action(what=f"{what} home", due_on=date(2026, 11, number)))
        soon = ListView("actions", "Soon due", text="write", columns=("what", "due_on"), sort="due_on")
        viewing.keep(work, soon)
    return come_in()


def first(leader: Leader, lines: int = 1) -> list[str]:
    return leader.reads("palette.results").splitlines()[:lines]


def test_work_of_the_last_days_is_offered_before_anything_is_typed(leader: Leader) -> None:
    leader.press("Ctrl+K")
    assert first(leader, 3) == [
        "Visit home Action ACT-2026-003 · Mon 23 Nov · recent",
        "Write home Action ACT-2026-002 · Sun 22 Nov · recent",
        "Ring home Action ACT-2026-001 · Sat 21 Nov · recent",
    ]


def test_what_was_opened_last_stands_first_on_every_page_and_in_a_form(leader: Leader) -> None:
    leader.press("Ctrl+K")
    leader.type("ring")
    leader.press("Return")
    leader.waits_for("Edit")
    for away in ("Ctrl+8", "Ctrl+N"):
        leader.press(away)
        leader.press("Ctrl+K")
        assert first(leader)[0].startswith("Ring home ")
        leader.type("home")
        leader.settle()
        assert first(leader)[0].startswith("Ring home ")
        leader.press("Esc", times=2)


def test_a_view_is_found_by_its_name_and_shown(leader: Leader) -> None:
    leader.press("Ctrl+K")
    leader.type("soon")
    leader.settle()
    assert first(leader)[0].startswith("Actions: Soon due")
    leader.press("Return")
    assert leader.see("action.views").text() == "Soon due"
    table = leader.see("list.actions")
    assert table.model().rowCount() == 1


def test_nothing_of_what_was_opened_outlives_a_lock(leader: Leader, tmp_path: Path) -> None:
    leader.press("Ctrl+K")
    leader.type("ring")
    leader.press("Return")
    session = leader.program.shell.session
    assert len(session.opened) == 1
    leader.press("Ctrl+L")
    leader.waits_for("Locked.")
    settings = (tmp_path / "window.ini").read_text() if (tmp_path / "window.ini").exists() else ""
    assert "Ring" not in settings
    assert "ACT-" not in settings
