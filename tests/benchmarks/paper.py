"""The governors' report from the click to the previewed page, and a long list on paper, against ReportLab alone."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView

from esafety_desk.policy.figures import Edition
from esafety_desk.policy.report_choices import Choices
from esafety_desk.reports import register
from esafety_desk.reports.document import Column
from esafety_desk.services import printing_lists, reporting
from esafety_desk.ui.reports_page import ReportsPage
from tests.benchmarks import plain
from tests.benchmarks.measure import Limit, Row, Timed, clocked, median, side_by_side
from tests.benchmarks.stage import Stage, settle, show, until
from tests.reports import papers

_ROUNDS = 12
_GOAL, _MS = 1.5, 150.0
_PAGE_PX = QSize(900, 1273)
_LIST_ROWS, _LONG_LIST = 3_000, 30_000
_LEFTS = (56.0, 150.0, 230.0, 340.0, 640.0, 720.0)
_A_PAGE = 26
_HEADS = ("Reference", "Happened", "What", "In short", "Where", "Status")


def rows(stage: Stage) -> list[Row]:
    return [_report(stage), _list(), _long_list()]


def _report(stage: Stage) -> Row:
    session = stage.session
    period = reporting.periods(session.desk, session.today())[0]
    choices = Choices(period, Edition.STANDARD)
    report = reporting.draft(session.desk, choices, today=session.today()).report
    ours, theirs = side_by_side(
        _click(stage, choices), clocked(lambda: plain.report(report)), _ROUNDS, warm_up=2
    )
    limit = Limit("median", median(ours), _MS)
    what, yardstick = "governors' report, click → previewed page", "ReportLab's flowables on ready figures"
    return Row(what, yardstick, median(ours), median(theirs), _GOAL, limits=(limit,))


def _list() -> Row:
    """A page of a printed list: ours is measured, broken and furnished, the canvas only draws."""
    ours, theirs = side_by_side(
        clocked(lambda: _printed(_LIST_ROWS)),
        clocked(lambda: plain.register(_invented(_LIST_ROWS), _LEFTS, _A_PAGE)),
        rounds=3,
    )
    our_pages, their_pages = _pages(_printed(_LIST_ROWS)), -(-_LIST_ROWS // _A_PAGE)
    what, yardstick = "list printed, per page", "ReportLab's canvas"
    return Row(what, yardstick, median(ours) / our_pages, median(theirs) / their_pages, _GOAL)


def _long_list() -> Row:
    """Ten times the rows may take ten times as long."""
    ours, theirs = side_by_side(
        clocked(lambda: _printed(_LONG_LIST)), clocked(lambda: _printed(_LIST_ROWS)), rounds=1, warm_up=0
    )
    what, yardstick = "list of 30,000 rows, per row", "list of 3,000 rows"
    return Row(what, yardstick, median(ours) / _LONG_LIST, median(theirs) / _LIST_ROWS, 1.25)


def _printed(count: int) -> bytes:
    heads = tuple(map(Column, _HEADS))
    document = papers.paper(title="Incidents", mark=printing_lists.MARK)
    return register.render(document, heads, _invented(count), count)


def _pages(content: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def _invented(count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        yield (
            f"INC-2026-{number:05}",
            f"{number % 28 + 1} Nov 2026",
            ("Group chat", "Sharing an image", "Online bullying")[number % 3],
            f"What was said in the group chat after school, number {number}",
            ("At home", "On the way", "At school")[number % 3],
            ("Closed", "Open")[number % 2],
        )


def _click(stage: Stage, choices: Choices) -> Timed:
    page = ReportsPage(stage.session)
    show(page)
    preview = page.findChild(QPdfView, "report.preview")
    settle()

    def previewed() -> None:
        before = preview.document()
        page._choices.chosen.emit(choices)
        until(lambda: preview.document() is not before and _is_ready(preview))
        preview.document().render(0, _PAGE_PX)

    return clocked(previewed)


def _is_ready(preview: QPdfView) -> bool:
    return preview.document() is not None and preview.document().status() is QPdfDocument.Status.Ready
