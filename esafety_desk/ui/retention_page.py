"""Kept and erased: what is old enough to be looked at again, what is held, and the certificates of what has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from esafety_desk.reports.document import Document
from esafety_desk.services import erasing, retaining
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers.certificate import certificate
from esafety_desk.services.retaining import Due, Queue
from esafety_desk.store.retention import Erasure
from esafety_desk.ui.due_line import DueLine, named, review_line
from esafety_desk.ui.kit.basics import button, emptied, rule
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.scrolled_page import ScrolledPage
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP

_SHOWN = 30
"""Lines in one go: the rest come up as these are decided."""


@dataclass(frozen=True, slots=True)
class _Found:
    queue: Queue
    erasures: Sequence[Erasure]


class RetentionPage(ScrolledPage):
    """Reads the queue when it comes into view and after each change of the desk while it stays there."""

    def __init__(self, session: Session) -> None:
        super().__init__(PageHead("Settings"))
        self._session = session
        self._shown: _Found | None = None
        self.head.search_asked.connect(session.search_asked)
        session.records_changed.connect(self._on_records_changed)
        self._due, self._held, self._gone = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._held_card, self._gone_card = _listing("Held", self._held), _listing("Certificates", self._gone)
        self.stack(_listing("Due for review", self._due), self._held_card, self._gone_card)

    def refresh(self) -> None:
        session = self._session
        session.run(self, lambda: _read(session.work()), self._show, channel="retention")

    def _show(self, found: _Found) -> None:
        if found == self._shown:
            return  # what somebody is deciding on stays open
        self._shown = found
        due, held = found.queue.due, found.queue.held
        for layout in (self._due, self._held, self._gone):
            emptied(layout)
        self.head.set_sentence(_standing(len(due), len(held)))
        for one in due[:_SHOWN]:
            self._due.addWidget(rule())
            self._due.addWidget(DueLine(one, self._session))
        if not due:
            self._due.addWidget(
                EmptyState(
                    "today",
                    "Nothing is due",
                    "Records come here when the years set for their kind are over.",
                )
            )
        for one in held:
            self._held.addWidget(rule())
            self._held.addWidget(self._held_line(one))
        for gone in found.erasures:
            self._gone.addWidget(rule())
            self._gone.addWidget(self._certificate(gone))
        self._held_card.setVisible(bool(held))
        self._gone_card.setVisible(bool(found.erasures))

    def _held_line(self, due: Due) -> QWidget:
        acts = [
            button(
                text,
                look,
                name=f"action.{name}.{due.reference}",
                told=f"{text} {due.reference}",
                on_click=act,
            )
            for text, look, name, act in (
                ("Open", "link", "open", partial(self._session.navigate.emit, due.register, due.id)),
                ("Release", "plain", "release", partial(self._release, due.id)),
            )
        ]
        return review_line(Badge("Held", "accent"), named(due), due.decision.hold, acts)

    def _release(self, record_id: int) -> None:
        self._session.change(self, lambda work: retaining.release(work, record_id))

    def _on_records_changed(self, _changed: frozenset) -> None:
        if self.isVisible():
            self.refresh()

    def _certificate(self, gone: Erasure) -> QWidget:
        day = day_text(gone.at.astimezone().date(), self._session.today())
        number = len(gone.records)
        what = f"{number:,} record{'s' if number != 1 else ''} {gone.act} on {day}"
        references = ", ".join(gone.records[:6]) + (" …" if number > 6 else "")
        show = button(
            "Certificate",
            name=f"action.certificate.{gone.id}",
            told=f"Certificate No {gone.id}",
            on_click=partial(self._open_certificate, gone),
        )
        return review_line(Badge(f"No {gone.id}"), what, f"{gone.ground}. {references}", (show,))

    def _open_certificate(self, gone: Erasure) -> None:
        from esafety_desk.reports.paper import render
        from esafety_desk.ui.paper_sheet import open_paper
        from esafety_desk.ui.paper_view import ShownPaper

        title = f"Certificate No {gone.id}"

        def drawn(paper: Document) -> ShownPaper:
            return ShownPaper(title, f"certificate-{gone.id}.pdf", render(paper), _witness)

        open_paper(self._session, self, title, lambda work: certificate(work, gone), drawn)


def _witness(work: Work) -> None:
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("printed certificate of erasure")


def _read(work: Work) -> _Found:
    return _Found(retaining.queue(work.desk, work.today), erasing.erasures(work))


def _standing(due: int, held: int) -> str:
    if not due:
        return "Nothing is due for review." + (f" {held} held." if held else "")
    return f"{due} due for review, the oldest first. Nothing goes by itself."


def _listing(title: str, layout: QVBoxLayout) -> Card:
    card = Card(title)
    layout.setSpacing(GAP)
    card.body.addLayout(layout)
    return card
