"""Settings, Keys: who can open the desk is read, added to and taken from, each time with one's own passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from esafety_desk.app import Program
from esafety_desk.host.errors import WrongPassphrase
from esafety_desk.records.people import PersonKind
from esafety_desk.services import keys, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.store import header
from tests.conftest import CHEAP, NOW, PASSPHRASE, add_person
from tests.ui.conftest import seen
from tests.ui.test_unlock import unlock

_ROTATION_MS = 30_000
"""The whole desk is written anew and read over, on a machine that may be busy."""


@pytest.fixture
def program(qtbot, start, desk_folder: Path) -> Program:
    desk = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    add_person(Work(desk, "leader", NOW), "Siân", "O’Brien", PersonKind.STAFF)
    desk.close()
    program = start(desk_folder)
    unlock(qtbot, program)
    program.shell.show_page("desk-keys")
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    return program


def give_key(qtbot, program: Program) -> str:
    who = seen(program, "field.deputy")
    who.setCurrentIndex(who.findText("Siân O’Brien"))
    words = seen(program, "field.deputy_passphrase").text()
    seen(program, "field.add-deputy_passphrase").setText(PASSPHRASE)
    seen(program, "action.add-deputy").click()
    qtbot.waitUntil(
        lambda: any(
            one.isVisible() for one in program.frame.findChildren(QWidget, "action.take-away.deputy-1")
        )
    )
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    return words


def test_a_deputy_gets_five_words_and_opens_the_desk_with_them(
    qtbot, program: Program, desk_folder: Path
) -> None:
    words = give_key(qtbot, program)
    assert len(words.split()) == 5
    program.lock()
    unlock(qtbot, program, words)
    assert program.shell.session.actor == "deputy-1"


def test_ones_own_passphrase_is_asked_for_and_compared(qtbot, program: Program) -> None:
    who = seen(program, "field.deputy")
    who.setCurrentIndex(1)
    seen(program, "action.add-deputy").click()
    assert seen(program, "message.add-deputy_passphrase").text() == "This is needed."
    seen(program, "field.add-deputy_passphrase").setText("not the passphrase at all")
    seen(program, "action.add-deputy").click()
    line = seen(program, "message.add-deputy_passphrase")
    qtbot.waitUntil(lambda: line.text() == "This does not open the desk.")


def test_a_key_that_is_taken_away_locks_the_desk_and_opens_it_no_more(
    qtbot, program: Program, desk_folder: Path
) -> None:
    words = give_key(qtbot, program)
    seen(program, "action.take-away.deputy-1").click()
    seen(program, "field.take-away_passphrase").setText(PASSPHRASE)
    seen(program, "action.take-away").click()
    qtbot.waitUntil(lambda: program.shell is None, timeout=_ROTATION_MS)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(desk_folder, words, now=NOW, floor=CHEAP)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert [one.slot for one in keys.who_can_open(program.shell.session.desk)] == ["leader", "recovery"]


def test_the_last_passphrase_cannot_be_taken_away(program: Program) -> None:
    assert not seen(program, "action.take-away.leader").isEnabled()


def test_what_is_half_typed_is_kept_when_the_data_key_is_rotated(qtbot, program: Program) -> None:
    program.shell.go("incidents")
    program.shell.page.begin_new()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    qtbot.keyClicks(seen(program, "field.summary"), "A message in the class chat")
    program.shell.show_page("desk-keys")
    seen(program, "field.rotate_passphrase").setText(PASSPHRASE)
    seen(program, "action.rotate").click()
    qtbot.waitUntil(lambda: program.shell is None, timeout=_ROTATION_MS)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    unlock(qtbot, program)
    program.shell.go("incidents")
    program.shell.page.begin_new()
    qtbot.waitUntil(lambda: "class chat" in seen(program, "field.summary").text())


def test_a_new_recovery_key_is_written_down_before_it_is_in_force(
    qtbot, program: Program, desk_folder: Path
) -> None:
    seen(program, "field.recovery_passphrase").setText(PASSPHRASE)
    seen(program, "action.recovery").click()
    assert "write it down" in seen(program, "message.recovery").text()
    before = header.read(desk_folder).slot("recovery")
    seen(program, "action.show-recovery-key").click()
    spelt = seen(program, "keys.recovery").text()
    seen(program, "action.recovery").click()
    qtbot.waitUntil(lambda: header.read(desk_folder).slot("recovery") != before)
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    program.lock()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    unlocking.unlock_with_recovery_key(desk_folder, spelt, now=NOW).close()
