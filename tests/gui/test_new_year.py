"""The leader turns the school year: corrects a class, ends a role, looks at what will happen, and takes it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from esafety_desk.records.people import Person, PersonKind, Role, YearGroup
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keeping, listing
from esafety_desk.services.listing import ListQuery
from tests.conftest import PASSPHRASE, add_person
from tests.gui.conftest import Sit, at_work
from tests.gui.driving import Clock, Leader, wait

LAST_DAY = date(2027, 7, 22)
CLASSES = {
    "Wren": (YearGroup.RECEPTION, "RW"),
    "Kofi": (YearGroup.YEAR_5, "5B"),
    "Zofia": (YearGroup.YEAR_6, "6A"),
}


@pytest.fixture
def summer(sit: Sit, clock: Clock, desk_folder: Path) -> Leader:
    """At the program on a day of the next summer holiday, on the page of the new school year."""
    with at_work(desk_folder) as work:
        for name, (year, class_name) in CLASSES.items():
            child = Person(kind=PersonKind.PUPIL, given_name=name, year_group=year, class_name=class_name)
            keeping.save(work, child)
        add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)
    clock.comes(2027, 7, 26)
    leader = sit(desk_folder)
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Monday 26 July")
    leader.program.shell.session.navigate.emit("new-year", 0)
    leader.waits_for("2027–28 is next")
    leader.settle()
    return leader


def told(leader: Leader) -> str:
    return " ".join(leader.reads_within("new-year.preview"))


def people(leader: Leader) -> dict[str, Person]:
    """Everybody as they are kept now, by first name."""
    wait(lambda: leader.program.jobs.is_idle)
    found: list[Any] = []
    session = leader.program.shell.session
    session.run(session, lambda: listing.records(session.desk, ListQuery(PEOPLE)), found.extend)
    wait(lambda: found, "the people to be read")
    return {person.given_name: person for person in found}


def test_a_year_that_is_well_under_way_is_turned_only_once_the_classes_are_said_to_be_old(
    sit: Sit, clock: Clock, desk_folder: Path
) -> None:
    with at_work(desk_folder) as work:
        keeping.save(work, Person(kind=PersonKind.PUPIL, given_name="Kofi", year_group=YearGroup.YEAR_5))
    leader = sit(desk_folder)
    leader.type(PASSPHRASE)
    leader.press("Return")
    leader.waits_for("Thursday 19 November")
    leader.program.shell.session.navigate.emit("new-year", 0)
    leader.waits_for("Is this still to be done?")
    leader.settle()
    assert not leader.see("action.turn-year").isEnabled()
    leader.click("field.still-last-years")
    assert leader.see("action.turn-year").isEnabled()


def test_the_year_turns_as_it_was_corrected_and_is_taken_back(summer: Leader) -> None:
    assert "2 pupils move up, in 2 classes." in told(summer)
    assert "1 pupil leaves on Thu 22 July" in told(summer)
    assert summer.reads("field.to_name.2") == "6B"
    summer.fill("field.to_name.2", "Oak")
    assert summer.reads("field.to_name.2") == "Oak"
    summer.choose("field.to_year.1", "Leaves")
    assert not summer.see("field.to_name.1").isEnabled()
    (role,) = (box for box in summer.program.frame.findChildren(QCheckBox) if "Adeyemi" in box.text())
    summer.click(role.objectName())
    assert "1 pupil moves up, in 1 class." in told(summer)
    assert "2 pupils leave" in told(summer)
    assert "1 role ends" in told(summer)
    summer.click("action.turn-year")
    summer.waits_for("It can still be taken back")
    session = summer.program.shell.session
    after = people(summer)
    assert after["Kofi"].class_name == "Oak"
    assert after["Wren"].left_on == after["Zofia"].left_on == LAST_DAY
    assert after["Oluwaseun"].roles[0].until == LAST_DAY
    wait(lambda: session.school.terms[-1].name == "Summer 2028", "the new terms")
    summer.click("action.take-year-back")
    summer.waits_for("2027–28 is next")
    before = people(summer)
    assert before["Kofi"].class_name == "5B"
    assert before["Wren"].left_on is None
    wait(lambda: session.school.terms[-1].name == "Summer 2027", "the terms to be as they were")


def test_a_confirmed_year_stays_and_offers_last_years_report(summer: Leader) -> None:
    summer.click("action.turn-year")
    summer.waits_for("It can still be taken back")
    summer.click("action.confirm-year")
    summer.waits_for("2027–28 is confirmed")
    summer.click("action.last-years-report")
    wait(lambda: summer.program.frame.findChild(QWidget, "page.reports") is not None, "the reports")
    assert people(summer)["Kofi"].class_name == "6B"


def test_terms_of_one_name_are_said_beside_them(summer: Leader) -> None:
    lines = summer.program.frame.findChildren(QLineEdit)
    spring = next(line for line in lines if line.text() == "Spring 2028" and line.isVisible())
    spring.setText("Autumn 2027")
    assert summer.reads("message.new-terms") == "Two terms have the same name."
    assert not summer.see("action.turn-year").isEnabled()
