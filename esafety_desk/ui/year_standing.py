"""How the turn of the school year stands: made and not settled yet, or perhaps no longer to be made."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from esafety_desk.policy.wording import counted
from esafety_desk.services import year_turn
from esafety_desk.services.import_acts import Brought
from esafety_desk.services.year_turn import Plan
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.session import Session


class StandingCard(Card):
    """A turn that was made: settle it or take it back, and look at the report on the year that is over."""

    def __init__(self, session: Session) -> None:
        super().__init__("The year has turned")
        self._session = session
        self._batch = 0
        self._said = label("", "secondary", wraps=True, name="new-year.standing")
        self._confirm = button("Confirm", "primary", name="action.confirm-year", on_click=self._on_confirm)
        self._back = button("Take it back", name="action.take-year-back", on_click=self._on_back)
        report = button(
            "Report on the year that is over",
            name="action.last-years-report",
            on_click=lambda: session.navigate.emit("reports", 0),
        )
        self.body.addWidget(self._said)
        self.body.addLayout(row(self._confirm, self._back, report, 0))
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        self.setVisible(plan.standing is not None or plan.is_confirmed)
        self._confirm.setVisible(plan.standing is not None)
        self._back.setVisible(plan.standing is not None)
        if plan.standing is not None:
            self._batch = plan.standing.id
            self._said.setText(
                f"{counted(plan.standing.records, 'record')} changed with it. Look at People and at the terms. Taken "
                "back, all of it is as it was; confirmed, it stays."
            )
        else:
            self._said.setText(f"{plan.year.label} is confirmed. The next turn comes in the summer.")

    def _on_confirm(self) -> None:
        self._session.change(self, year_turn.confirm)

    def _on_back(self) -> None:
        self._session.undo(Brought(self._batch))


class LateCard(Card):
    """Asks, in the middle of a year, whether its classes have not moved up already."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Is this still to be done?")
        self.setObjectName("new-year.late")
        self._said = label("", "secondary", wraps=True)
        self._tick = QCheckBox()
        self._tick.setObjectName("field.still-last-years")
        self._tick.toggled.connect(self.changed)
        self.body.addWidget(self._said)
        self.body.addWidget(self._tick)
        self.hide()

    @property
    def is_settled(self) -> bool:
        """Whether the year may be turned."""
        return self.isHidden() or self._tick.isChecked()

    def show_plan(self, plan: Plan, today: date) -> None:
        self.setVisible(plan.is_under_way(today))
        self._said.setText(
            f"{plan.year.label} is well under way. Who has brought in this year’s list of pupils, or typed them in "
            "this year, has nothing to turn: everyone would move up once too often."
        )
        self._tick.setText(f"The classes here are still those before {plan.year.label}")
