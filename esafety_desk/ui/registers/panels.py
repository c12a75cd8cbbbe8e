"""What a register's declaration may set into its page by name: under a detail's title, above a form, over a list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from esafety_desk.ui.kit.basics import column, holder
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.page import Page
from esafety_desk.ui.registers.bullying_notice import BullyingNotice
from esafety_desk.ui.registers.coverage_grid import CoverageGrid
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.readiness_strip import ReadinessStrip
from esafety_desk.ui.registers.recurrence_notice import RecurrenceNotice
from esafety_desk.ui.registers.same_person_notice import SamePersonNotice
from esafety_desk.ui.registers.twins_notice import TwinsNotice
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import SPACE

LIST_LEAST = 300
"""The least width of a list, in px at 100 %."""
Panel = ReadinessStrip | TwinsNotice | RecurrenceNotice | BullyingNotice | SamePersonNotice
_PANELS: dict[str, type[Panel]] = {
    "readiness": ReadinessStrip,
    "twins": TwinsNotice,
    "recurrence": RecurrenceNotice,
    "bullying": BullyingNotice,
    "same-person": SamePersonNotice,
}
_ABOVE = {"coverage": CoverageGrid}


def panels_for(view: RegisterView, session: Session) -> tuple[Panel, ...]:
    """New panels of the kinds this register declares.

    A panel has ``show_kept(record_id)`` for the detail, ``show_draft(values)`` for the form, and emits
    ``asked`` with a FormRequest.
    """
    return tuple(_PANELS[name](session) for name in view.panels)


def above_for(view: RegisterView, session: Session, page: Page) -> CoverageGrid | None:
    """What stands over the list of this register; None where nothing does."""
    made = _ABOVE.get(view.above)
    return made(session, page) if made else None


def list_card(shown: QWidget, beneath_it: QWidget) -> Card:
    """The card that holds a register's list, and what stands at the list's foot."""
    card = Card(margins=1)
    card.body.setContentsMargins(1, 1, 1, 1)
    card.body.addWidget(shown, 1)
    card.body.addWidget(beneath_it)
    card.setMinimumWidth(LIST_LEAST)
    return card


def beneath(above: CoverageGrid | None, card: Card) -> QWidget:
    """The list's card beneath what its register sets above it."""
    if above is None:
        return card
    card.setMinimumWidth(0)
    left = holder(column(above, card, gap=SPACE))
    left.setMinimumWidth(LIST_LEAST)
    left.layout().setStretchFactor(card, 1)
    return left
