"""A school moves in: files are chosen, looked at, corrected, decided, brought in, taken back and reviewed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.registers import INCIDENTS, PEOPLE
from esafety_desk.services import keeping, listing
from esafety_desk.services.bringing_in import bring_in
from esafety_desk.services.import_report import Asked
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.ui.bringing_in.grid import Grid
from esafety_desk.ui.bringing_in.page import BringInPage
from esafety_desk.ui.tidying import collect_on_this_thread
from tests.conftest import add_person
from tests.gui import driving
from tests.gui.conftest import Answers, ComeIn
from tests.gui.driving import Leader, wait
from tests.gui.heartbeat import Heartbeat

LOG = "When,What happened,Who was it,Remark\n"
ROWS = (
    "03/04/2025,Amelia Jones was removed from the group by others and sent unkind messages.,Amelia Jones,in lesson\n"
    "04/05/2025,A scam message asking for gift cards was forwarded to the class.,Sofia Wang & Oscar,at break\n"
    ",There is no date in this row.,Amelia Jones,at home\n"
)
_LONGEST_PAUSE_MS = 100


@pytest.fixture
def files(answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Writes a file that the file dialog answers with from now on."""

    def chosen(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")

        def answer(parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None]) -> None:
            then([path])

        monkeypatch.setattr(answers, "ask_which_files", answer)
        return path

    return chosen


def incidents(leader: Leader) -> list[Incident]:
    work = leader.program.shell.session.work()
    found = (keeping.load(work, INCIDENTS.name, key) for key in listing.ids(work.desk, ListQuery(INCIDENTS)))
    return [incident for incident in found if isinstance(incident, Incident)]


def people(leader: Leader) -> list[Person]:
    work = leader.program.shell.session.work()
    found = (keeping.load(work, PEOPLE.name, key) for key in listing.ids(work.desk, ListQuery(PEOPLE)))
    return [person for person in found if isinstance(person, Person)]


def test_an_old_log_is_looked_at_corrected_brought_in_and_taken_back(
    come_in: ComeIn, answers: Answers, files: Callable[[str, str], Path]
) -> None:
    files("old log.csv", LOG + ROWS)
    leader = come_in()
    leader.go("incidents")
    leader.click("action.first-files")
    leader.click("action.files")
    leader.waits_for("every date in this column could be read either way", "3 rows read, 0 to come in")
    leader.click("action.day-first")
    leader.waits_for("3 rows read, 2 to come in. Nothing is kept yet.")
    leader.click("show.columns")
    place = leader.see("means.3")
    assert isinstance(place, QComboBox)
    place.setCurrentIndex(place.findText("Where"))
    place.activated.emit(place.currentIndex())
    leader.settle()
    assert incidents(leader) == []
    leader.click("action.save-refused")
    leader.waits_for("Saved as refused rows.csv. Mend it and bring it in.")
    saved = (answers.folder / "refused rows.csv").read_text(encoding="utf-8-sig")
    assert "There is no date in this row." in saved
    assert "Why it was refused" in saved
    leader.click("action.bring-in")
    leader.waits_for("3 rows read: 2 added and 1 refused.")
    brought = {incident.summary[:4]: incident for incident in incidents(leader)}
    assert brought["Amel"].happened_on.isoformat() == "2025-04-03"
    assert brought["Amel"].whereabouts.value == "in-school"
    leader.click("action.undo")
    leader.waits_for("4 records taken back.")
    assert incidents(leader) == []


def test_a_doubtful_row_of_a_roster_waits_until_somebody_says_who_it_is(
    come_in: ComeIn, work: Work, files: Callable[[str, str], Path]
) -> None:
    for _ in range(2):
        fields = {"given_name": "Ora", "family_name": "Klein", "year_group": YearGroup.YEAR_5}
        keeping.save(work, Person(kind=PersonKind.PUPIL, **fields))
    work.desk.close()
    files("Pupils.csv", "Forename,Surname,Year,Class\nOra,Klein,5,5B\n")
    leader = come_in()
    leader.go("people")
    leader.click("action.bring-in-files")
    leader.click("action.files")
    leader.waits_for("2 people of this name are here already.", "Who is this?")
    leader.click("decide.1")
    leader.waits_for("1 row read, 1 to come in.")
    leader.click("action.bring-in")
    leader.waits_for("1 row read: 1 changed.")
    assert sorted(person.class_name for person in people(leader) if person.family_name == "Klein") == [
        "",
        "5B",
    ]


def test_imported_incidents_are_reviewed_by_keys_alone(
    come_in: ComeIn, files: Callable[[str, str], Path]
) -> None:
    files("old log.csv", LOG + ROWS.replace("03/04", "23/04"))
    leader = come_in()
    leader.go("incidents")
    leader.click("action.bring-in-files")
    leader.click("action.files")
    leader.waits_for("to come in")
    leader.click("action.bring-in")
    leader.waits_for("2 added")
    leader.click("tab.review")
    leader.waits_for("1 OF 2", "Proposed for these words")
    leader.program.shell.page.setFocus()
    leader.press("Return")
    leader.waits_for("1 OF 1")
    leader.press("Return")
    leader.waits_for("Nothing to review")
    assert {incident.kind for incident in incidents(leader)} == {
        "conduct.exclusion-from-group",
        "commerce.scam",
    }
    assert {incident.decision.value for incident in incidents(leader)} == {"undecided"}


