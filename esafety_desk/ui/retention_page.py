"""Kept and erased: what is old enough to be looked at again, what is held, and the certificates of what has gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from esafety_desk.reports.document import Document
from esafety_desk.services import erasing, retaining
from esafety_desk.services.erasing import Ground, Plan
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers.certificate import certificate
from esafety_desk.services.retaining import Due, Queue
from esafety_desk.store.retention import Erasure
from esafety_desk.ui.kit.basics import button, column, emptied, label, row, rule
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.scrolled_page import ScrolledPage
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE

_SHOWN = 30
"""Lines in one go: the rest come up as these are decided."""


@dataclass(frozen=True, slots=True)
class _Found:
    queue: Queue
    erasures: Sequence[Erasure]


class RetentionPage(ScrolledPage):
    """Reads the queue when it comes into view and after each decision."""

    def __init__(self, session: Session) -> None:
        super().__init__(PageHead("Settings"))
        self._session = session
        self._shown: _Found | None = None
        self.head.search_asked.connect(session.search_asked)
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
            self._due.addWidget(_DueLine(one, self._session, self.refresh))
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
            self._held.addWidget(_held_line(one, partial(self._release, one.id)))
        for gone in found.erasures:
            self._gone.addWidget(rule())
            self._gone.addWidget(self._certificate(gone))
        self._held_card.setVisible(bool(held))
        self._gone_card.setVisible(bool(found.erasures))

    def _release(self, record_id: int) -> None:
        session = self._session
        session.run(self, lambda: retaining.release(session.work(), record_id), lambda _: self.refresh())

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
        return _line(Badge(f"No {gone.id}"), what, f"{gone.ground}. {references}", (show,))

    def _open_certificate(self, gone: Erasure) -> None:
        from esafety_desk.reports.paper import render
        from esafety_desk.ui.paper_sheet import open_paper
        from esafety_desk.ui.paper_view import ShownPaper

        title = f"Certificate No {gone.id}"

        def drawn(paper: Document) -> ShownPaper:
            return ShownPaper(title, f"certificate-{gone.id}.pdf", render(paper), _witness)

        open_paper(self._session, self, title, lambda work: certificate(work, gone), drawn)


class _DueLine(QWidget):
    """One record that is due, with what can be decided; what needs a word more opens beneath it."""

    def __init__(self, due: Due, session: Session, decided: Callable[[], None]) -> None:
        super().__init__()
        self._due, self._session, self._decided = due, session, decided
        told = f"{due.reference}: {due.heading}"
        acts = [
            button(text, look, name=f"action.{name}.{due.reference}", told=f"{text} {told}", on_click=act)
            for text, look, name, act in (
                ("Open", "link", "open", self._open),
                ("Keep", "plain", "keep", self._keep),
                ("Hold", "plain", "hold", self._ask_hold),
                ("Anonymise", "plain", "anonymise", partial(self._ask_plan, erasing.anonymise)),
                ("Erase", "plain", "erase", partial(self._ask_plan, erasing.erase)),
            )
        ]
        today = session.today()
        hangs = f" · {due.hangs_on} more with it" if due.hangs_on else ""
        since = f"{due.kept_class} · last day {day_text(due.last_day, today)}{hangs}"
        badge = Badge(f"Since {day_text(due.due_on, today).partition(' ')[2]}", "amber")
        self._below = QVBoxLayout()
        heading = due.heading if due.heading == due.reference else f"{due.reference} · {due.heading}"
        self.setLayout(column(_line(badge, heading, since, acts), self._below, gap=GAP))

    def _open(self) -> None:
        self._session.navigate.emit(self._due.register, self._due.id)

    def _keep(self) -> None:
        self._do(lambda work: retaining.keep(work, self._due.id), f"{self._due.reference} is kept.")

    def _ask_hold(self) -> None:
        emptied(self._below)
        reason = QLineEdit()
        reason.setObjectName("field.hold_reason")
        reason.setAccessibleName("Why it is held")
        reason.setPlaceholderText("Why it is held, such as: asked for by the court")
        reason.setMaxLength(200)

        def hold() -> None:
            said = reason.text()
            self._do(lambda work: retaining.hold(work, self._due.id, said), f"{self._due.reference} is held.")

        reason.returnPressed.connect(hold)
        self._below.addLayout(
            row(reason, button("Hold it", name="action.hold-it", on_click=hold), self._cancel())
        )
        reason.setFocus()

    def _ask_plan(self, act: Callable[..., Erasure]) -> None:
        session, ids = self._session, [self._due.id]
        session.run(self, lambda: erasing.plan(session.work(), ids), partial(self._show_plan, act))

    def _show_plan(self, act: Callable[..., Erasure], plan: Plan) -> None:
        emptied(self._below)
        is_erasing = act is erasing.erase
        if is_erasing and plan.in_the_way:
            self._below.addWidget(label(" ".join(plan.in_the_way), "error", wraps=True))
            self._below.addLayout(row(self._cancel(), 0))
            return
        grounds = QComboBox()
        grounds.setObjectName("field.ground")
        grounds.setAccessibleName("On what ground")
        for ground in Ground:
            grounds.addItem(ground.value, ground.value)
        words = "Erase for good" if is_erasing else "Anonymise for good"
        go = button(
            words,
            "primary",
            name="action.for-good",
            on_click=lambda: self._act(act, Ground(grounds.currentData())),
        )
        self._below.addWidget(label(_told(plan, is_erasing), "secondary", wraps=True, name="message.plan"))
        self._below.addLayout(row(grounds, go, self._cancel(), 0))
        grounds.setFocus()

    def _act(self, act: Callable[..., Erasure], ground: Ground) -> None:
        def done(gone: Erasure) -> None:
            self._session.records_changed.emit(frozenset({self._due.register}))
            self._session.message.emit(f"{', '.join(gone.records[:3])}: {gone.act}, for good.", None)
            self._decided()

        session = self._session
        session.run(self, lambda: act(session.work(), [self._due.id], ground), done, session.report_error)

    def _cancel(self) -> QWidget:
        return button("Leave it", "quiet", name="action.leave-it", on_click=lambda: emptied(self._below))

    def _do(self, verb: Callable[[Work], object], told: str) -> None:
        def done(_: object) -> None:
            self._session.message.emit(told, None)
            self._decided()

        session = self._session
        session.run(self, lambda: verb(session.work()), done, session.report_error)


def _witness(work: Work) -> None:
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("printed certificate of erasure")


def _read(work: Work) -> _Found:
    return _Found(retaining.queue(work.desk, work.today), erasing.erasures(work))


def _standing(due: int, held: int) -> str:
    if not due:
        return "Nothing is due for review." + (f" {held} held." if held else "")
    return f"{due} due for review, the oldest first. Nothing goes by itself."


def _told(plan: Plan, is_erasing: bool) -> str:
    going = ", ".join(plan.going)
    if not is_erasing:
        return f"Of {going} kinds, days and numbers stay; every text, note, file and name goes. It cannot be undone."
    losing = f" {', '.join(plan.losing_a_link)} lose a link to it." if plan.losing_a_link else ""
    return f"This goes: {going}.{losing} It cannot be undone, and goes again from any backup brought back."


def _held_line(due: Due, release: Callable[[], None]) -> QWidget:
    act = button(
        "Release", name=f"action.release.{due.reference}", told=f"Release {due.reference}", on_click=release
    )
    return _line(Badge("Held", "accent"), f"{due.reference} · {due.heading}", due.hold, (act,))


def _line(badge: QWidget, heading: str, said: str, acts: Sequence[QWidget]) -> QWidget:
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setColumnStretch(1, 1)
    grid.addWidget(badge, 0, 0)
    grid.addLayout(
        column(label(heading, "strong", wraps=True), label(said, "secondary", wraps=True), gap=1), 0, 1
    )
    grid.addLayout(row(*acts), 0, 2)
    return line


def _listing(title: str, layout: QVBoxLayout) -> Card:
    card = Card(title)
    layout.setSpacing(GAP)
    card.body.addLayout(layout)
    return card
