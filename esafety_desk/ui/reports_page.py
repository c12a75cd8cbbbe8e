"""Reports: choose the days, see the very pages, print them or save them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMargins, QModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout

from esafety_desk.host.errors import KnownError
from esafety_desk.host.files import write_whole
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.figures import GovernorReport
from esafety_desk.services import reporting
from esafety_desk.ui.kit.basics import button, column, holder
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.page import Page
from esafety_desk.ui.period_choice import PeriodChoice
from esafety_desk.ui.printing import opened
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE, colours

_CHOICES_WIDTH = 300


class ReportsPage(Page):
    """The governors' report. The store thread gathers its figures, the render thread draws its pages."""

    def __init__(self, session: Session, outside: Outside) -> None:
        super().__init__()
        self._session = session
        self._outside = outside
        self._period: Period | None = None
        self._report: GovernorReport | None = None
        self._content = b""
        self._document, self._buffer = opened(b"")
        self._head = PageHead("Governors’ report", "Save as PDF…", primary_name="action.save_pdf")
        self._head.search_asked.connect(session.search_asked)
        self._head.primary_asked.connect(self.save)
        self._head.set_sentence("Standard edition: fit to be published with the minutes. It names nobody.")
        self._print = button("Print…", name="action.print", icon="print", on_click=self._ask_printer)
        self._choices = PeriodChoice(session)
        self._choices.chosen.connect(self._draw)
        self._preview = QPdfView(self)
        self._contents = _Contents()
        self._contents.clicked.connect(self._on_heading)
        self._contents.activated.connect(self._on_heading)
        self._stack = QStackedWidget()
        self._waiting = EmptyState("reports", "Drawing the pages…")
        self._lay_out()
        self._allow(False)
        session.records_changed.connect(lambda _changed: self.refresh())

    def refresh(self) -> None:
        session, day = self._session, self._session.today()
        if self.isVisible() or self._report is None:
            session.run(
                self, lambda: reporting.periods(session.desk, day), self._choices.offer, channel="periods"
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_ground()

    def save(self) -> None:
        """Ask where to, then write the very pages of the preview."""
        if self._report is None or not self._head.primary.isEnabled():
            return
        name = reporting.suggested_file_name(self._report)
        self._outside.ask_where_to_save(self, "Save as PDF", name, "PDF files (*.pdf)", self._save_to)

    def _lay_out(self) -> None:
        self._preview.setObjectName("report.preview")
        self._preview.setAccessibleName("Preview of the report")
        self._preview.setPageMode(QPdfView.PageMode.MultiPage)
        self._preview.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._preview.setPageSpacing(SPACE)
        self._preview.setDocumentMargins(QMargins(SPACE, SPACE, SPACE, SPACE))
        self._preview.setFrameShape(QFrame.Shape.NoFrame)
        self._draw_ground()
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._preview)
        paper = Card(margins=GAP)
        paper.body.setContentsMargins(GAP, GAP, GAP, GAP)
        paper.body.addWidget(self._stack)
        self._choices.body.addWidget(self._print)
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

    def _draw_ground(self) -> None:
        """What the sheets lie on; the view takes it from the palette's dark role."""
        worn = self._preview.palette()
        worn.setColor(QPalette.ColorRole.Dark, colours().rail)
        self._preview.setPalette(worn)

    def _draw(self, period: Period | None) -> None:
        """Draw the pages of ``period``; until they are there nothing can be saved or printed."""
        self._period = period
        self._allow(False)
        if period is None:
            self._show_words("No pages to show", "Choose the days on the left.")
            return
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
        self._report, self._content = report, content
        previous = self._document, self._buffer
        self._document, self._buffer = opened(content, self)
        self._preview.setDocument(self._document)
        self._contents.show_headings(self._document)
        previous[0].close()
        self._stack.setCurrentWidget(self._preview)
        self._allow(True)

    def _on_heading(self, heading: QModelIndex) -> None:
        role = QPdfBookmarkModel.Role
        place = heading.data(role.Location)
        self._preview.pageNavigator().jump(heading.data(role.Page), place)

    def _on_failed(self, error: Exception) -> None:
        self._allow(False)
        sentence = error.sentence if isinstance(error, KnownError) else "The report could not be drawn."
        self._show_words("No pages to show", sentence)
        if not isinstance(error, KnownError):
            self._session.report_error(error)

    def _show_words(self, heading: str, sentence: str) -> None:
        self._waiting.say(heading, sentence)
        self._contents.show_headings(None)
        self._stack.setCurrentWidget(self._waiting)

    def _allow(self, ready: bool) -> None:
        self._head.primary.setEnabled(ready)
        self._print.setEnabled(ready)

    def _save_to(self, target: Path) -> None:
        content, report = self._content, self._report
        assert report is not None

        def write() -> None:
            write_whole(target, content)
            reporting.witness_print(self._session.work(), report)

        self._session.run(self, write, lambda _: self._session.message.emit(f"{target.name} saved.", None))

    def _ask_printer(self) -> None:
        report = self._report
        assert report is not None

        def printed() -> None:
            self._session.run(
                self,
                lambda: reporting.witness_print(self._session.work(), report),
                lambda _: self._session.message.emit("Sent to the printer.", None),
            )

        self._outside.print_pdf(self, f"Report to governors, {report.period_label}", self._content, printed)


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
