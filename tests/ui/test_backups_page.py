"""Backups and retention as the leader meets them: in Settings, at the way in, and when the window closes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from esafety_desk.app import Program
from esafety_desk.records.incident import Incident
from esafety_desk.services import backups, keeping, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.store import backup
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.evidence_files import incident
from tests.ui.conftest import AnsweringOutside, seen
from tests.ui.test_unlock import unlock

OLD = date(2020, 11, 18)


@pytest.fixture
def stick(outside: AnsweringOutside, tmp_path: Path) -> Path:
    """What is chosen whenever a folder is asked for."""
    outside.folder = tmp_path / "stick"
    outside.folder.mkdir()
    return outside.folder


def entered(folder: Path) -> Work:
    return Work(unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP), "leader", NOW)


@pytest.fixture
def old(desk_folder: Path) -> Incident:
    work = entered(desk_folder)
    aged = incident(reported_on=OLD, happened_on=OLD)
    kept = keeping.save(work, aged, confirmed=frozenset(Incident.model_fields)).record
    work.desk.close()
    return kept


@pytest.fixture
def program(qtbot, start: Callable[..., Program], desk_folder: Path, old: Incident) -> Program:
    made = start(desk_folder)
    unlock(qtbot, made)
    return made


def words(program: Program) -> str:
    return " ".join(label.text() for label in program.frame.findChildren(QLabel) if label.isVisible())


def show(qtbot, program: Program, page: str) -> None:
    program.shell.show_page(page)
    qtbot.waitUntil(lambda: program.jobs.is_idle)


def test_choosing_a_place_writes_the_first_backup_there(qtbot, program: Program, stick: Path) -> None:
    show(qtbot, program, "backups")
    qtbot.waitUntil(lambda: "No place is chosen yet" in words(program))
    seen(program, "action.add-place").click()
    qtbot.waitUntil(lambda: "Up to date" in words(program))
    assert len(backup.found_in(stick)) == 1


def test_today_tells_that_no_place_is_chosen_and_leads_there(qtbot, program: Program) -> None:
    show(qtbot, program, "today")
    qtbot.waitUntil(lambda: "No place for backups is chosen" in words(program))
    seen(program, "open.backups").click()
    qtbot.waitUntil(lambda: "Where backups go" in words(program))


def test_a_missing_place_is_red_and_says_what_to_do(qtbot, program: Program, stick: Path) -> None:
    show(qtbot, program, "backups")
    seen(program, "action.add-place").click()
    qtbot.waitUntil(lambda: "Up to date" in words(program))
    shutil.rmtree(stick)
    seen(program, "action.back-up").click()
    qtbot.waitUntil(lambda: "Connect the stick or the share" in words(program))
    seen(program, "action.remove-place.stick").click()
    qtbot.waitUntil(lambda: "No place is chosen yet" in words(program))


def test_trying_the_newest_out_tells_what_came_back(qtbot, program: Program, stick: Path) -> None:
    show(qtbot, program, "backups")
    seen(program, "action.drill").click()
    qtbot.waitUntil(lambda: "There is no backup" in words(program))
    seen(program, "action.add-place").click()
    qtbot.waitUntil(lambda: "Up to date" in words(program))
    seen(program, "action.drill").click()
    qtbot.waitUntil(lambda: "came back whole" in words(program), timeout=15_000)


def test_closing_the_window_backs_up_what_was_done_since(
    qtbot, start: Callable[..., Program], program: Program, stick: Path, desk_folder: Path
) -> None:
    show(qtbot, program, "backups")
    seen(program, "action.add-place").click()
    qtbot.waitUntil(lambda: "Up to date" in words(program))
    backup.remove(backup.found_in(stick)[0])
    program.frame.close()
    assert backup.found_in(stick) == [], "nothing was done since"
    work = entered(desk_folder)
    with work.desk.writing("leader", NOW) as unit:
        unit.witness("listed")
    work.desk.close()
    again = start(desk_folder)
    unlock(qtbot, again)
    again.frame.close()
    assert len(backup.found_in(stick)) == 1


def test_a_backup_is_opened_at_the_way_in(
    qtbot, start: Callable[..., Program], stick: Path, desk_folder: Path, old: Incident
) -> None:
    work = entered(desk_folder)
    backups.back_up(work, [stick])
    keeping.withdraw(work, "incidents", old.id, "After the backup")
    work.desk.close()
    program = start(desk_folder)
    seen(program, "action.choose-backup").click()
    field = seen(program, "field.backup_passphrase")
    assert isinstance(field, QLineEdit)
    seen(program, "action.open-backup").click()
    assert "Type the passphrase" in words(program)
    field.setText(PASSPHRASE)
    seen(program, "action.open-backup").click()
    qtbot.waitUntil(lambda: program.shell is not None, timeout=15_000)
    show(qtbot, program, "incidents")
    assert (desk_folder / "generations" / "0001").is_dir()


def test_a_new_computer_begins_with_a_backup(
    qtbot, start: Callable[..., Program], stick: Path, desk_folder: Path, tmp_path: Path
) -> None:
    work = entered(desk_folder)
    backups.back_up(work, [stick])
    work.desk.close()
    program = start(tmp_path / "new")
    seen(program, "wizard.backup").click()
    field = seen(program, "field.backup_passphrase")
    assert isinstance(field, QLineEdit)
    field.setText("not this one at all")
    seen(program, "action.open-backup").click()
    qtbot.waitUntil(lambda: "does not open the desk" in words(program))
    field.setText(PASSPHRASE)
    seen(program, "action.open-backup").click()
    qtbot.waitUntil(lambda: program.shell is not None, timeout=15_000)


def click(qtbot, program: Program, name: str) -> None:
    qtbot.waitUntil(lambda: any(w.isVisible() for w in program.frame.findChildren(QWidget, name)))
    seen(program, name).click()


def test_what_is_due_can_be_held_released_and_kept(qtbot, program: Program, old: Incident) -> None:
    show(qtbot, program, "retention")
    qtbot.waitUntil(lambda: "1 due for review" in words(program))
    click(qtbot, program, f"action.hold.{old.reference}")
    qtbot.waitUntil(lambda: program.frame.findChild(QLineEdit, "field.hold_reason").isVisible())
    reason = seen(program, "field.hold_reason")
    assert isinstance(reason, QLineEdit)
    reason.setText("Asked for by the court")
    click(qtbot, program, "action.hold-it")
    click(qtbot, program, f"action.release.{old.reference}")
    click(qtbot, program, f"action.keep.{old.reference}")
    qtbot.waitUntil(lambda: "Nothing is due" in words(program))


def test_erasing_shows_first_what_goes_and_leaves_a_certificate(
    qtbot, program: Program, old: Incident
) -> None:
    show(qtbot, program, "retention")
    click(qtbot, program, f"action.erase.{old.reference}")
    qtbot.waitUntil(lambda: f"This goes: {old.reference}" in words(program))
    click(qtbot, program, "action.leave-it")
    click(qtbot, program, f"action.erase.{old.reference}")
    click(qtbot, program, "action.for-good")
    qtbot.waitUntil(lambda: "1 record erased" in words(program))
    assert "The period it is kept for is over" in words(program)
