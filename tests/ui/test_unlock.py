"""The way in: each thing that can go wrong is its own plain sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from esafety_desk.store.desk import Desk
from esafety_desk.ui.shell import Shell
from tests.conftest import PASSPHRASE, RECOVERY
from tests.ui.conftest import seen

NEW_PASSPHRASE = "seven brass kettles on a sill"


def unlock(qtbot, program, passphrase: str = PASSPHRASE) -> None:
    qtbot.keyClicks(seen(program, "field.passphrase"), passphrase)
    qtbot.keyClick(seen(program, "field.passphrase"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.shell is not None)


def problem(qtbot, program) -> str:
    line = seen(program, "unlock.problem")
    qtbot.waitUntil(lambda: bool(line.text()))
    return line.text()


def test_typed_passphrase_opens_the_desk(qtbot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    unlock(qtbot, program)
    assert seen(program, "rail.school").text() == "Willowmere Primary School"


def test_pasted_passphrase_opens_the_desk(qtbot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    QApplication.clipboard().setText(PASSPHRASE)
    seen(program, "field.passphrase").paste()
    seen(program, "action.unlock").click()
    qtbot.waitUntil(lambda: program.shell is not None)


def test_wrong_passphrase_says_so_and_lets_it_be_typed_again(qtbot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    seen(program, "field.passphrase").setText("not the passphrase at all")
    seen(program, "action.unlock").click()
    assert not seen(program, "action.unlock").isEnabled()
    assert "does not open the desk" in problem(qtbot, program)
    assert seen(program, "action.unlock").isEnabled()
    assert seen(program, "field.passphrase").hasSelectedText()
    unlock(qtbot, program)


def test_empty_passphrase_is_not_tried(qtbot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    seen(program, "action.unlock").click()
    assert problem(qtbot, program) == "Type the passphrase first."


def test_missing_database_is_told_before_anything_is_typed(qtbot, start, desk_folder: Path) -> None:
    (desk_folder / "desk.db").unlink()
    assert "missing or empty" in problem(qtbot, start(desk_folder))
    assert not (desk_folder / "desk.db").exists()


def test_recovery_key_opens_the_desk_and_sets_a_new_passphrase(qtbot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    seen(program, "action.use-recovery-key").click()
    seen(program, "field.recovery_key").setText(RECOVERY.lower().replace("-", " "))
    seen(program, "field.new_passphrase").setText(NEW_PASSPHRASE)
    seen(program, "action.open-with-recovery-key").click()
    qtbot.waitUntil(lambda: program.shell is not None)
    program.lock()
    unlock(qtbot, program, NEW_PASSPHRASE)


def test_mistyped_recovery_key_is_told_from_a_wrong_one(qtbot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    seen(program, "action.use-recovery-key").click()
    seen(program, "field.recovery_key").setText(RECOVERY.replace("X", "Y", 1))
    seen(program, "action.open-with-recovery-key").click()
    assert "has a slip in it" in problem(qtbot, program)


def test_weak_new_passphrase_is_refused_before_the_key_is_tried(qtbot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    seen(program, "action.use-recovery-key").click()
    seen(program, "field.recovery_key").setText(RECOVERY)
    seen(program, "field.new_passphrase").setText("short")
    seen(program, "action.open-with-recovery-key").click()
    assert "at least 15 characters" in problem(qtbot, program)


def test_eye_shows_and_hides_what_is_typed(start, desk_folder: Path) -> None:
    field = seen(start(desk_folder), "field.passphrase")
    assert not field.is_shown
    field.actions()[0].trigger()
    assert field.is_shown
    field.wipe()
    assert not field.is_shown


def test_a_desk_that_cannot_be_shown_is_closed_and_can_be_opened_again(
    qtbot, start, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(desk_folder)
    closed: list[Desk] = []
    close = Desk.close
    with monkeypatch.context() as failing:
        failing.setattr(Desk, "close", lambda desk: (close(desk), closed.append(desk)))
        failing.setattr(Shell, "_add_keys", lambda shell: [][len(shell.session.school.name)])
        seen(program, "field.passphrase").setText(PASSPHRASE)
        seen(program, "action.unlock").click()
        qtbot.waitUntil(lambda: len(closed) == 1 and program.jobs.is_idle)
    assert closed[0].is_closed
    assert "Something went wrong in the program, and the desk is not open." in problem(qtbot, program)
    assert (program.shell, seen(program, "field.passphrase").text()) == (None, "")
    seen(program, "action.copy-details").click()
    assert "IndexError" in QApplication.clipboard().text()
    assert "Willowmere" not in QApplication.clipboard().text()
    unlock(qtbot, program)
    assert seen(program, "rail.school").text() == "Willowmere Primary School"
