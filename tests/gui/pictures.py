"""Takes a picture of every page: ``python -m tests.gui.pictures OUT [--dark] [--size 1920x1080]``.

The desk is the invented school on a fixed day, so that a picture changes only when the window does. For the
looks of a screen at 200 %, set QT_SCALE_FACTOR=2 and halve the size.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from esafety_desk.app import Program
from esafety_desk.policy.report_choices import Choices
from esafety_desk.records.registers import REFERRALS
from esafety_desk.services import issuing, keeping, listing, reporting, today
from esafety_desk.services.demo import build_demo_desk
from esafety_desk.services.listing import ListQuery
from esafety_desk.ui.places import PLACE_OF
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.gui import picture_journeys as journeys
from tests.gui import picture_states as states
from tests.gui.driving import wait, within
from tests.gui.studio import Studio, turn_to_the_end

NEW_FORMS = (
    "enquiries",
    "projects",
    "exemptions",
    "teaching",
    "platforms",
    "monitoring-checks",
    "moderation",
)


def desk_pages(studio: Studio, program: Program) -> None:
    shell = program.shell
    assert shell is not None
    for page in PLACE_OF:
        shell.show_page(page)
        studio.settle(program)
        table = getattr(shell.page, "table", None)
        if table is not None and table.model().rowCount():
            table.selectRow(0)
        studio.take(program, page)
    for register in (
        "incidents",
        "support-sessions",
        "approvals",
        "referrals",
        "actions",
        "people",
        *NEW_FORMS,
    ):
        shell.show_page(register)
        shell.page.begin_new()
        studio.take(program, f"{register}-form")
        turn_to_the_end(shell.page.form)
        studio.take(program, f"{register}-form-end")
        shell.page.step_back()
    _incident_outside_school(studio, program)
    carried_on(studio, program)
    asked_by_today(studio, program)
    shell.go("incidents")
    within(shell.page, "filter.text").setText("nothing at all like this")
    studio.take(program, "incidents-filtered-to-nothing")
    shell.go("reports")
    wait(lambda: within(shell.page, "action.save_pdf").isEnabled())
    studio.take(program, "reports")
    for tab in ("words", "figures", "issued", "choose"):
        within(shell.page, f"tab.{tab}").click()
        studio.take(program, f"reports-{tab}")
    shell.show_page("settings")
    studio.take(program, "settings")
    turn_to_the_end(shell.page)
    studio.take(program, "settings-end")
    shell.go("incidents")
    shell.open_search()
    studio.settle(program)
    within(shell, "palette.text").setText("chat")
    studio.take(program, "search")
    shell._search.close_palette()
    in_a_meeting(studio, program)


def carried_on(studio: Studio, program: Program) -> None:
    """What the pages look like half-way through a piece of work."""
    shell = program.shell
    shell.show_page("enquiries")
    studio.settle(program)
    shell.page.detail.findChild(QAction, "action.turn-into.projects").trigger()
    studio.take(program, "enquiry-turned-into-project")
    shell.page.step_back()
    shell.show_page("projects")
    for row in range(shell.page.model.rowCount()):
        shell.page.table.selectRow(row)
        studio.settle(program)
        if shell.page.detail.findChild(QWidget, "step.approved.told").text().startswith("A Head"):
            break
    studio.take(program, "project-not-ready")
    within(shell.page, "step.parents-told").follow()
    studio.take(program, "project-parents-told")
    shell.page.step_back()
    shell.show_page("policy")
    studio.settle(program)
    for ref in ("Staff 7", "Pupils 4", "Out 1"):
        shell.page.clauses.choose(ref)
        studio.take(program, f"policy-{ref.lower().replace(' ', '-')}")
    within(shell.page, "evidence.0").follow()
    studio.take(program, "policy-evidence")
    shell.page.only.clear()
    shell.show_page("settings")
    card = program.frame.findChild(QWidget, "card.words")
    studio.settle(program)
    area = card.parentWidget().parentWidget().parentWidget()
    area.ensureWidgetVisible(card, 0, 0)
    studio.take(program, "settings-words")


def asked_by_today(studio: Studio, program: Program) -> None:
    """Bullying that nobody was asked about, bullying that may have come back, and a child who was part of it."""
    session = program.shell.session
    due = today.agenda(session.desk, session.today()).reminders
    reminders = (*due.overdue, *due.this_week, *due.waiting)
    for words, name in (("Refer ", "incident-not-referred"), ("Did the ", "referral-came-back")):
        found = next(one for one in reminders if one.title.startswith(words))
        session.navigate.emit(found.register, found.id)
        studio.take(program, name)
    (referral,) = listing.records(session.desk, ListQuery(REFERRALS, only=frozenset({found.id})))
    incident = keeping.load(session.work(), "incidents", referral.about_id)
    session.navigate.emit("people", incident.people[0].person_id)
    studio.take(program, "person-and-what-they-were-part-of")


def in_a_meeting(studio: Studio, program: Program) -> None:
    """The meeting view before anything was issued, its parts, a minute half-typed, and the way out."""
    shell, frame = program.shell, program.frame
    session = shell.session
    size = frame.size()
    shell.open_meeting()
    frame.showNormal()
    frame.resize(size)
    studio.take(program, "meeting-without-a-report")
    term = reporting.periods(session.desk, session.today())[0]
    issuing.issue(session.work(), Choices(term), "E-safety leader")
    view = within(frame, "meeting")
    view.put_away()
    shell.open_meeting()
    frame.showNormal()
    frame.resize(size)
    for tab in ("report", "scorecard", "actions", "decisions"):
        studio.settle(program)
        within(frame, f"tab.{tab}").click()
        studio.take(program, f"meeting-{tab}")
    within(frame, "action.minute").click()
    within(frame, "field.minute.kind").setCurrentText("Action")
    within(frame, "field.minute.words").setText("Look at the filter together")
    studio.take(program, "meeting-minute")
    within(frame, "field.minute.words").clear()
    within(frame, "meeting.search").setText("session")
    studio.take(program, "meeting-search")
    within(frame, "meeting.search").setText("nothing at all like this")
    studio.take(program, "meeting-nothing-found")
    within(frame, "meeting.search").clear()
    within(frame, "action.meeting.leave").click()
    studio.take(program, "meeting-leaving")


def _incident_outside_school(studio: Studio, program: Program) -> None:
    """The longest form at its longest, with its messages."""
    shell = program.shell
    shell.go("incidents")
    shell.page.begin_new()
    studio.settle(program)
    within(shell.page, "field.whereabouts.outside").click()
    within(shell.page, "field.people.add").click()
    shell.page.save()
    studio.take(program, "incidents-form-refused")
    turn_to_the_end(shell.page.form)
    studio.take(program, "incidents-form-outside")
    shell.page.step_back()


def first_run(studio: Studio, program: Program) -> None:
    """The wizard from its first step to the last, filled in as a leader would, and what an empty desk shows."""
    frame = program.frame
    studio.take(program, "wizard-1-school")
    within(frame, "field.school_name").setText("Willowmere Primary School")
    _next(studio, program, "wizard-2-leader", given_name="Maren", family_name="Ashdown")
    _next(studio, program, "wizard-3-passphrase", passphrase=PASSPHRASE)
    _next(studio, program, "wizard-4-recovery-key")
    key = within(frame, "wizard.recovery_key").text()
    _next(studio, program, "wizard-5-asked-back", recovery_key_again=key.replace("\n", " "))
    _next(studio, program, "wizard-6-finish")
    within(frame, "wizard.next").click()
    wait(lambda: program.shell is not None)
    for place in ("today", "incidents", "reports"):
        program.shell.go(place)
        studio.take(program, f"{place}-on-the-first-day")


def _next(studio: Studio, program: Program, name: str, **answers: str) -> None:
    within(program.frame, "wizard.next").click()
    for field, text in answers.items():
        within(program.frame, f"field.{field}").setText(text)
    studio.take(program, name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1280x720")
    arguments = parser.parse_args()
    width, height = (int(part) for part in arguments.size.split("x"))
    studio = Studio(arguments.out, (width, height), "dark" if arguments.dark else "light")
    with tempfile.TemporaryDirectory() as given:
        aside = Path(given)
        folder = aside / "desk"
        build_demo_desk(folder, PASSPHRASE, now=NOW, cost=CHEAP).close()
        states.ways_in(studio, folder, aside)
        journeys.newer_desk(studio, folder, aside)
        program = studio.program(folder, aside / "settings.ini")
        program.start()
        studio.take(program, "unlock")
        within(program.frame, "field.passphrase").setText(PASSPHRASE)
        within(program.frame, "action.unlock").click()
        wait(lambda: program.shell is not None)
        states.used_elsewhere(studio, folder, aside)
        states.every_record(studio, program)
        states.what_opens(studio, program)
        states.on_paper(studio, program)
        states.helped(studio, program)
        journeys.arranged(studio, program)
        journeys.let_go(studio, program)
        desk_pages(studio, program)
        within(program.frame, "meeting").put_away()
        program.frame.centralWidget().show()
        states.what_is_said(studio, program)
        journeys.on_the_desk(studio, program)
        journeys.brought_in(studio, program, aside)
        journeys.reviewed(studio, program, aside)
        journeys.year_turned(studio, program)
        states.backed_up(studio, program, aside)
        program.frame.close()
        new = studio.program(aside / "new", aside / "settings.ini")
        new.start()
        first_run(studio, new)
        states.every_register_empty(studio, new)
        new.frame.close()


if __name__ == "__main__":
    main()
