"""A session over a real encrypted desk, and hands to type with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from esafety_desk.records.incident import Incident, Severity, Whereabouts
from esafety_desk.services import keeping
from esafety_desk.services import school as schools
from esafety_desk.services.keeping import Work
from esafety_desk.store.desk import Desk
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.registers.declarations import view_of
from esafety_desk.ui.registers.page import RegisterPage
from esafety_desk.ui.session import Session
from tests.conftest import NOW

WAIT_MS = 5_000


@pytest.fixture
def session(qapp: Any, desk: Desk) -> Iterator[Session]:
    """The leader's session; an error nobody took fails the test."""
    errors: list[Exception] = []
    jobs = Jobs(errors.append)
    opened = Session(desk, jobs, lambda: NOW, schools.words(desk), schools.school(desk), "leader")
    opened.failed.connect(errors.append)
    opened.errors = errors
    yield opened
    jobs.shutdown()
    assert errors == []


@pytest.fixture
def settle(qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Wait until every job is home."""

    def wait() -> None:
        qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=WAIT_MS)

    return wait


class Hands:
    """What a person does on a register's page, widget by widget."""

    def __init__(self, page: RegisterPage, qtbot: QtBot, settle: Callable[[], None]) -> None:
        self.page, self._qtbot, self.settle = page, qtbot, settle

    def find(self, name: str) -> Any:
        """Look for it as a person does: until it is there."""
        self._qtbot.waitUntil(lambda: self.page.findChild(QWidget, name) is not None, timeout=WAIT_MS)
        return self.page.findChild(QWidget, name)

    def type(self, field: str, text: str) -> None:
        widget = self.find(f"field.{field}")
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(widget, text)

    def press(self, field: str, key: Qt.Key) -> None:
        QTest.keyClick(self.find(f"field.{field}"), key)

    def pick(self, field: str, text: str) -> None:
        """Type ahead, wait for what is offered, take the first."""
        self.type(field, text)
        self.wait_for_offer()
        self.press(field, Qt.Key.Key_Return)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=WAIT_MS)

    def wait_for_offer(self) -> list[str]:
        self._qtbot.waitUntil(lambda: bool(self.offered()), timeout=WAIT_MS)
        return self.offered()

    def offered(self) -> list[str]:
        lists = self.page.window().findChildren(QWidget, "suggestions")
        return [item.text for one in lists for item in one.items]

    def click(self, name: str) -> None:
        widget = self.find(name)
        self._scroll_to(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, widget.height() // 2))

    def _scroll_to(self, widget: QWidget) -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()

        def is_seen() -> bool:
            if above is not None:
                above.ensureWidgetVisible(widget)
            return widget.visibleRegion().contains(QPoint(12, widget.height() // 2))

        self._qtbot.waitUntil(is_seen, timeout=WAIT_MS)

    def message(self, field: str) -> str:
        return self.page.form.body.frames[field].message

    def save(self) -> None:
        self.click("action.save")
        self.settle()

    def begin_incident(self) -> None:
        """The few fields that an incident in school needs."""
        self.page.begin_new()
        self.settle()
        self.pick("kind", "online")
        self.type("summary", "Cruel messages in a group chat")
        self.type("happened_on", "16/11/2026")
        self.click("field.whereabouts.in-school")

    def rows(self, column: int = 0) -> list[str]:
        """What one column of the list shows, once it is here."""
        model = self.page.model
        for row in range(model.rowCount()):
            model.row_at(row)
        self._qtbot.waitUntil(lambda: all(model.row_at(r) for r in range(model.rowCount())), timeout=WAIT_MS)
        return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def open_page(qtbot: QtBot, session: Session, settle: Callable[[], None]) -> Callable[[str], Hands]:
    """Open a register's page in a window of 1280 × 720."""

    def opened(register: str) -> Hands:
        page = RegisterPage(view_of(register), session)
        qtbot.addWidget(page)
        page.resize(1068, 720)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.model.is_loaded, timeout=WAIT_MS)
        settle()
        return Hands(page, qtbot, settle)

    return opened


@pytest.fixture
def add_incident(work: Work) -> Callable[..., Incident]:
    """An incident in school, with whatever a test changes about it."""

    def added(**fields: Any) -> Incident:
        values = SimpleNamespace(
            kind="conduct.online-bullying",
            summary="Class group chat turned on one child",
            happened_on=date(2026, 11, 16),
            reported_on=date(2026, 11, 17),
            whereabouts=Whereabouts.IN_SCHOOL,
            severity=Severity.MODERATE,
        )
        return keeping.save(work, Incident(**{**vars(values), **fields})).record

    return added
