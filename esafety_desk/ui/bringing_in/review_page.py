"""The quick review of what was imported: type and people confirmed by keys, one record after another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from esafety_desk.policy.wording import counted
from esafety_desk.services import reviewing
from esafety_desk.services.keeping import Refused, Saved
from esafety_desk.services.reviewing import ToReview, Waiting
from esafety_desk.ui.bringing_in.review_card import ReviewCard
from esafety_desk.ui.kit.basics import scrolling
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.page import Page
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import SPACE, WIDE, dress


class ReviewPage(Page):
    """Figures choose a proposed type, Enter confirms, the right arrow goes on, the left one back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ids: list[Waiting] = []
        self._at = 0
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, "page")
        self.setAccessibleName("To review")
        self.head = PageHead("Bring in", "Confirm and go on", primary_name="action.confirm")
        self.head.search_asked.connect(session.search_asked)
        self.head.primary_asked.connect(self.confirm)
        self._card = ReviewCard(session)
        self._card.open_asked.connect(self._open)
        self._empty = EmptyState(
            "review",
            "Nothing to review",
            "What an old log or list brought waits here until somebody has looked at it.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(self._card))
        self._stack.addWidget(self._empty)
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - 6)
        within.setSpacing(SPACE)
        within.addWidget(self.head)
        within.addWidget(self._stack, 1)
        self._add_keys()
        session.records_changed.connect(self._on_records_changed)
        self.refresh()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._card.take_focus(reason)

    def refresh(self) -> None:
        session = self._session
        session.run(self, lambda: reviewing.waiting(session.work()), self._on_waiting, channel="waiting")

    def save(self) -> None:
        self.confirm()

    def confirm(self) -> None:
        """Keep what is chosen for the record in view."""
        shown = self._card.shown
        if shown is None or shown.record.id is None:
            return
        wanted = Waiting(shown.register, shown.record.id)
        self._session.change(
            self,
            partial(reviewing.confirm, wanted=wanted, confirmed=self._card.confirmed),
            self._on_confirmed,
            self._on_refused,
        )

    def _add_keys(self) -> None:
        keys = {
            "Return": self.confirm,
            "Enter": self.confirm,
            "Right": lambda: self._go(1),
            "Left": lambda: self._go(-1),
            **{str(number): partial(self._card.kinds.choose_proposal, number - 1) for number in (1, 2, 3)},
            "C": self._card.toggle_closed,
        }
        for pressed, act in keys.items():
            shortcut = QShortcut(
                QKeySequence(pressed), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(act)

    def _go(self, step: int) -> None:
        if self._ids:
            self._at = (self._at + step) % len(self._ids)
            self._show()

    def _on_waiting(self, ids: list[Waiting]) -> None:
        self._ids = ids
        self._at = min(self._at, max(len(ids) - 1, 0))
        self._stack.setCurrentIndex(0 if ids else 1)
        self.head.set_primary("Confirm and go on" if ids else "")
        self.head.set_sentence(self._sentence())
        self._show()

    def _sentence(self) -> str:
        if not self._ids:
            return "Everything that was brought in has been looked at."
        left = counted(len(self._ids), "record")
        return f"{left} to review. Enter confirms, 1 to 3 choose a type, the arrow keys go on and back."

    def _show(self) -> None:
        if not self._ids:
            self._card.show_nothing()
            return
        wanted, session = self._ids[self._at], self._session
        session.run(
            self,
            lambda: reviewing.look(session.work(), wanted),
            self._on_looked,
            self._on_gone,
            channel="look",
        )

    def _on_looked(self, found: ToReview) -> None:
        self._card.show_record(found, self._at + 1, len(self._ids))

    def _on_gone(self, _error: Exception) -> None:
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._card.say(error.sentence)
        else:
            self._session.report_error(error)

    def _open(self) -> None:
        shown = self._card.shown
        if shown is not None and shown.record.id is not None:
            self._session.navigate.emit(shown.register, shown.record.id)

    def _on_confirmed(self, _saved: Saved) -> None:
        self.refresh()

    def _on_records_changed(self, changed: frozenset) -> None:
        if self.isVisible() and changed & {"incidents", "support-sessions", "approvals"}:
            self.refresh()
