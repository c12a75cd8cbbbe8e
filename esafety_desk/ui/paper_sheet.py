"""One click from a record to its paper: the paper lies over the page, to be read, printed, saved and put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.host.progress import Progress
from esafety_desk.ui.jobs import Worker
from esafety_desk.ui.kit.cover import Cover
from esafety_desk.ui.paper_view import PaperView, ShownPaper, sentence_of
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Work

T = TypeVar("T")


class PaperSheet(Cover):
    """Covers the page that ``asker`` stands on until it is closed; then the paper is forgotten."""

    def __init__(self, session: Session, asker: QWidget, title: str) -> None:
        super().__init__(title, asker, name="sheet", told=title)
        self._session = session
        self.view = PaperView(session, title, name="sheet", keys_in=self)
        self.open_with(self.view)

    def draw(self, gather: Callable[[Work], T], drawn: Callable[[T], ShownPaper]) -> None:
        """``gather`` reads the desk on the store thread; ``drawn`` makes the pages of it on the other."""
        session = self._session
        session.run(
            self,
            lambda: gather(session.work()),
            lambda found: session.jobs.run(
                self, lambda: drawn(found), self._on_drawn, self._on_failed, channel="pages", on=Worker.RENDER
            ),
            self._on_failed,
            channel="figures",
        )

    def draw_long(
        self, draw: Callable[[Work, Progress], ShownPaper], words: Callable[[int, int], str]
    ) -> None:
        """``draw`` reads and draws in one go, on the store thread, and tells its Progress; closed, it stops."""
        session, underway = self._session, self.view.watch(words)
        self.destroyed.connect(underway.stop)
        session.run(
            self,
            lambda: draw(session.work(), underway),
            self._on_drawn,
            self._on_failed,
            channel="figures",
        )

    def _on_drawn(self, paper: ShownPaper) -> None:
        self.view.rest()
        self._title.setText(paper.title)
        self.view.show_paper(paper)
        self.view.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.view.rest()
        self.view.say("No pages to show", sentence_of(error, "The paper could not be drawn."))
        if not isinstance(error, KnownError):
            self._session.report_error(error)


def open_paper(
    session: Session,
    asker: QWidget,
    title: str,
    gather: Callable[[Work], T],
    drawn: Callable[[T], ShownPaper],
) -> PaperSheet:
    """Cover the page around ``asker`` with a paper that is being drawn; ``title`` stands over it meanwhile."""
    sheet = PaperSheet(session, asker, title)
    sheet.draw(gather, drawn)
    return sheet
