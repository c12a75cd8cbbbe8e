"""The leader at the program: hands that click and type, eyes that read. For the walks, the checks and the pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from esafety_desk.app import Program
from esafety_desk.ui.day_watch import DayWatch
from esafety_desk.ui.kit.message_bar import MessageBar
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.theme import Theme
from tests.conftest import CHEAP, NOW

_PATIENCE = 20.0
_MOST_TABS = 120


def settings_in(file: Path) -> MachineSettings:
    """This machine's settings, kept in ``file`` for the while."""
    return MachineSettings(QSettings(str(file), QSettings.Format.IniFormat))


def program_on(
    folder: Path,
    settings: MachineSettings,
    theme: Theme,
    outside: Outside | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Program:
    """The program on a desk of cheap keys, on a day that stands still unless ``clock`` moves."""
    return Program(Opening(folder, clock, CHEAP), settings, theme, now=clock, outside=outside)


class Clock:
    """Stands still until a test lets a day come."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def comes(self, year: int, month: int, day: int) -> None:
        """It is a quarter to nine on that day."""
        self.now = NOW.replace(year=year, month=month, day=day, hour=8, minute=45)


def wait(until: Callable[[], object], what: str = "the window to come to rest") -> None:
    """Let events pass until ``until`` is so. Raises TimeoutError rather than go on with something half-done."""
    limit = time.monotonic() + _PATIENCE
    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if time.monotonic() > limit:
            raise TimeoutError(f"waited for {what}")


def within(root: QWidget, name: str) -> QWidget:
    """The one widget of that name that is shown within ``root``. Raises LookupError."""
    found = [widget for widget in root.findChildren(QWidget, name) if widget.isVisible()]
    if len(found) != 1:
        raise LookupError(f"{len(found)} visible widgets named {name}")
    return found[0]


def said_by(widget: QWidget) -> Iterator[str]:
    """The words that stand on ``widget``."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        columns = 1 if isinstance(widget, QListView) else model.columnCount()
        for row in range(model.rowCount()):
            yield from (str(model.index(row, column).data()) for column in range(columns))


class Leader:
    """Sits at one program. A click lands on whatever lies there, a key goes to whatever has the focus."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def see(self, name: str) -> QWidget:
        """The one visible widget of that name."""
        return within(self.program.frame, name)

    def shown(self) -> list[QWidget]:
        """Everything that shows in the window."""
        return [widget for widget in self.program.frame.findChildren(QWidget) if widget.isVisible()]

    def reads(self, name: str) -> str:
        """What stands on it, line by line."""
        return "\n".join(said_by(self.see(name)))

    def reads_within(self, name: str) -> list[str]:
        """What stands within it, from top to bottom and from left to right."""
        root = self.see(name)
        shown = [w for w in root.findChildren(QWidget) if w.isVisible()]
        placed = [(w.mapTo(root, QPoint()), w) for w in shown]
        placed.sort(key=lambda one: (one[0].y(), one[0].x()))
        return [text for _, widget in placed for text in said_by(widget) if text]

    def sees(self, *texts: str) -> bool:
        """Whether each of ``texts`` stands somewhere in the window."""
        told = [text for widget in self.shown() for text in said_by(widget)]
        return all(any(text in one for one in told) for text in texts)

    def waits_for(self, *texts: str) -> None:
        """Wait until each of ``texts`` stands in the window."""
        wait(lambda: self.sees(*texts), ", ".join(texts))

    def settle(self) -> None:
        """Wait until no job runs and what came of it is shown."""
        for _ in range(2):
            wait(lambda: self.program.jobs.is_idle)
            QCoreApplication.processEvents()

    def stays_overnight(self) -> None:
        """The window stays open until another day has come."""
        self.program.shell.findChild(DayWatch).look()
        self.settle()

    def save(self, told: str) -> None:
        """Save the form by its key, and read what the message bar says."""
        self.press("Ctrl+S")
        self.waits_for(told)
        assert getattr(self.program.shell.page, "form", None) is None

    def go(self, place: str) -> None:
        """To a place of the rail."""
        self.click(f"nav.{place}")

    @property
    def focus(self) -> QWidget:
        """What the next key goes to."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def click(self, name: str, inside: str = "") -> None:
        """Scroll to it, then press the mouse where it shows; ``inside`` says which of several is meant."""
        widget = within(self.see(inside), name) if inside else self.see(name)
        spot = QPoint(min(12, widget.width() // 2), widget.height() // 2)
        _scroll_to(widget, spot)
        _scroll_clear(widget, spot)
        window = widget.window().windowHandle()
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=widget.mapTo(widget.window(), spot))
        self.settle()

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys by their names: "Ctrl+K", "Return", "Down"."""
        combined = QKeySequence(keys)[0]
        for _ in range(times):
            shown = QApplication.activePopupWidget() or self.program.frame
            QTest.keyClick(shown.windowHandle(), combined.key(), combined.keyboardModifiers())
        self.settle()

    def type(self, text: str) -> None:
        """Type ``text`` to whatever has the focus."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.program.frame.windowHandle(), letter)
            else:  # a letter of a keyboard from elsewhere has no key of its own here
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(self.focus, key)

    def fill(self, name: str, text: str) -> None:
        """Click into a field and type ``text`` over what stands there."""
        self.click(name)
        if any(said_by(self.focus)):
            self.press("Ctrl+A")
        self.type(text)

    def empty(self, name: str) -> None:
        """Click into a field and take out what stands there."""
        self.click(name)
        self.press("Ctrl+A")
        self.press("Backspace")

    def pick(self, name: str, letters: str) -> None:
        """Type a few letters into a field and take the first thing it offers."""
        self.fill(name, letters)
        wait(lambda: self.offered(), f"an offer for {letters}")
        self.press("Return")

    def offered(self) -> list[str]:
        """What the list under the line offers."""
        lists = self.program.frame.findChildren(QAbstractItemView, "suggestions")
        return [text for one in lists if one.isVisible() for text in said_by(one)]

    def choose(self, name: str, label: str) -> None:
        """Open a closed list by a click, go down to ``label`` by the arrow key, and take it."""
        self.click(name)
        combo = self.focus if isinstance(self.focus, QComboBox) else self.see(name)
        assert isinstance(combo, QComboBox)
        self.press("Home")
        self.press("Down", times=combo.findText(label))
        self.press("Return")
        assert combo.currentText() == label

    def tab_to(self, name: str) -> None:
        """Press Tab until the focus is there."""
        for _ in range(_MOST_TABS):
            if self.focus.objectName() == name:
                return
            QTest.keyClick(self.program.frame.windowHandle(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}")


def _scroll_to(widget: QWidget, spot: QPoint) -> None:
    """Turn every area around ``widget`` until ``spot`` shows. Raises LookupError where it never does."""
    for around in _around(widget):
        if isinstance(around, QScrollArea):
            bar, view = around.verticalScrollBar(), around.viewport()
            while not view.rect().contains(widget.mapTo(view, spot)):
                before, down = bar.value(), widget.mapTo(view, spot).y() > 0
                step = QAbstractSlider.SliderAction
                bar.triggerAction(step.SliderSingleStepAdd if down else step.SliderSingleStepSub)
                if bar.value() == before:
                    raise LookupError(f"{widget.objectName()} cannot be scrolled into view")


def _scroll_clear(widget: QWidget, spot: QPoint) -> None:
    """Scroll on while a message floats over ``spot``. Raises LookupError where it cannot be got at."""
    area = next((one for one in _around(widget) if isinstance(one, QScrollArea)), None)
    while _is_under_a_message(widget, spot):
        before = area.verticalScrollBar().value() if area else 0
        if area:
            area.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderSingleStepAdd)
        if not area or area.verticalScrollBar().value() == before:
            raise LookupError(f"{widget.objectName()} lies under a message")


def _is_under_a_message(widget: QWidget, spot: QPoint) -> bool:
    top = widget.window().childAt(widget.mapTo(widget.window(), spot))
    bar = next((one for one in (top, *_around(top)) if isinstance(one, MessageBar)), None) if top else None
    return bar is not None and not bar.isAncestorOf(widget)


def _around(widget: QWidget) -> Iterator[QWidget]:
    """What ``widget`` stands in, from the inside out."""
    while (widget := widget.parentWidget()) is not None:
        yield widget
