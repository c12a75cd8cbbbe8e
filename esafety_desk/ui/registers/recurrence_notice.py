"""Bullying that may have come back: offered on the detail of its referral, for a yes or a no."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from esafety_desk.services import keeping, recurrence
from esafety_desk.services.recurrence import PossibleRecurrence
from esafety_desk.ui.kit.basics import button, emptied, label, row
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress


class RecurrenceNotice(QFrame):
    """Amber, under the title of an anti-bullying referral; hidden while there is nothing to ask."""

    asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        dress(self, "notice", tone="amber")
        self.setObjectName("recurrence")
        self.setAccessibleName("Did it come back?")
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(SPACE, GAP, SPACE, GAP)
        self._within.setSpacing(HAIR)
        self.hide()

    def show_draft(self, values: Mapping[str, Any]) -> None:
        """In a form there is nothing to ask."""

    def show_kept(self, record_id: int) -> None:
        """Ask about what was found for a kept referral."""
        read = partial(_possible, self._session, record_id)
        self._session.run(self, read, partial(self._show, record_id), lambda _: self.hide())

    def _show(self, record_id: int, found: list[PossibleRecurrence]) -> None:
        emptied(self._within)
        for item in found:
            see = partial(self._session.navigate.emit, "incidents", item.incident_id)
            self._within.addWidget(LinkLabel(item.incident, see))
            self._within.addWidget(
                label(item.reason, wraps=True, name=f"recurrence.reason.{item.incident_id}")
            )
        yes = button(
            "Yes, it came back", name="action.recurred.yes", on_click=partial(self._answer, record_id, True)
        )
        no = button(
            "No, another matter", name="action.recurred.no", on_click=partial(self._answer, record_id, False)
        )
        self._within.addLayout(row(yes, no, 0))
        self.setVisible(bool(found))

    def _answer(self, record_id: int, yes: bool) -> None:
        self._session.change(self, lambda work: recurrence.confirm(work, record_id, yes))


def _possible(session: Session, record_id: int) -> list[PossibleRecurrence]:
    referral = keeping.load(session.work(), "referrals", record_id)
    return recurrence.of_referral(session.desk, referral, session.today())
