"""The first run: asks once, can be gone back through, and leaves nothing half-made."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from esafety_desk.app import Program
from esafety_desk.services import unlocking
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.ui.conftest import AnsweringOutside, seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new" / "desk"


def type_in(program: Program, field: str, text: str) -> None:
    seen(program, f"field.{field}").setText(text)


def go_on(program: Program) -> None:
    seen(program, "wizard.next").click()


def to_recovery_key(program: Program, passphrase: str = PASSPHRASE) -> str:
    """Answers all that comes before the recovery key; the key."""
    type_in(program, "school_name", "Cuddington Primary School")
    go_on(program)
    type_in(program, "given_name", "Morwenna")
    type_in(program, "family_name", "Tregear")
    go_on(program)
    type_in(program, "passphrase", passphrase)
    go_on(program)
    return "-".join(seen(program, "wizard.recovery_key").text().split())


def to_the_end(program: Program) -> None:
    key = to_recovery_key(program)
    go_on(program)
    type_in(program, "recovery_key_again", key.replace("-", "").lower())
    go_on(program)


def test_wizard_makes_a_desk_that_its_passphrase_opens(qtbot, start, folder: Path) -> None:
    program = start(folder)
    to_the_end(program)
    assert not folder.exists()
    go_on(program)
    qtbot.waitUntil(lambda: program.shell is not None)
    school = program.shell.session.school
    assert (school.name, len(school.terms)) == ("Cuddington Primary School", 3)
    program.frame.close()
    unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP).close()


def test_recovery_key_of_the_wizard_opens_the_desk(qtbot, start, folder: Path) -> None:
    program = start(folder)
    key = to_recovery_key(program)
    go_on(program)
    type_in(program, "recovery_key_again", key)
    go_on(program)
    go_on(program)
    qtbot.waitUntil(lambda: program.shell is not None)
    program.frame.close()
    unlocking.unlock_with_recovery_key(folder, key, now=NOW).close()


def test_closing_before_the_last_step_leaves_nothing(qtbot, start, folder: Path) -> None:
    program = start(folder)
    to_the_end(program)
    program.frame.close()
    assert not folder.parent.exists()


def test_school_without_a_name_is_not_passed(qtbot, start, folder: Path) -> None:
    program = start(folder)
    go_on(program)
    assert seen(program, "message.school_name").text() == "This is needed."
    assert seen(program, "field.school_name").property("state") == "wrong"


def test_terms_that_overlap_are_named(qtbot, start, folder: Path) -> None:
    program = start(folder)
    type_in(program, "school_name", "Cuddington Primary School")
    type_in(program, "terms.1.ends_on", "1/6/2027")
    go_on(program)
    assert "overlap" in seen(program, "message.terms").text()


def test_a_term_can_be_removed_and_another_added(qtbot, start, folder: Path) -> None:
    program = start(folder)
    type_in(program, "school_name", "Cuddington Primary School")
    seen(program, "action.remove-term-3").click()
    seen(program, "action.add-term").click()
    type_in(program, "terms.4.name", "Summer A")
    type_in(program, "terms.4.starts_on", "12 apr 2027")
    type_in(program, "terms.4.ends_on", "28 may 2027")
    go_on(program)
    assert seen(program, "field.given_name").isVisible()


def test_weak_passphrase_is_refused_with_its_reason_and_five_words_are_offered(
    qtbot, start, folder: Path
) -> None:
    program = start(folder)
    type_in(program, "school_name", "Cuddington Primary School")
    go_on(program)
    type_in(program, "given_name", "Morwenna")
    go_on(program)
    type_in(program, "passphrase", "short")
    go_on(program)
    assert "15 characters" in seen(program, "message.passphrase").text()
    seen(program, "action.suggest-passphrase").click()
    assert len(seen(program, "field.passphrase").text().split()) == 5
    go_on(program)
    assert seen(program, "wizard.recovery_key").text()


def test_going_back_keeps_every_answer_and_the_same_key(qtbot, start, folder: Path) -> None:
    program = start(folder)
    key = to_recovery_key(program)
    for _ in range(3):
        seen(program, "wizard.back").click()
    assert seen(program, "field.school_name").text() == "Cuddington Primary School"
    for _ in range(2):
        go_on(program)
    assert seen(program, "field.passphrase").text() == PASSPHRASE
    go_on(program)
    assert "-".join(seen(program, "wizard.recovery_key").text().split()) == key


def test_another_key_is_not_taken_for_the_one_shown(qtbot, start, folder: Path) -> None:
    program = start(folder)
    to_recovery_key(program)
    go_on(program)
    type_in(program, "recovery_key_again", "X5K1-VM10")
    go_on(program)
    assert "differs from the key" in seen(program, "message.recovery_key_again").text()


def test_key_can_be_printed_saved_and_copied(
    qtbot, start, folder: Path, outside: AnsweringOutside, tmp_path: Path
) -> None:
    program = start(folder)
    key = to_recovery_key(program)
    for act in ("print", "save", "copy"):
        seen(program, f"action.{act}-key").click()
    assert key in outside.printed[0]
    assert key in (tmp_path / "recovery-key.txt").read_text(encoding="utf-8")
    assert QApplication.clipboard().text() == key


def test_return_in_the_last_field_goes_on(qtbot, start, folder: Path) -> None:
    program = start(folder)
    type_in(program, "school_name", "Cuddington Primary School")
    go_on(program)
    type_in(program, "given_name", "Morwenna")
    qtbot.keyClick(seen(program, "field.family_name"), Qt.Key.Key_Return)
    assert seen(program, "field.passphrase").isVisible()
