"""What was worked on last, on Today: one click back to it."""

from __future__ import annotations

from functools import partial

from esafety_desk.services.searching import Hit
from esafety_desk.ui.kit.basics import column, emptied, holder, label
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.session import Session


class RecentCard(Card):
    """Each record by its title, then what it is; hidden while nothing was worked on yet."""

    def __init__(self, session: Session) -> None:
        super().__init__("Recent work")
        self._session = session
        self._shown: list[Hit] = []
        self.setObjectName("today.recent")
        self.setAccessibleName("Recent work")
        self._lines = column()
        self.body.addWidget(holder(self._lines))
        self.hide()

    def show_hits(self, found: list[Hit]) -> None:
        """Show these records; what stands there already is left alone."""
        if found == self._shown:
            return
        self._shown = found
        emptied(self._lines)
        for hit in found:
            follow = partial(self._session.navigate.emit, hit.register, hit.id)
            told = " · ".join(filter(None, (hit.reference, hit.detail)))
            title = LinkLabel(hit.title, follow)
            title.setObjectName(f"recent.{hit.reference}")
            self._lines.addLayout(column(title, label(told, "secondary", wraps=True), gap=1))
        self.setVisible(bool(found))
