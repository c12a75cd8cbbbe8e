"""Online bullying that nobody was asked about yet: the anti-bullying referral, offered on the incident's detail."""

from __future__ import annotations

from functools import partial

from esafety_desk.records.incident import Incident
from esafety_desk.services import bullying, keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.registers.record_notice import RecordNotice
from esafety_desk.ui.registers.requests import FormRequest
from esafety_desk.ui.session import Session


class BullyingNotice(RecordNotice):
    """Amber, under the title of an incident; ``asked`` carries the referral's form, filled in beforehand."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "bullying", "Not referred yet")
        self._incident_id = 0
        said = "Online bullying goes to the anti-bullying lead. Nobody was asked yet."
        self.within.addWidget(label(said, wraps=True))
        refer = button(
            "Refer to the anti-bullying lead", name="action.refer-bullying", on_click=self._on_refer
        )
        self.within.addLayout(row(refer, 0))

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
