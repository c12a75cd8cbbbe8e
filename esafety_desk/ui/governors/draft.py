"""The draft of a governors' report as the window holds it: what was chosen, the author's words, and its pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from esafety_desk.policy.figures import GovernorReport
from esafety_desk.policy.governors import Composed
from esafety_desk.policy.name_check import Hit
from esafety_desk.policy.narrative import Narrative
from esafety_desk.policy.report_choices import Choices
from esafety_desk.services import issuing, logos, naming, narrating, reporting
from esafety_desk.store.desk import Desk
from esafety_desk.ui.jobs import Worker
from esafety_desk.ui.paper_view import ShownPaper
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.reports.places import Place


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the author that name someone, with whom they may mean."""

    hit: Hit
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft as it stands: what was chosen, the author's own words, the report, and whom the words name."""

    choices: Choices
    narrative: Narrative
    composed: Composed
    named: tuple[Named, ...]
    logo: bytes | None

    @property
    def report(self) -> GovernorReport:
        return self.composed.report


class ReportDraft(QObject):
    """Each choice and each change of words draws anew; the store thread gathers, the render thread draws."""

    drafted = Signal(object)
    """A Drafted: its figures are gathered, its pages are being drawn."""
    drawn = Signal(object, object)
    """The ShownPaper with its pages, and the places of its figures on them."""
    failed = Signal(object)
    """The exception for which there are no pages."""
    issued = Signal(object)
    """The services.issuing.Issued that went out."""

    refused = Signal()
    """It was not issued; why was said."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._choices: Choices | None = None
        self.latest: Drafted | None = None

    @property
    def choices(self) -> Choices | None:
        return self._choices

    def choose(self, choices: Choices | None) -> None:
        """Draw what was chosen; None while the days are no period."""
        self._choices = choices
        if choices is not None:
            self.draw()

    def draw(self) -> None:
        """Draw anew what is chosen, from the records as they are now."""
        session, choices = self._session, self._choices
        if choices is not None:
            gather = partial(_drafted, session, choices)
            session.run(self, gather, self._on_drafted, self.failed.emit, channel="draft")

    def write(self, narrative: Narrative) -> None:
        """Keep the author's words by themselves, then draw them."""
        session, choices = self._session, self._choices
        if choices is None:
            return
        keep = partial(narrating.keep, period=choices.period, edition=choices.edition, narrative=narrative)
        session.run(self, lambda: keep(session.work()), lambda _: None)
        self.draw()

    def issue(self, role: str) -> None:
        """Issue what is chosen; ``role`` attests that nobody can be recognised."""
        session, choices = self._session, self._choices
        if choices is not None:
            session.run(
                self,
                lambda: issuing.issue(session.work(), choices, role),
                self.issued.emit,
                self._on_refused,
            )

    def _on_refused(self, error: Exception) -> None:
        self._session.report_error(error)
        self.draw()
        self.refused.emit()

    def _on_drafted(self, drafted: Drafted) -> None:
        if drafted.choices != self._choices:
            return
        self.latest = drafted
        self.drafted.emit(drafted)
        self._session.jobs.run(
            self,
            partial(_drawn, drafted.report, drafted.logo),
            lambda drawn: self.drawn.emit(*drawn),
            self.failed.emit,
            channel="pages",
            on=Worker.RENDER,
        )


def paper_of(report: GovernorReport, content: bytes) -> ShownPaper:
    """The pages of ``report`` to be shown, saved and printed."""
    return ShownPaper(
        f"Report to governors, {report.period_label}",
        reporting.suggested_file_name(report),
        content,
        lambda work: reporting.witness_print(work, report),
    )


def _drawn(report: GovernorReport, logo: bytes | None) -> tuple[ShownPaper, tuple[Place, ...]]:
    paper = paper_of(report, reporting.render(report, logo))
    return paper, reporting.figures_on(report, logo)


def _drafted(session: Session, choices: Choices) -> Drafted:
    desk = session.desk
    narrative = narrating.kept(desk, choices.period, choices.edition)
    composed = reporting.draft(desk, choices, narrative, today=session.today())
    named = tuple(_named(desk, hit) for hit in narrating.names_found(desk, narrative))
    return Drafted(choices, narrative, composed, named, logos.logo(desk))


def _named(desk: Desk, hit: Hit) -> Named:
    return Named(hit, tuple(naming.called(desk, person) for person in hit.people))
