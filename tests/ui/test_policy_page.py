"""The policy's scorecard: state in a word, the reason, and numbers that open the records behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from esafety_desk.app import Program
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.people import PersonKind
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.services import keeping, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.ui.clause_list import STATES
from tests.conftest import CHEAP, NOW, PASSPHRASE, add_person
from tests.ui.conftest import seen
from tests.ui.test_unlock import unlock


@pytest.fixture
def program(qtbot: QtBot, start: Callable[[Path], Program], desk_folder: Path) -> Program:
    """A desk with two enquiries, one unanswered, and a version of the policy that one of three has read."""
    opened = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    work = Work(opened, "leader", NOW)
    teacher = add_person(work, "Margaret", "Iqbal", PersonKind.STAFF)
    add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF)
    asked = Enquiry(asked_by=teacher.id, asked_on=date(2026, 11, 3), topic="A class blog")
    keeping.save(work, asked)
    keeping.save(work, asked.changed(topic="A film", answer="Yes.", answered_on=date(2026, 11, 4)))
    keeping.save(work, PolicyVersion(name="2026", adopted_on=date(2026, 9, 15), review_due=date(2027, 9, 15)))
    keeping.save(
        work, Acknowledgement(person_id=teacher.id, policy_version="2026", seen_on=date(2026, 9, 20))
    )
    opened.close()
    made = start(desk_folder)
    unlock(qtbot, made)
    made.shell.show_page("policy")
    qtbot.waitUntil(lambda: made.jobs.is_idle)
    return made


def choose(program: Program, ref: str) -> None:
    program.shell.page.clauses.choose(ref)


def test_every_clause_says_its_state_in_a_word(program: Program) -> None:
    clauses = program.shell.page.clauses.model()
    words = {word for word, _ in STATES.values()}
    said = [clauses.index(row).data() for row in range(clauses.rowCount())]
    assert len(said) == 29
    assert all(line.rsplit(": ", 1)[1] in words for line in said)


def test_chosen_clause_shows_text_reason_and_mend(program: Program) -> None:
    choose(program, "Staff 7")
    assert seen(program, "clause.title").text() == "Two weeks' notice"
    assert seen(program, "clause.reason").text()
    assert seen(program, "clause.state").text() in {word for word, _ in STATES.values()}


def test_number_opens_the_very_records_behind_it(qtbot: QtBot, program: Program) -> None:
    choose(program, "Staff 1")
    links = [w for w in program.frame.findChildren(QWidget) if w.objectName().startswith("evidence.")]
    unanswered = next(w for w in links if w.isVisible() and w.accessibleName() == "1 Not answered")
    unanswered.follow()
    page = program.shell.page
    assert page.objectName() == "page.enquiries"
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert page.model.rowCount() == 1
    assert seen(program, "only.told").text() == "Staff 1 · Not answered"
    seen(program, "action.show-all-records").click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_version_says_who_has_read_it_and_shows_who_has_not(qtbot: QtBot, program: Program) -> None:
    said = [w.text() for w in seen(program, "policy.version").findChildren(QWidget) if hasattr(w, "text")]
    assert "read by 1 of 3 staff" in said
    seen(program, "policy.unread").follow()
    assert program.shell.page.objectName() == "page.people"
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert program.shell.page.model.rowCount() == 2


def test_clause_is_put_into_the_schools_own_words(qtbot: QtBot, program: Program) -> None:
    choose(program, "Staff 1")
    seen(program, "action.edit-clause").click()
    qtbot.waitUntil(lambda: program.shell.page.objectName() == "page.clauses")
    qtbot.waitUntil(lambda: program.shell.page.form is not None)
    text = seen(program, "field.text")
    text.setPlainText("Ask Maren first.")
    seen(program, "action.save").click()
    qtbot.waitUntil(lambda: program.shell.page.form is None)
    program.shell.show_page("policy")
    qtbot.waitUntil(lambda: seen(program, "clause.text").text() == "Ask Maren first.")


def test_desk_without_a_version_offers_to_record_one(qtbot: QtBot, start, desk_folder: Path) -> None:
    program = start(desk_folder)
    unlock(qtbot, program)
    program.shell.show_page("policy")
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    seen(program, "action.record-version").click()
    assert program.shell.page.objectName() == "page.policy-versions"
    assert program.shell.page.form is not None
