"""Bullying that may have come back: offered on the detail of its referral, for a yes or a no."""

from __future__ import annotations

from functools import partial

from esafety_desk.services import keeping, recurrence
from esafety_desk.services.recurrence import PossibleRecurrence
from esafety_desk.ui.kit.basics import button, emptied, label, row
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.registers.record_notice import RecordNotice
from esafety_desk.ui.session import Session


class RecurrenceNotice(RecordNotice):
    """Amber, under the title of an anti-bullying referral; hidden while there is nothing to ask."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "recurrence", "Did it come back?")

    def show_kept(self, record_id: int) -> None:
        """Ask about what was found for a kept referral."""
        read = partial(_possible, self._session, record_id)
        self._session.run(self, read, partial(self._show, record_id), lambda _: self.hide())

    def _show(self, record_id: int, found: list[PossibleRecurrence]) -> None:
        emptied(self.within)
        for item in found:
            see = partial(self._session.navigate.emit, "incidents", item.incident_id)
            self.within.addWidget(LinkLabel(item.incident, see))
            self.within.addWidget(
                label(item.reason, wraps=True, name=f"recurrence.reason.{item.incident_id}")
            )
        yes = button(
            "Yes, it came back", name="action.recurred.yes", on_click=partial(self._answer, record_id, True)
        )
        no = button(
            "No, another matter", name="action.recurred.no", on_click=partial(self._answer, record_id, False)
        )
        self.within.addLayout(row(yes, no, 0))
        self.setVisible(bool(found))

    def _answer(self, record_id: int, yes: bool) -> None:
        self._session.change(self, lambda work: recurrence.confirm(work, record_id, yes))


def _possible(session: Session, record_id: int) -> list[PossibleRecurrence]:
    referral = keeping.load(session.work(), "referrals", record_id)
    return recurrence.of_referral(session.desk, referral, session.today())
