"""Reports: choose the days, see the very pages, print them or save them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.figures import GovernorReport
from esafety_desk.services import reporting
from esafety_desk.ui.kit.basics import column, holder
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.page import Page
from esafety_desk.ui.paper_view import PaperView, ShownPaper, sentence_of
from esafety_desk.ui.period_choice import PeriodChoice
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE

_CHOICES_WIDTH = 300


class ReportsPage(Page):
    """The governors' report. The store thread gathers its figures, the render thread draws its pages."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._period: Period | None = None
        self._report: GovernorReport | None = None
        self._head = PageHead("Governors’ report")
        self._head.search_asked.connect(session.search_asked)
        self._head.set_sentence("Standard edition: fit to be published with the minutes. It names nobody.")
        self._choices = PeriodChoice(session)
        self._choices.chosen.connect(self._draw)
        self._paper = PaperView(session, "Preview of the report", name="report")
        self._contents = _Contents()
        self._contents.clicked.connect(self._on_heading)
        self._contents.activated.connect(self._on_heading)
        self._lay_out()
        session.records_changed.connect(lambda _changed: self.refresh())

    def refresh(self) -> None:
        session, day = self._session, self._session.today()
        if self.isVisible() or self._report is None:
            session.run(
                self, lambda: reporting.periods(session.desk, day), self._choices.offer, channel="periods"
            )

    def save(self) -> None:
        self._paper.save()

    def _lay_out(self) -> None:
        paper = Card(margins=GAP)
        paper.body.setContentsMargins(GAP, GAP, GAP, GAP)
        paper.body.addWidget(self._paper)
        contents = Card("Contents")
        contents.body.addWidget(self._contents, 1)
        side = holder(column(self._choices, contents, gap=SPACE))
        side.setFixedWidth(_CHOICES_WIDTH)
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(side)
        across.addWidget(paper, 1)
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - HAIR)
        within.setSpacing(SPACE)
        within.addWidget(self._head)
        within.addLayout(across, 1)

    def _draw(self, period: Period | None) -> None:
        """Draw the pages of ``period``; until they are there nothing can be saved or printed."""
        self._period = period
        if period is None:
            self._show_words("No pages to show", "Choose the days on the left.")
            return
        self._paper.put_away()
        session, day = self._session, self._session.today()
        session.run(
            self,
            lambda: reporting.governors_report(session.desk, period, today=day),
            partial(self._on_figures, period),
            self._on_failed,
            channel="report",
        )

    def _on_figures(self, period: Period, report: GovernorReport) -> None:
        draw, show = partial(reporting.render, report), partial(self._on_pages, period, report)
        self._session.jobs.render(self, draw, show, self._on_failed, channel="pages")

    def _on_pages(self, period: Period, report: GovernorReport, content: bytes) -> None:
        if period != self._period:
            return
        self._report = report
        self._paper.show_paper(
            ShownPaper(
                f"Report to governors, {report.period_label}",
                reporting.suggested_file_name(report),
                content,
                lambda work: reporting.witness_print(work, report),
            )
        )
        self._contents.show_headings(self._paper.pages.document())

    def _on_heading(self, heading: QModelIndex) -> None:
        role = QPdfBookmarkModel.Role
        self._paper.pages.turn_to(heading.data(role.Page) + 1, heading.data(role.Location))

    def _on_failed(self, error: Exception) -> None:
        self._show_words("No pages to show", sentence_of(error, "The report could not be drawn."))
        if not isinstance(error, KnownError):
            self._session.report_error(error)

    def _show_words(self, heading: str, sentence: str) -> None:
        self._contents.show_headings(None)
        self._paper.say(heading, sentence)


class _Contents(QListView):
    """The report's headings; a click brings one into view."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report.contents")
        self.setAccessibleName("Contents of the report")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._headings = QPdfBookmarkModel(self)
        self.setModel(self._headings)

    def show_headings(self, document: QPdfDocument | None) -> None:
        self._headings.setDocument(document)
