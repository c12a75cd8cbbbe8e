"""Online bullying that nobody was asked about yet: the anti-bullying referral, offered on the incident's detail."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from esafety_desk.records.incident import Incident
from esafety_desk.services import bullying, keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.registers.requests import FormRequest
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress


class BullyingNotice(QFrame):
    """Amber, under the title of an incident; ``asked`` carries the referral's form, filled in beforehand."""

    asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._incident_id = 0
        dress(self, "notice", tone="amber")
        self.setObjectName("bullying")
        self.setAccessibleName("Not referred yet")
        within = QVBoxLayout(self)
        within.setContentsMargins(SPACE, GAP, SPACE, GAP)
        within.setSpacing(HAIR)
        said = "Online bullying goes to the anti-bullying lead. Nobody was asked yet."
        within.addWidget(label(said, wraps=True))
        refer = button(
            "Refer to the anti-bullying lead", name="action.refer-bullying", on_click=self._on_refer
        )
        within.addLayout(row(refer, 0))
        self.hide()

    def show_draft(self, values: Mapping[str, Any]) -> None:
        """An incident is referred once it is kept."""

    def show_kept(self, record_id: int) -> None:
        """Offer the referral where a kept incident lacks it."""
        self._incident_id = record_id
        ask = partial(bullying.lacks_referral, self._session.desk, record_id)
        self._session.run(self, ask, self.setVisible, lambda _: self.hide())

    def _on_refer(self) -> None:
        begin = partial(_referral_form, self._incident_id)
        self._session.run(self, lambda: begin(self._session.work()), self.asked.emit, channel="ask")


def _referral_form(incident_id: int, work: Work) -> FormRequest:
    """On the store thread: the anti-bullying referral of an incident, with what is known of it."""
    incident = keeping.load(work, "incidents", incident_id)
    assert isinstance(incident, Incident)
    draft = bullying.referral_draft(work.desk, incident_id, work.today)
    about_id = draft.pop("about_id")
    about = f"{incident.reference} · {incident.summary}"
    return FormRequest("referrals", draft, {"about_id": about_id}, about=about, origin=incident_id)
