"""From a record to its paper in one click, and a subject-access pack read item by item before it is given out."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from esafety_desk.services import evidence
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers import disclosing
from esafety_desk.ui.pack_review import PackReview
from esafety_desk.ui.paper_sheet import PaperSheet
from tests.papers import Cast, hostile
from tests.ui.registers.conftest import Hands


@pytest.fixture
def cast(work: Work) -> Cast:
    return hostile(work)


def detail_of(open_page: Any, register: str, record_id: int) -> Hands:
    hands: Hands = open_page(register)
    hands.settle()
    hands.page.show_record(record_id)
    hands.settle()
    return hands


def sheet_of(hands: Hands) -> PaperSheet:
    hands.settle()
    (sheet,) = hands.page.findChildren(PaperSheet)
    hands._qtbot.waitUntil(lambda: sheet.view.paper is not None)
    return sheet


def offered(hands: Hands) -> set[str]:
    """What the button at the record's head prints."""
    assert hands.find("action.record-papers").isVisible()
    return {line.objectName() for line in papers(hands) if line.isVisible()}


def papers(hands: Hands) -> list[QAction]:
    return [
        line for line in hands.page.detail.findChildren(QAction) if line.objectName().startswith("paper.")
    ]


def take(hands: Hands, name: str) -> None:
    """Choose a paper from the menu."""
    next(line for line in papers(hands) if line.objectName() == name).trigger()


@pytest.mark.parametrize(
    ("register", "who", "expected"),
    [
        ("projects", "project", {"parents-letter", "technical-request", "approval-sheet"}),
        ("incidents", "incident", {"incident-summary", "incident-summary.roles", "bullying-referral"}),
        ("exemptions", "exemption", {"exemption-certificate", "removal-confirmation"}),
        ("support-sessions", "session", {"session-handout"}),
        ("account-reviews", "review", {"review-record"}),
        ("people", "amelia", {"chronology", "chronology.roles", "access-pack", "transfer-pack"}),
    ],
)
def test_each_record_offers_its_papers(
    open_page: Any, cast: Cast, register: str, who: str, expected: set[str]
) -> None:
    hands = detail_of(open_page, register, getattr(cast, who).id)
    assert offered(hands) == {f"paper.{name}" for name in expected}


def test_the_menu_of_a_record_shows_the_paper_with_a_file_name_that_names_nobody(
    open_page: Any, cast: Cast
) -> None:
    hands = detail_of(open_page, "projects", cast.project.id)
    take(hands, "paper.parents-letter")
    paper = sheet_of(hands).view.paper
    assert paper.content.startswith(b"%PDF-")
    assert paper.file_name == f"Letter-to-parents-{cast.project.reference}.pdf"


def test_a_register_offers_its_blank_form(open_page: Any, cast: Cast) -> None:
    hands: Hands = open_page("incidents")
    hands.settle()
    line = next(act for act in hands.page.findChildren(QAction) if act.objectName() == "paper.blank-forms")
    line.trigger()
    assert sheet_of(hands).view.paper.file_name == "Blank-forms-incidents.pdf"


def test_a_pack_is_reviewed_and_what_is_given_out_is_kept(open_page: Any, work: Work, cast: Cast) -> None:
    hands = detail_of(open_page, "people", cast.amelia.id)
    take(hands, "paper.access-pack")
    hands.settle()
    (review,) = hands.page.findChildren(PackReview)
    items = {item.key: at for at, item in enumerate(review._request.items)}
    line = review._list.item(items[cast.referral.reference])
    line.setCheckState(Qt.CheckState.Unchecked)
    hands.find("pack.reason").textEdited.emit("About another child")
    review._list.setCurrentRow(items[cast.incident.reference])
    hands.find("pack.text.account").setPlainText("Shorter.")
    hands.find("action.pack.disclose").click()
    paper = sheet_of(hands).view.paper
    (kept,) = evidence.attached_to(work.desk, cast.amelia.id)
    assert evidence.content(work, kept.id) == paper.content
    assert disclosing.opened(work, cast.amelia.id).review == disclosing.Review()


def test_a_review_that_is_left_is_found_as_it_was(open_page: Any, work: Work, cast: Cast) -> None:
    hands = detail_of(open_page, "people", cast.amelia.id)
    take(hands, "paper.access-pack")
    hands.settle()
    (review,) = hands.page.findChildren(PackReview)
    review._list.item(1).setCheckState(Qt.CheckState.Unchecked)
    key = review._request.items[1].key
    review.close()
    hands.settle()
    assert set(disclosing.opened(work, cast.amelia.id).review.left_out) == {key}
