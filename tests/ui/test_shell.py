"""The open desk: its places, its keys, its messages, and the lock."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from esafety_desk.app import Program
from esafety_desk.host.errors import CannotWrite
from esafety_desk.records.action import Action
from esafety_desk.services import keeping
from esafety_desk.ui.idle import IdleWatch
from esafety_desk.ui.places import KEYED, ON_RAIL, PLACES
from tests.conftest import TODAY
from tests.ui.conftest import seen
from tests.ui.test_unlock import unlock


@pytest.fixture
def program(qtbot, start, desk_folder: Path) -> Program:
    program = start(desk_folder)
    unlock(qtbot, program)
    return program


def test_every_place_shows_its_page_and_is_marked(qtbot, program: Program) -> None:
    for place in ON_RAIL:
        seen(program, f"nav.{place.key}").click()
        assert program.shell.page.objectName() == f"page.{place.key}"
        assert seen(program, f"nav.{place.key}").isChecked()


def test_number_keys_go_to_the_places_in_order(qtbot, program: Program) -> None:
    for number, place in enumerate(KEYED, start=1):
        qtbot.keyClick(program.frame, str(number), Qt.KeyboardModifier.ControlModifier)
        assert program.shell.page.objectName() == f"page.{place.key}"


def test_no_two_shortcuts_collide(qtbot, program: Program) -> None:
    for place in PLACES:
        program.shell.go(place.key)
    reach = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut
    keys = [s.key() for s in program.frame.findChildren(QShortcut) if s.context() in reach]
    assert [k for k, n in Counter(QKeySequence(k).toString() for k in keys).items() if n > 1] == []


class ShownAsWindows(QObject):
    """Notes every widget that is shown before it stands in anything: it would take the keys from the window."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False


def test_only_the_window_itself_is_ever_a_window(qtbot, program: Program) -> None:
    noted = ShownAsWindows()
    QApplication.instance().installEventFilter(noted)
    for place in PLACES:
        for name in place.pages:
            program.shell.show_page(name)
            qtbot.waitUntil(lambda: program.jobs.is_idle)
    program.lock()
    QApplication.instance().removeEventFilter(noted)
    assert noted.found == []
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown == [program.frame]


def test_what_a_person_uses_has_a_spoken_name(qtbot, program: Program) -> None:
    for place in PLACES:
        program.shell.go(place.key)
        used = [
            *program.shell.page.findChildren(QAbstractButton),
            *program.shell.page.findChildren(QLineEdit),
        ]
        nameless = [
            w.objectName() or type(w).__name__
            for w in used
            if w.isVisible() and not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
        ]
        assert nameless == [], place.key


def test_saved_setting_is_shown_in_the_rail_and_can_be_undone(qtbot, program: Program) -> None:
    program.shell.go("settings")
    name = seen(program, "field.school_name")
    name.clear()
    qtbot.keyClicks(name, "Harbour Primary School")
    qtbot.keyClick(program.frame, "s", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seen(program, "rail.school").text() == "Harbour Primary School")
    seen(program, "action.undo").click()
    qtbot.waitUntil(lambda: seen(program, "rail.school").text() == "Willowmere Primary School")
    assert name.text() == "Willowmere Primary School"


def test_setting_that_cannot_be_kept_is_named_beside_its_field(qtbot, program: Program) -> None:
    program.shell.go("settings")
    field = seen(program, "field.idle_lock_minutes")
    field.clear()
    qtbot.keyClicks(field, "0")
    seen(program, "action.save").click()
    assert seen(program, "message.idle_lock_minutes").text() == "Give 1 or more."


def test_passphrase_can_be_changed(qtbot, program: Program) -> None:
    program.shell.show_page("desk-keys")
    seen(program, "field.old_passphrase").setText("not this one")
    seen(program, "field.new_passphrase").setText("seven brass kettles on a sill")
    seen(program, "action.change-passphrase").click()
    qtbot.waitUntil(lambda: "not the present" in seen(program, "message.old_passphrase").text())


def test_choice_of_colours_is_kept_on_this_machine(qtbot, program: Program, settings) -> None:
    program.shell.go("settings")
    seen(program, "choice.theme-dark").click()
    assert settings.theme == "dark"


def test_late_things_are_counted_on_the_rail(qtbot, program: Program) -> None:
    session = program.shell.session
    action = Action(what="Ring the helpline", due_on=TODAY - timedelta(days=3))
    session.change(program.shell, lambda work: keeping.save(work, action))
    entry = seen(program, "nav.actions")
    qtbot.waitUntil(lambda: entry.accessibleName() == "Actions, 1 late")
    assert seen(program, "nav.today").accessibleName() == "Today, 1 late"


def test_known_error_is_said_until_it_is_put_away(qtbot, program: Program) -> None:
    program.shell.session.report_error(CannotWrite())
    assert "Free some space" in seen(program, "message.text").text()
    seen(program, "action.put-away").click()
    assert program.shell.messages.isHidden()


def test_bug_is_told_without_its_words_and_its_place_can_be_copied(qtbot, program: Program) -> None:
    try:
        raise ValueError("Łukasz Zając said something")
    except ValueError as error:
        program.report(error)
    seen(program, "action.copy-details").click()
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert "test_shell.py" in copied
    assert "Łukasz" not in copied


def test_escape_puts_a_message_away(qtbot, program: Program) -> None:
    program.shell.messages.say("INC-2026-014 saved.")
    qtbot.keyClick(program.shell, Qt.Key.Key_Escape)
    assert program.shell.messages.isHidden()


def test_locking_closes_the_desk_and_asks_for_the_passphrase(qtbot, program: Program) -> None:
    desk = program.shell.session.desk
    qtbot.keyClick(program.frame, "l", Qt.KeyboardModifier.ControlModifier)
    assert program.shell is None
    assert program.frame.focusWidget() is seen(program, "field.passphrase")
    qtbot.waitUntil(lambda: desk._connection.closed)
    unlock(qtbot, program)


def test_nothing_of_the_records_is_left_in_the_window_after_locking(qtbot, program: Program) -> None:
    shell = program.shell
    with qtbot.waitSignal(shell.destroyed):
        program.lock()
    texts = [w.text() for w in program.frame.findChildren(QWidget) if hasattr(w, "text")]
    assert not [text for text in texts if "Willowmere" in text]


def test_window_at_rest_locks_after_the_schools_minutes(qtbot) -> None:
    now, owner = [1_000.0], QObject()
    watch = IdleWatch(5, owner, clock=lambda: now[0])
    rested = []
    watch.rested.connect(lambda: rested.append(now[0]))
    now[0] += 299
    watch.look()
    assert rested == []
    watch.touch()
    now[0] += 300
    watch.look()
    assert len(rested) == 1


def test_key_in_the_window_counts_as_a_touch(qtbot, program: Program) -> None:
    watch, now = program.shell._idle, [10_000.0]
    watch._clock = lambda: now[0]
    qtbot.keyClick(program.frame.windowHandle(), Qt.Key.Key_Shift)
    assert watch._touched == 10_000.0
