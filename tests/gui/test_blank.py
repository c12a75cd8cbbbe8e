"""F9 covers the window at once; nothing of it can be seen, heard or typed into until F9 is pressed again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from esafety_desk.ui.theme import colours
from tests.gui.conftest import ComeIn
from tests.gui.driving import Leader


class Watched(QObject):
    """Notes what paints itself in a window, in its order."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.painted_by: list[str] = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted_by.append(watched.objectName() or type(watched).__name__)
        return False


def said_to_a_screen_reader(leader: Leader) -> list[str]:
    """The names of everything a screen reader is told of."""
    found, waiting = [], [QAccessible.queryAccessibleInterface(leader.program.frame)]
    while waiting:
        one = waiting.pop()
        if one.state().invisible:
            continue
        found.append(one.text(QAccessible.Text.Name))
        waiting += [one.child(n) for n in range(one.childCount()) if one.child(n)]
    return found


def test_the_window_is_covered_at_once_and_comes_back_where_it_was(come_in: ComeIn) -> None:
    leader = come_in()
    leader.go("people")
    leader.waits_for("Tregear")
    leader.press("Ctrl+F")
    before = leader.focus
    leader.press("F9")
    shown = [widget for widget in leader.shown() if isinstance(widget, QLabel)]
    assert shown == []
    assert not leader.sees("Tregear")
    assert not any("Tregear" in name for name in said_to_a_screen_reader(leader))
    picture = leader.program.frame.grab().toImage()
    edge = [
        picture.pixelColor(x, y) for x in range(0, picture.width(), 40) for y in (4, picture.height() // 3)
    ]
    assert set(map(QColor.name, edge)) == {colours().bg.lower()}
    leader.press("F9")
    assert leader.sees("Tregear")
    assert leader.focus is before


def test_names_are_gone_before_the_key_has_been_dealt_with(come_in: ComeIn) -> None:
    leader = come_in()
    leader.go("people")
    leader.waits_for("Tregear")
    frame = leader.program.frame
    shown = Watched(frame)
    (key,) = [one for one in frame.findChildren(QShortcut) if one.key() == QKeySequence("F9")]
    key.activated.emit()  # no turn of the event loop before it, none after it
    assert shown.painted_by[-1] == "blank"
    assert {
        view.objectName() for view in frame.children() if isinstance(view, QWidget) and view.isVisible()
    } == {"blank"}


def test_what_is_covered_takes_no_keys(come_in: ComeIn) -> None:
    leader = come_in()
    leader.press("Ctrl+N")
    leader.press("F9")
    leader.type("secret")
    for keys in ("Ctrl+K", "Ctrl+2", "Ctrl+N", "F1"):
        leader.press(keys)
    leader.press("F9")
    assert leader.program.shell.page.objectName() == "page.today"
    assert not leader.sees("secret")


def test_locking_leaves_no_cover_behind(come_in: ComeIn) -> None:
    leader = come_in()
    leader.press("F9")
    leader.program.lock()
    leader.settle()
    assert leader.see("unlock.folder").isVisible()


def test_the_title_never_tells_a_record(come_in: ComeIn) -> None:
    leader = come_in()
    for place in ("people", "incidents", "reports"):
        leader.go(place)
        assert leader.program.frame.windowTitle() == "E-Safety Desk"
