"""The governors' report from its first draft to the archive: worded, read for names, attested, issued, verified."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest

from esafety_desk.policy.calendar import between
from esafety_desk.policy.figures import Edition
from esafety_desk.records.incident import Incident, Severity, Whereabouts
from esafety_desk.records.people import PersonKind
from esafety_desk.services import archive, keeping, narrating
from esafety_desk.ui.pdf_pages import PdfPages
from tests.conftest import add_person
from tests.gui.conftest import Answers, ComeIn, at_work
from tests.gui.driving import Leader, wait

NAMED = "Siân asked for help with a group chat."
MENDED = "A member of staff asked for help with a group chat."
INCIDENT = Incident(
    kind="conduct.exclusion-from-group",
    summary="A class group chat turned on one child",
    happened_on=date(2026, 11, 9),
    reported_on=date(2026, 11, 10),
    whereabouts=Whereabouts.IN_SCHOOL,
    severity=Severity.MODERATE,
)
VERDICT = "Every byte is as it was issued."


@pytest.fixture
def leader(come_in: ComeIn, desk_folder: Path) -> Leader:
    """The leader at the draft on the running term."""
    with at_work(desk_folder) as work:
        add_person(work, "Siân", "O’Brien", PersonKind.STAFF)
        keeping.save(work, INCIDENT)
    leader = come_in()
    leader.go("reports")
    wait_for_pages(leader)
    return leader


def wait_for_pages(leader: Leader) -> None:
    wait(lambda: leader.see("action.save_pdf").isEnabled(), "the pages")


def shows(leader: Leader, text: str) -> bool:
    """Whether the preview says so."""
    view = leader.see("report.preview")
    assert isinstance(view, QPdfView)
    document = view.document()
    told = [document.getAllText(number).text() for number in range(document.pageCount())]
    return text in " ".join(" ".join(told).split())


def write_first_sentence(leader: Leader, text: str) -> None:
    leader.click("tab.words")
    leader.fill("words.sentences.1", text)
    wait(lambda: shows(leader, text), "the sentence on paper")


def issue(leader: Leader) -> None:
    leader.click("action.issue")
    leader.click("field.issue.attest")
    leader.click("action.issue.confirm")
    leader.waits_for("is issued.")
    leader.waits_for("These are the very bytes.")


def test_report_is_worded_mended_issued_opened_and_verified(
    leader: Leader, answers: Answers, desk_folder: Path
) -> None:
    write_first_sentence(leader, NAMED)
    leader.waits_for("“Siân” may name Siân O’Brien.", "1 name found, marked below.")
    leader.click("action.issue")
    leader.click("field.issue.attest")
    assert leader.sees("1 name found in your words. Take them out first.", "The words still name someone.")
    assert not leader.see("action.issue.confirm").isEnabled()
    leader.click("action.issue.words")
    leader.fill("words.sentences.1", MENDED)
    leader.waits_for("The words name nobody of the desk.")
    issue(leader)
    assert shows(leader, MENDED)
    assert leader.sees("Issued Thu 19 Nov by E-safety leader")
    leader.click("action.save_pdf")
    leader.waits_for("Governors-report-Autumn-2026.pdf saved.")
    file = answers.folder / "Governors-report-Autumn-2026.pdf"
    answers.files = [file]
    leader.click("action.verify")
    leader.waits_for("As issued", VERDICT)
    leader.press("Ctrl+L")
    leader.waits_for("Locked.")
    with at_work(desk_folder) as work:
        (kept,) = archive.issued(work.desk)
        assert archive.content(work.desk, kept.id) == file.read_bytes()
        assert kept.attested_by == "E-safety leader"


def test_draft_is_told_from_an_issued_report_when_a_file_is_verified(
    leader: Leader, answers: Answers
) -> None:
    leader.click("action.save_pdf")
    leader.waits_for("Governors-report-Autumn-2026.pdf saved.")
    answers.files = [answers.folder / "Governors-report-Autumn-2026.pdf"]
    leader.click("tab.issued")
    assert leader.sees("Nothing issued yet")
    leader.click("action.verify")
    leader.waits_for("Not issued", "It is a draft of this desk.")
    answers.files[0].write_bytes(b"something else altogether")
    leader.click("action.verify")
    leader.waits_for("Not from this desk")


def test_file_that_cannot_be_read_is_told_in_a_sentence(leader: Leader, answers: Answers) -> None:
    answers.files = [answers.folder / "gone.pdf"]
    leader.click("tab.issued")
    leader.click("action.verify")
    leader.waits_for("gone.pdf cannot be read. Copy it to this computer and try again.")


def test_words_are_kept_by_themselves_and_found_again_after_locking(
    leader: Leader, desk_folder: Path
) -> None:
    leader.click("tab.words")
    leader.fill("words.sentences.2", MENDED)
    leader.press("Ctrl+L")
    leader.waits_for("Locked.")
    with at_work(desk_folder) as work:
        term = between(date(2026, 9, 1), date(2027, 1, 3))
        kept = narrating.kept(work.desk, term, Edition.STANDARD)
    assert kept.sentences is not None
    assert kept.sentences[1] == MENDED


def test_edited_sentences_go_back_to_what_the_figures_propose(leader: Leader) -> None:
    leader.click("tab.words")
    proposed = leader.reads("words.sentences.1")
    write_first_sentence(leader, MENDED)
    leader.click("action.sentences.as-proposed")
    wait(lambda: not shows(leader, MENDED), "the proposal on paper")
    assert leader.reads("words.sentences.1") == proposed


def test_word_that_names_nobody_here_is_asked_about_once(leader: Leader) -> None:
    write_first_sentence(leader, NAMED)
    leader.waits_for("“Siân” may name Siân O’Brien.")
    leader.click("action.names-nobody")
    leader.waits_for("The words name nobody of the desk.")
    issue(leader)


def test_letter_that_no_font_has_is_told_before_anything_is_printed(leader: Leader) -> None:
    leader.click("tab.words")
    leader.fill("words.sentences.1", "A club for \U00013000 began.")
    leader.waits_for("No pages to show", "U+13000")
    assert not leader.see("action.print").isEnabled()
    assert not leader.see("action.issue").isEnabled()
    leader.fill("words.sentences.1", MENDED)
    wait_for_pages(leader)
    assert shows(leader, MENDED)
    assert leader.see("action.issue").isEnabled()


def test_part_left_out_leaves_the_pages(leader: Leader) -> None:
    assert shows(leader, "What comes next")
    leader.tab_to("report.contents")
    leader.press("End")
    leader.press("Up", times=2)
    leader.press("Space")
    wait(lambda: not shows(leader, "What comes next"), "the pages without it")


def test_confidential_edition_is_not_issued_before_it_is_said_who_asked(leader: Leader) -> None:
    leader.choose("field.edition", "Confidential edition")
    wait(lambda: shows(leader, "Confidential"), "the other edition")
    wait_for_pages(leader)
    leader.click("action.issue")
    leader.waits_for("Say who asked for the confidential edition, by role.")
    leader.type("Chair of governors")
    wait_for_pages(leader)
    issue(leader)
    assert leader.sees("Autumn 2026 · Confidential edition")


def test_issuing_is_put_off_by_esc(leader: Leader) -> None:
    leader.click("action.issue")
    assert leader.sees("Issue this report", "Attest the sentence above to issue it.")
    leader.press("Esc")
    assert not leader.sees("Issue this report")
    assert leader.see("action.issue").isEnabled()


def test_figure_on_the_page_leads_to_the_records_behind_it(leader: Leader) -> None:
    pages = leader.see("report.preview")
    assert isinstance(pages, PdfPages)
    spot = pages.middle_of(0)
    assert pages.spot_at(spot) == 0
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    leader.waits_for("Incidents recorded · Autumn 2026")
    assert leader.see("nav.incidents").isChecked()
    leader.waits_for("A class group chat turned on one child")
    leader.click("action.show-all-records")


def test_figure_is_followed_by_keys_from_the_list(leader: Leader) -> None:
    leader.click("tab.figures")
    leader.tab_to("figures.list")
    leader.press("Home")
    leader.press("Down")
    leader.press("Return")
    leader.waits_for("Incidents recorded · Autumn 2026")


def test_figures_of_an_issued_report_stay_as_they_are_and_lead_nowhere(leader: Leader) -> None:
    issue(leader)
    pages = leader.see("report.preview")
    assert isinstance(pages, PdfPages)
    assert pages.spot_at(QPointF(pages.rect().center())) is None


def test_steps_ahead_are_added_with_owner_and_day(leader: Leader) -> None:
    leader.click("tab.words")
    leader.click("action.promises.add")
    leader.type("Ask families about their consoles")
    leader.press("Tab")
    leader.type("Head teacher")
    leader.press("Tab")
    leader.type("1/2/2027")
    wait(lambda: shows(leader, "Ask families about their consoles"), "the step on paper")
    assert shows(leader, "Head teacher")
    assert shows(leader, "1 February 2027")