def test_imported_approvals_and_sessions_are_reviewed_from_today(
    come_in: ComeIn, work: Work, tmp_path: Path
) -> None:
    hope, karen = (
        add_person(work, *name, PersonKind.STAFF) for name in (("Hope", "Todd"), ("Karen", "Dunn"))
    )
    for register, text in (
        ("support-sessions", "Date,Staff,Advice\n13/01/2025,Miss T,Old posts\n"),
        (
            "approvals",
            "Date requested,Requested by,Platform,Purpose,Approved?\n14/01/2025,Hope Todd,Padlet,Wall,Yes\n",
        ),
    ):
        file = tmp_path / f"{register}.csv"
        file.write_text(text, encoding="utf-8")
        bring_in(work, register, [file], Asked(), lambda _: None)
    work.desk.close()
    leader = come_in()
    leader.waits_for("2 imported records to review")
    leader.click("open.review")
    leader.waits_for("1 OF 2", "Came: Miss T")
    leader.program.shell.page.setFocus()
    leader.press("Return")
    leader.waits_for("Adviser: This is needed.")
    for box, person in ((leader.see("meant.0"), hope), (leader.see("meant.1"), karen)):
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(person.id))
    leader.press("Return")
    leader.waits_for("1 OF 1", "Approved")
    decider = leader.see("meant.0")
    assert isinstance(decider, QComboBox)
    decider.setCurrentIndex(decider.findData(karen.id))
    leader.fill("field.decided_on", "20/1/2025")
    leader.press("Return")
    leader.waits_for("Nothing to review")


def test_the_columns_of_a_roster_are_corrected_and_remembered(
    come_in: ComeIn, files: Callable[[str, str], Path]
) -> None:
    files("Pupils.csv", "Forename,House,Class,DOB\nOra,Klein,5B,03/04/2016\n")
    leader = come_in()
    leader.go("people")
    leader.click("action.bring-in-files")
    for _ in range(2):
        leader.click("action.files")
        leader.waits_for("every date in this column could be read either way", "1 row read, 0 to come in")
        leader.click("action.day-first")
        leader.waits_for("1 row read, 1 to come in")
        leader.click("show.columns")
        house = leader.see("means.1")
        assert isinstance(house, QComboBox)
        assert house.currentText() in ("Not read", "Last name")
        if house.currentText() == "Not read":
            house.setCurrentIndex(house.findText("Last name"))
            house.activated.emit(house.currentIndex())
            leader.settle()
        leader.click("action.bring-in")
        leader.waits_for("1 row read: 1 added.")
        assert [one.family_name for one in people(leader) if one.given_name == "Ora"] == ["Klein"]
        leader.click("action.undo")
        leader.waits_for("1 record taken back.")


def test_who_is_no_longer_in_the_list_leaves_where_that_is_ticked(
    come_in: ComeIn, files: Callable[[str, str], Path]
) -> None:
    files("Pupils.csv", "UPN,Forename,Surname,Class\nA1,Ora,Klein,5B\nA2,Tom,Lee,5B\n")
    leader = come_in()
    leader.go("people")
    leader.click("action.bring-in-files")
    leader.click("action.files")
    leader.waits_for("2 to come in")
    leader.click("action.bring-in")
    leader.waits_for("2 added")
    files("Pupils.csv", "UPN,Forename,Surname,Class\nA1,Ora,Klein,5B\n")
    leader.click("action.files")
    leader.waits_for("1 person known from the same system is not in this list.", "0 to come in")
    leader.click("field.absent-left")
    leader.waits_for("1 to come in")
    rows = leader.see("list.rows")
    assert isinstance(rows, Grid)
    assert (rows.item(0, 1).text(), rows.item(0, 2).text()) == ("Left", "Tom Lee, Year 5, 5B")
    leader.click("action.bring-in")
    leader.waits_for("1 same and 1 left")
    assert [one.given_name for one in people(leader) if one.left_on] == ["Tom"]


def test_a_file_that_cannot_be_read_is_told_beside_the_button(
    come_in: ComeIn, files: Callable[[str, str], Path]
) -> None:
    files("strange.csv", "nothing,of,use\n1,2,3\n")
    leader = come_in()
    leader.go("people")
    leader.click("action.bring-in-files")
    leader.click("action.files")
    leader.waits_for("no column of people’s names was found")


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Callable[[Leader], None]]:
    """Has Python clear up where and when the program does, as it is started by a person."""
    yield lambda leader: collect_on_this_thread(leader.program, leader.program.jobs)
    gc.unfreeze()
    gc.enable()


@pytest.mark.slow
def test_the_window_stays_alive_on_a_hundred_thousand_rows_and_stops_within_a_second(
    come_in: ComeIn, collector: Callable[[Leader], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "_PATIENCE", 240.0)
    path = tmp_path / "Pupils.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("ID,Forename,Surname,Year\n")
        file.writelines(f"{n},Given{n % 97},Family{n},{n % 6 + 1}\n" for n in range(100_000))
    leader = come_in()
    collector(leader)
    leader.program.shell.show_page("bring-in")
    page = leader.program.shell.page
    assert isinstance(page, BringInPage)
    for read in (read_and_cancel, read_to_the_end):
        heart = Heartbeat(page)
        with heart.beating():
            read(leader, page, path)
        print(f"{read.__name__}: longest pause {heart.longest.told()}, {heart.beats:,} beats")
        assert heart.longest.own_ms < _LONGEST_PAUSE_MS, heart.longest.told()


def read_and_cancel(leader: Leader, page: BringInPage, path: Path) -> None:
    """The reading is over less than a second after it was cancelled."""
    page.read_files(PEOPLE.name, [path])
    leader.waits_for("Reading:", "rows so far")
    since = QElapsedTimer()
    leader.click("action.progress.cancel")
    since.start()
    wait(lambda: leader.program.jobs.is_idle)
    assert since.elapsed() < 1000


def read_to_the_end(leader: Leader, page: BringInPage, path: Path) -> None:
    page.read_files(PEOPLE.name, [path])
    wait(lambda: leader.program.jobs.is_idle)
    leader.waits_for("100,000 rows read, 100,000 to come in.")
