"""Any list is put on paper as it is seen: its rows, in their order, under the words that narrowed it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from esafety_desk.records.people import PersonKind
from esafety_desk.store import audit
from tests.conftest import add_person
from tests.gui.conftest import Answers, ComeIn, at_work
from tests.gui.driving import Leader, wait
from tests.gui.paper import Paper
from tests.gui.printed import is_alike, sides

FILE = f"People-{date(2026, 11, 19)}.pdf"


@pytest.fixture
def people(come_in: ComeIn, desk_folder: Path) -> Leader:
    with at_work(desk_folder) as work:
        for given in ("Aoife", "Bogdan", "Chidi"):
            add_person(work, given, "Marsh", PersonKind.STAFF)
    leader = come_in()
    leader.go("people")
    leader.waits_for("Aoife Marsh")
    return leader


def put_on_paper(leader: Leader) -> None:
    leader.program.shell.page.findChild(QAction, "action.print-list").trigger()
    wait(lambda: leader.see("action.save_pdf").isEnabled(), "the pages")


def test_list_is_saved_and_printed_as_it_is_narrowed(
    people: Leader, answers: Answers, desk_folder: Path
) -> None:
    people.fill("filter.text", "Bogdan")
    people.settle()
    put_on_paper(people)
    people.click("action.save_pdf")
    people.waits_for(f"{FILE} saved.")
    people.click("action.print")
    people.waits_for(f"{answers.printed.name} saved.")
    told = Paper(answers.folder / FILE).text
    assert ("Bogdan" in told, "Aoife" in told, "“Bogdan”" in told, "1 record" in told) == (
        True, False, True, True,
    )  # fmt: skip
    (kept,), (printed,) = sides(answers.folder / FILE), sides(answers.printed)
    assert is_alike(kept, printed)
    people.press("Ctrl+L")
    people.waits_for("Locked.")
    with at_work(desk_folder) as work, work.desk.reading() as connection:
        assert [line.verb for line in audit.lines(connection, "people")].count("printed") == 2


def test_esc_puts_the_paper_away_and_the_list_is_there_again(people: Leader) -> None:
    put_on_paper(people)
    people.press("Esc")
    wait(lambda: not people.sees("People on paper"), "the list")
    assert people.sees("Aoife Marsh")
