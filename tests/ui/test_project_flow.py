"""From "Can Year 5 have a blog?" to a project that is ready, through the window, nothing typed twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from esafety_desk.app import Program
from esafety_desk.records.people import PersonKind, Role
from esafety_desk.records.platform import AgeRule, Basis, Platform
from esafety_desk.records.project import Project, Stage
from esafety_desk.services import keeping, unlocking
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE, add_person
from tests.ui.conftest import seen
from tests.ui.test_unlock import unlock

PATIENCE = 10_000


class Desk:
    """The window, worked as a person works it."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot
        self.shell = program.shell
        program.frame.activateWindow()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.program.jobs.is_idle, timeout=PATIENCE)

    def see(self, name: str) -> Any:
        self._qtbot.waitUntil(lambda: self._shown(name) is not None, timeout=PATIENCE)
        return seen(self.program, name)

    def pick(self, field: str, letters: str) -> None:
        line = self.see(f"field.{field}")
        line.setFocus()
        QTest.keyClicks(line, letters)
        self.settle()
        self._qtbot.waitUntil(lambda: bool(self._offers()), timeout=PATIENCE)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def type(self, field: str, text: str) -> None:
        line = self.see(f"field.{field}")
        line.setFocus()
        QTest.keyClicks(line, text)

    def save(self) -> None:
        self.see("action.save").click()
        self._qtbot.waitUntil(lambda: self.shell.page.form is None, timeout=PATIENCE)
        self.settle()

    def do_step(self, key: str) -> None:
        self.see(f"step.{key}").follow()
        self._qtbot.waitUntil(lambda: self.shell.page.form is not None, timeout=PATIENCE)
        self.settle()

    def step(self, key: str) -> str:
        self.settle()
        return self.see(f"step.{key}.state").text()

    def _shown(self, name: str) -> QWidget | None:
        shown = [w for w in self.program.frame.findChildren(QWidget, name) if w.isVisible()]
        return shown[0] if shown else None

    def _offers(self) -> list[Any]:
        return [one for one in self.program.frame.findChildren(QWidget, "suggestions") if one.items]


@pytest.fixture
def desk(qtbot: QtBot, start: Callable[[Path], Program], desk_folder: Path) -> Desk:
    """A desk with a teacher, a head, and the age rule of the class blog."""
    opened = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    work = Work(opened, "leader", NOW)
    add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)
    add_person(work, "Margaret", "Iqbal", PersonKind.STAFF)
    rule = AgeRule(
        effective_from=date(2024, 9, 1),
        minimum_age=5,
        basis=Basis.SCHOOL,
        source="The school's own rule",
        checked_on=date(2026, 9, 1),
    )
    keeping.save(work, Platform(platform="class-blog", age_rules=(rule,), check_again_on=date(2027, 3, 1)))
    opened.close()
    program = start(desk_folder)
    unlock(qtbot, program)
    return Desk(program, qtbot)


def ask_about_a_blog(desk: Desk) -> None:
    desk.shell.show_page("enquiries")
    desk.shell.page.begin_new()
    desk.settle()
    desk.pick("asked_by", "iqb")
    desk.type("topic", "Can Year 5 have a blog?")
    desk.pick("platform", "class b")
    desk.type("question", "Pairs would write about rivers.")
    desk.save()


def turn_into_project(desk: Desk) -> None:
    desk.settle()
    desk.shell.page.detail.findChild(QAction, "action.turn-into.projects").trigger()
    desk._qtbot.waitUntil(lambda: desk.shell.page.objectName() == "page.projects", timeout=PATIENCE)
    desk.settle()


def test_enquiry_becomes_a_ready_project_and_nothing_is_typed_twice(desk: Desk) -> None:
    ask_about_a_blog(desk)
    turn_into_project(desk)
    carried = desk.shell.page.form.body.values()
    assert carried["title"] == "Can Year 5 have a blog?"
    assert carried["platforms"] == ("class-blog",)
    assert "Pairs would write about rivers." in carried["purpose"]
    assert carried["owner_id"] is not None

    desk.see("field.year_groups.05").click()
    desk.type("first_use_on", "11/1/2027")
    advice = desk.shell.page.form.body.frames["first_use_on"].help
    assert advice.startswith("Tell technical support by Monday 28 December")
    desk.save()
    assert desk.step("ages-fit") == "Done"
    assert [
        desk.step(key) for key in ("approved", "owner-supported", "technical-support", "parents-told")
    ] == ["Missing"] * 4

    desk.do_step("approved")
    desk.pick("approved_by", "adey")
    desk.save()
    assert desk.step("approved") == "Done"
    desk.do_step("technical-support")
    desk.save()
    desk.do_step("parents-told")
    desk.save()
    desk.do_step("owner-supported")
    assert desk.shell.page.form.register == "support-sessions"
    desk.save()
    assert desk.see("readiness.state").text() == "Ready"

    desk.do_step("ready")
    desk.save()
    kept = keeping.load(desk.shell.session.work(), "projects", desk.shell.page.table.chosen)
    assert isinstance(kept, Project)
    assert kept.stage is Stage.READY


def test_project_shows_the_enquiry_it_began_as(desk: Desk) -> None:
    ask_about_a_blog(desk)
    turn_into_project(desk)
    desk.type("first_use_on", "11/1/2027")
    desk.save()
    links = desk.shell.page.detail.findChildren(QWidget)
    assert any(getattr(link, "text", str)() == "ENQ-2026-001" for link in links)


def test_strip_in_the_form_follows_what_is_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.shell.show_page("projects")
    desk.shell.page.begin_new()
    desk.settle()
    desk.see("step.technical-support.state")
    desk.type("first_use_on", "11/1/2027")
    desk.type("technical_request_on", "19/11/2026")
    told = "Technical support told in time: done"
    qtbot.waitUntil(lambda: desk.see("step.technical-support.state").text() == told, timeout=PATIENCE)
