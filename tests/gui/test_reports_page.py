"""Reports: another period draws other pages, and what is saved or printed is what was seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.people import PersonKind
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping, reporting
from esafety_desk.store import audit
from tests.conftest import add_person
from tests.gui.conftest import Answers, ComeIn, at_work
from tests.gui.driving import Leader, wait
from tests.gui.paper import Paper
from tests.gui.printed import is_alike, is_grey, sides

SAVED = "Governors-report-Autumn-2026.pdf"


@pytest.fixture
def reports(come_in: ComeIn, desk_folder: Path) -> Leader:
    """The leader at the reports of a school with one support session, in October."""
    with at_work(desk_folder) as work:
        teacher = add_person(work, "Siân", "O’Brien", PersonKind.STAFF)
        came = (Attendee(person_id=teacher.id),)
        keeping.save(work, SupportSession(held_on=date(2026, 10, 5), adviser_id=2, attendees=came))
    leader = come_in()
    leader.go("reports")
    wait_for_pages(leader)
    return leader


def wait_for_pages(leader: Leader) -> None:
    wait(lambda: leader.see("action.save_pdf").isEnabled(), "the pages")


def pages(leader: Leader) -> str:
    """What can be read in the preview, in one line."""
    view = leader.see("report.preview")
    assert isinstance(view, QPdfView)
    document = view.document()
    told = [document.getAllText(number).text() for number in range(document.pageCount())]
    return " ".join(" ".join(told).split())


def test_running_term_is_drawn_at_once(reports: Leader) -> None:
    assert reports.reads("field.period") == "Autumn 2026"
    assert reports.reads("report.span") == "1 September 2026 – 3 January 2027"
    assert "Support sessions held 1" in pages(reports)


def test_another_period_draws_other_pages(reports: Leader) -> None:
    reports.choose("field.period", "2025–26")
    reports.waits_for("1 September 2025 – 31 August 2026")
    wait_for_pages(reports)
    assert "Support sessions held 0" in pages(reports)


def test_any_days_can_be_counted(reports: Leader) -> None:
    reports.choose("field.period", "Other dates")
    assert reports.sees("Give the first and the last day to count.", "No pages to show")
    assert not reports.see("action.save_pdf").isEnabled()
    reports.fill("field.since", "1/10/2026")
    reports.press("Tab")
    reports.type("31 oct")
    reports.waits_for("1 October – 31 October 2026")
    wait_for_pages(reports)
    assert "Support sessions held 1" in pages(reports)


def test_days_the_wrong_way_round_are_told_and_nothing_can_be_saved(
    reports: Leader, answers: Answers
) -> None:
    reports.choose("field.period", "Other dates")
    reports.fill("field.since", "31/10/2026")
    reports.fill("field.until", "1/10/2026")
    assert reports.sees("The period ends before it begins. Put the earlier date first.")
    reports.press("Ctrl+S")
    assert answers.asked == []


def test_file_holds_the_very_pages_that_are_printed(reports: Leader, answers: Answers) -> None:
    reports.click("action.save_pdf")
    reports.waits_for(f"{SAVED} saved.")
    reports.click("action.print")
    reports.waits_for(f"{answers.printed.name} saved.")
    saved, printed = sides(answers.folder / SAVED), sides(answers.printed)
    assert len(printed) == len(saved)
    assert all(is_alike(*pair) for pair in zip(printed, saved, strict=True))
    assert Paper(answers.folder / SAVED).figures("Support sessions held") == "1 0 0"


def test_page_range_copies_and_black_and_white_are_what_comes_out(reports: Leader, answers: Answers) -> None:
    def set_printer(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        printer.setCopyCount(2)
        printer.setColorMode(QPrinter.ColorMode.GrayScale)

    answers.set_printer = set_printer
    reports.click("action.save_pdf")
    reports.waits_for(f"{SAVED} saved.")
    reports.press("Ctrl+P")
    reports.waits_for(f"{answers.printed.name} saved.")
    wanted, printed = sides(answers.folder / SAVED)[1:3] * 2, sides(answers.printed)
    assert [is_alike(*pair) for pair in zip(wanted, printed, strict=True)] == [True] * 4
    assert all(is_grey(side) for side in printed)


def test_printing_that_takes_long_is_told_and_can_be_stopped(reports: Leader, answers: Answers) -> None:
    answers.set_printer = lambda printer: printer.setCopyCount(300)
    QTest.mouseClick(reports.see("action.print"), Qt.MouseButton.LeftButton)  # a click that waits for nothing
    reports.waits_for("Printing side")
    reports.click("action.progress.cancel")
    reports.waits_for("Printing stopped. Sheets already sent may still come out.")
    assert not answers.printed.exists()


def test_paper_leaves_the_desk_under_a_passphrase_of_its_own(reports: Leader, answers: Answers) -> None:
    reports.click("action.save_locked")
    reports.type("short")
    reports.press("Return")
    assert "characters" in reports.reads("message.file_passphrase")
    reports.fill("field.file_passphrase", "kites over the orchard wall")
    reports.press("Return")
    reports.waits_for(f"{SAVED} saved.")
    reader = PdfReader(answers.folder / SAVED)
    assert reader.is_encrypted
    assert not reader.decrypt("something else")
    assert reader.decrypt("kites over the orchard wall")


def test_every_saving_and_printing_is_kept_on_record(
    reports: Leader, answers: Answers, desk_folder: Path
) -> None:
    reports.press("Ctrl+S")
    reports.waits_for(f"{SAVED} saved.")
    reports.click("action.print")
    reports.waits_for(f"{answers.printed.name} saved.")
    reports.press("Ctrl+L")
    reports.waits_for("Locked.")
    with at_work(desk_folder) as work, work.desk.reading() as connection:
        printed = [line for line in audit.lines(connection, "governors-report") if line.verb == "printed"]
    assert len(printed) == 2


def test_place_that_cannot_be_written_is_told_in_a_sentence(reports: Leader, answers: Answers) -> None:
    answers.folder = answers.folder / "not there"
    reports.click("action.save_pdf")
    reports.waits_for(
        f"{SAVED} cannot be written. Free some space, close it elsewhere, or choose another folder."
    )
    reports.click("action.put-away")
    assert not reports.sees("cannot be written")


def test_heading_brings_its_page_into_view(reports: Leader) -> None:
    view = reports.see("report.preview")
    assert isinstance(view, QPdfView)
    assert view.pageNavigator().currentPage() == 0
    reports.tab_to("report.contents")
    reports.press("End")
    reports.press("Return")
    page = view.pageNavigator().currentPage()
    assert page > 0
    assert "Sign-off" in view.document().getAllText(page).text()


def test_report_that_would_give_someone_away_is_not_drawn(
    reports: Leader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise KnownError("This report was not drawn: choose a longer period.")

    monkeypatch.setattr(reporting, "draft", refuse)
    reports.choose("field.period", "2025–26")
    reports.waits_for("No pages to show", "This report was not drawn: choose a longer period.")
    assert not reports.see("action.save_pdf").isEnabled()
    assert not reports.see("action.print").isEnabled()
