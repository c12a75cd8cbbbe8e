"""What is done to a record for a reason, beneath the record itself: withdrawing it, holding it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.services.story import Story
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.notice import Notice
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.services.retaining import Decided

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Ask:
    """A verb that needs a reason: what it comes to, the words of its two buttons, and the verb itself."""

    name: str
    text: str
    reason_for: str
    act: str
    leave: str
    verb: Callable[[Work, str], Any]


class ReasonStrip(Notice):
    """Asks for the reason; whatever is done then can be taken back by Undo."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ask: Ask | None = None
        self._text = label("", wraps=True)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText("Why, in a few words")
        self._reason.setMaxLength(LONGEST)
        self._problem = label("", "error")
        self._problem.hide()
        self._act = button("", on_click=self._on_act)
        self._leave = button("", "quiet", on_click=self.hide)
        self._reason.returnPressed.connect(self._on_act)
        for thing in (self._text, self._reason, self._problem):
            self.within.addWidget(thing)
        self.within.addLayout(row(self._act, self._leave, 0))

    def begin(self, ask: Ask) -> None:
        """Ask for the reason of ``ask``."""
        self._ask = ask
        self._text.setText(ask.text)
        self._reason.setObjectName(f"field.{ask.name}.reason")
        self._reason.setAccessibleName(f"Reason for {ask.reason_for}")
        for one, text, name in ((self._act, ask.act, "confirm"), (self._leave, ask.leave, "cancel")):
            one.setText(text)
            one.setAccessibleName(text)
            one.setObjectName(f"action.{ask.name}.{name}")
        self._reason.clear()
        self._problem.hide()
        self.show()
        self._reason.setFocus()

    def _on_act(self) -> None:
        if self._ask is not None:
            act = partial(_done, self._ask.verb, self._reason.text())
            self._session.change(self, act, lambda saved: self.hide(), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, keeping.Refused):
            self._problem.setText(error.sentence)
            self._problem.show()
        else:
            self._session.report_error(error)


def withdrawing(view: RegisterView, story: Story) -> Ask:
    """Takes the record out of lists and counts."""
    return Ask(
        "withdraw",
        f"{story.reference} leaves every list and count. It stays in the desk, with the reason.",
        "withdrawing",
        "Withdraw",
        "Keep it",
        lambda work, reason: keeping.withdraw(work, view.name, story.id, reason),
    )


def holding(story: Story) -> Ask:
    """Keeps the record from review and from erasure."""
    return Ask(
        "hold",
        f"{story.reference} does not come up for review and cannot be erased until the hold is released.",
        "holding",
        "Hold",
        "Leave it",
        partial(_hold, story.id),
    )


def release(record_id: int, work: Work) -> Decided:
    """On the store thread: put a held record back into review."""
    from esafety_desk.services import retaining  # first asked for long after the desk has opened

    return retaining.release(work, record_id)


def _hold(record_id: int, work: Work, reason: str) -> Decided:
    from esafety_desk.services import retaining

    return retaining.hold(work, record_id, reason)


def _done(verb: Callable[[Work, str], Any], reason: str, work: Work) -> Any:
    return verb(work, reason)
