"""Reports: choose what the governors' report is on, write its words, see the very pages, issue them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.wording import spoken
from esafety_desk.services import reporting
from esafety_desk.services.archive import report_of
from esafety_desk.services.issuing import Issued
from esafety_desk.store.issued import IssuedReport
from esafety_desk.ui.governors.archive import ArchivePanel, issued_when
from esafety_desk.ui.governors.choices import ChoicesPanel
from esafety_desk.ui.governors.draft import Drafted, ReportDraft, paper_of
from esafety_desk.ui.governors.figures import FiguresPanel
from esafety_desk.ui.governors.issue import IssuePanel
from esafety_desk.ui.governors.words import WordsPanel
from esafety_desk.ui.kit.basics import button, column, holder
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.page import Page
from esafety_desk.ui.paper_view import PaperView, ShownPaper, sentence_of
from esafety_desk.ui.places import Tab
from esafety_desk.ui.session import Session
from esafety_desk.ui.tabbed_page import TabStrip
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE

if TYPE_CHECKING:
    from esafety_desk.reports.places import Place

_SIDE_WIDTH, _SIDE_LEAST, _PAPER_LEAST = 340, 290, 390
_TITLE, _ISSUE = "Governors’ report", "Issue…"
_TABS = (Tab("choose", "Choose"), Tab("words", "Words"), Tab("figures", "Figures"), Tab("issued", "Issued"))


class ReportsPage(Page):
    """The side holds what is chosen, the words and the archive; the pages beside it follow."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._head = PageHead(_TITLE, _ISSUE, primary_name="action.issue")
        self._head.search_asked.connect(session.search_asked)
        self._head.primary_asked.connect(self._ask_to_issue)
        self._head.add_beside_search(
            button("Meeting view", name="action.meeting", on_click=session.meeting_asked.emit)
        )
        self._draft = ReportDraft(session, self)
        self._choices = ChoicesPanel(session)
        self._words = WordsPanel(session, self._draft)
        self._figures = FiguresPanel(session, self._draft)
        self._archive = ArchivePanel(session)
        self._issue = IssuePanel(self._draft)
        self._paper = PaperView(session, "Preview of the report", name="report", keys_in=self)
        self._drawn: ShownPaper | None = None
        self._places: Sequence[Place] = ()
        self._lay_out()
        self._connect()
        self._head.primary.setEnabled(False)

    def refresh(self) -> None:
        session, day = self._session, self._session.today()
        if self.isVisible() or self._draft.choices is None:
            session.run(
                self, lambda: reporting.periods(session.desk, day), self._choices.offer, channel="periods"
            )
            self._archive.refresh()

    def save(self) -> None:
        self._paper.save()

    def step_back(self) -> bool:
        if self._side.currentWidget() is not self._issue:
            return False
        self._show_tab("choose")
        return True

    def flush(self) -> None:
        self._words.flush()

    def _lay_out(self) -> None:
        self._tabs = TabStrip(_TITLE, _TABS, "choose")
        self._panels: dict[str, QWidget] = {
            "choose": self._choices,
            "words": self._words,
            "figures": self._figures,
            "issued": self._archive,
        }
        self._side = QStackedWidget()
        for panel in (*self._panels.values(), self._issue):
            self._side.addWidget(panel)
        left = holder(column(self._tabs, self._side, gap=GAP))
        left.layout().setStretch(1, 1)
        left.setMinimumWidth(_SIDE_LEAST)
        paper = Card(margins=GAP)
        paper.body.setContentsMargins(GAP, GAP, GAP, GAP)
        paper.body.addWidget(self._paper)
        paper.setMinimumWidth(_PAPER_LEAST)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE)
        splitter.addWidget(left)
        splitter.addWidget(paper)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_SIDE_WIDTH, 10_000])
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - HAIR)
        within.setSpacing(SPACE)
        within.addWidget(self._head)
        within.addWidget(splitter, 1)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        self._choices.chosen.connect(self._on_chosen)
        self._choices.parts.asked.connect(self._paper.pages.turn_to)
        self._paper.pages.touched.connect(self._figures.follow)
        self._draft.drafted.connect(self._on_drafted)
        self._draft.drawn.connect(self._on_drawn)
        self._draft.failed.connect(self._on_failed)
        self._draft.issued.connect(self._on_issued)
        self._archive.opened.connect(self._on_opened)
        self._issue.left.connect(lambda: self._show_tab("choose"))
        self._issue.words_asked.connect(lambda: self._show_tab("words"))
        self._session.records_changed.connect(lambda _changed: self.refresh())

    @property
    def _is_at_archive(self) -> bool:
        return self._side.currentWidget() is self._archive

    def _on_chosen(self, choices: Choices | None) -> None:
        """Draw what was chosen; until it is there nothing can be saved, printed or issued."""
        self._words.flush()
        self._drawn = None
        self._head.primary.setEnabled(False)
        self._draft.choose(choices)
        if choices is None:
            self._show_words("No pages to show", "Choose the days on the left.")
        elif not self._is_at_archive:
            self._paper.put_away()

    def _on_drafted(self, drafted: Drafted) -> None:
        if not self._is_at_archive:
            self._head.set_sentence(self._told_of(drafted))

    def _on_drawn(self, paper: ShownPaper, places: Sequence[Place]) -> None:
        self._drawn, self._places = paper, places
        self._head.primary.setEnabled(True)
        if not self._is_at_archive:
            self._show_draft()

    def _show_draft(self) -> None:
        if self._drawn is not None and self._draft.latest is not None:
            self._paper.show_paper(self._drawn)
            self._figures.lead_from(self._paper.pages, self._places)
            self._choices.parts.show_places(self._paper.pages.document())
            self._head.set_sentence(self._told_of(self._draft.latest))

    def _told_of(self, drafted: Drafted) -> str:
        day = spoken(drafted.report.cut_off, self._session.today())
        return f"A draft on {drafted.report.period_label}, counted up to {day}. It says so on each page."

    def _on_failed(self, error: Exception) -> None:
        self._head.primary.setEnabled(False)
        self._show_words("No pages to show", sentence_of(error, "The report could not be drawn."))
        if not isinstance(error, KnownError):
            self._session.report_error(error)

    def _show_words(self, heading: str, sentence: str) -> None:
        self._choices.parts.show_places(None)
        if not self._is_at_archive:
            self._paper.say(heading, sentence)

    def _on_tab(self, key: str) -> None:
        is_by_key = self._tabs.isAncestorOf(self.focusWidget() or self)
        self._show_tab(key)
        if is_by_key:
            self._tabs.take_focus(key)

    def _show_tab(self, key: str) -> None:
        was_at_archive = self._is_at_archive
        self._tabs.show()
        self._tabs.stand_on(key)
        self._side.setCurrentWidget(self._panels[key])
        self._head.set_primary("" if key == "issued" else _ISSUE)
        if key == "issued":
            self._archive.open_chosen()
        elif was_at_archive:
            self._show_draft()

    def _ask_to_issue(self) -> None:
        self._words.flush()
        self._choices.flush()
        if self._choices.ask_who_asked():
            self._show_tab("choose")
            self._session.message.emit("Say who asked for the confidential edition, by role.", None)
            return
        self._head.set_primary("")
        self._tabs.hide()
        self._side.setCurrentWidget(self._issue)
        self._issue.begin()

    def _on_issued(self, issued: Issued) -> None:
        self._show_tab("issued")
        self._tabs.take_focus("issued")
        self._archive.refresh(choose=issued.number)
        self._session.message.emit(f"The report on {issued.report.period_label} is issued.", None)
        self._draft.draw()

    def _on_opened(self, report: IssuedReport, content: bytes) -> None:
        if not self._is_at_archive:
            return
        self._paper.show_paper(paper_of(report_of(report), content))
        self._figures.lead_from(self._paper.pages, ())
        self._head.set_sentence(f"{issued_when(report, self._session)}. These are the very bytes.")
