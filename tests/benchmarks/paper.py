"""The governors' report from the click to the previewed page, against ReportLab on ready figures."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView

from esafety_desk.policy.calendar import Period
from esafety_desk.services import reporting
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.reports_page import ReportsPage
from tests.benchmarks.measure import Limit, Row, Timed, clocked, median, side_by_side
from tests.benchmarks.stage import Stage, settle, show, until

_ROUNDS = 12
_GOAL, _MS = 1.5, 150.0
_PAGE_PX = QSize(900, 1273)


def rows(stage: Stage) -> list[Row]:
    session = stage.session
    period = reporting.periods(session.desk, session.today())[0]
    report = reporting.governors_report(session.desk, period, today=session.today())
    ours, theirs = side_by_side(
        _click(stage, period), clocked(lambda: reporting.render(report)), _ROUNDS, warm_up=2
    )
    limit = Limit("median", median(ours), _MS)
    what, yardstick = "governors' report, click → previewed page", "ReportLab on ready figures"
    return [Row(what, yardstick, median(ours), median(theirs), _GOAL, limits=(limit,))]


def _click(stage: Stage, period: Period) -> Timed:
    page = ReportsPage(stage.session, Outside(MachineSettings.of_this_user()))
    show(page)
    preview = page.findChild(QPdfView, "report.preview")
    settle()

    def previewed() -> None:
        before = preview.document()
        page._choices.chosen.emit(period)
        until(lambda: preview.document() is not before and _is_ready(preview))
        preview.document().render(0, _PAGE_PX)

    return clocked(previewed)


def _is_ready(preview: QPdfView) -> bool:
    return preview.document() is not None and preview.document().status() is QPdfDocument.Status.Ready
