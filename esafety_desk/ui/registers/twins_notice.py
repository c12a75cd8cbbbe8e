"""Likely twins of an incident: told while it is typed, merged from its detail, taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from esafety_desk.records.incident import Incident, Status
from esafety_desk.services import keeping, twins
from esafety_desk.services.twins import Twin
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row
from esafety_desk.ui.registers.record_notice import RecordNotice
from esafety_desk.ui.session import Session

_PAUSE_MS, _MOST = 250, 3


class TwinsNotice(RecordNotice):
    """Amber, above the form or under the detail's title; hidden while there is nothing to say."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "twins", "Likely the same")
        self._draft: Mapping[str, Any] = {}
        self._others: set[int] = set()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def show_draft(self, values: Mapping[str, Any]) -> None:
        """Look for twins of what is typed, once there was no change for a moment; a kept incident has its detail."""
        if values.get("id") is None:
            self._draft = dict(values)
            self._pause.start()

    def show_kept(self, record_id: int) -> None:
        """Look for twins of a kept incident; a duplicate can be taken apart from here."""
        session = self._session
        session.run(
            self,
            partial(_found, session, record_id),
            lambda found: self._show_kept(*found),
            lambda _: self.hide(),
        )

    def _ask(self) -> None:
        session, draft = self._session, self._draft
        look = partial(twins.likely_twins, session.desk, draft, session.today())
        session.run(self, look, self._show_typed, channel="twins")

    def _show_typed(self, found: list[Twin]) -> None:
        emptied(self.within)
        left = [twin for twin in found if twin.id not in self._others][:_MOST]
        for twin in left:
            another = button("It is another", "quiet", name=f"action.another.{twin.id}")
            another.clicked.connect(partial(self._set_aside, twin, found))
            self._add(twin, another)
        self.setVisible(bool(left))

    def _set_aside(self, twin: Twin, found: list[Twin], _checked: bool = False) -> None:
        self._others.add(twin.id)
        self._show_typed(found)

    def _show_kept(self, incident: Incident, found: list[Twin]) -> None:
        emptied(self.within)
        if incident.status is Status.DUPLICATE and incident.duplicate_of is not None:
            apart = button(
                "Take apart again", name="action.unmerge", on_click=partial(self._unmerge, incident.id)
            )
            self.within.addWidget(label("This was merged with another incident, which is kept.", wraps=True))
            self.within.addLayout(row(apart, 0))
            self.show()
            return
        for twin in found[:_MOST]:
            merge = partial(self._merge, incident.id, twin.id)
            self._add(twin, button("Merge", name=f"action.merge.{twin.id}", on_click=merge))
        self.setVisible(bool(found))

    def _add(self, twin: Twin, act: Any) -> None:
        text = label(
            f"Likely the same as {twin.reference}: {twin.reason}", wraps=True, name=f"twins.text.{twin.id}"
        )
        see = partial(self._session.navigate.emit, "incidents", twin.id)
        look = button("Open", "quiet", name=f"action.twin.{twin.id}", on_click=see)
        self.within.addWidget(holder(column(text, row(look, act, 0), gap=0)))

    def _merge(self, one: int, other: int) -> None:
        self._session.change(self, lambda work: twins.merge(work, one, other))

    def _unmerge(self, duplicate: int) -> None:
        self._session.change(self, lambda work: twins.unmerge(work, duplicate))


def _found(session: Session, record_id: int) -> tuple[Incident, list[Twin]]:
    incident = keeping.load(session.work(), "incidents", record_id)
    draft = {name: getattr(incident, name) for name in type(incident).model_fields}
    is_over = incident.status in (Status.DUPLICATE, Status.ERROR)
    return incident, [] if is_over else twins.likely_twins(session.desk, draft, session.today())
