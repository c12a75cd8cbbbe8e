"""The records that an act on several left as they are, one by one, each with its reason and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from esafety_desk.services.several import Stayed
from esafety_desk.ui.kit.basics import button, column, label, row, scrolling
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

_MOST_LINES, _MOST_HEIGHT = 50, 150


class StayedList(QFrame):
    """``followed`` carries the id of the record that is to be looked at; ``left``: the list may go."""

    followed = Signal(int)
    left = Signal()

    def __init__(self, stayed: Sequence[Stayed]) -> None:
        super().__init__()
        dress(self, "notice", tone="amber")
        self.setObjectName("selection.stayed")
        said = f"{len(stayed):,} stayed as they were" if len(stayed) > 1 else "1 stayed as it was"
        away = button("", "icon", icon="close", told="Put this list away", on_click=self.left.emit)
        away.setObjectName("action.stayed.away")
        inside = QWidget()
        dress(inside, "scrolled")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, GAP, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnStretch(1, 1)
        for number, one in enumerate(stayed[:_MOST_LINES]):
            follow = partial(self.followed.emit, one.id)
            told = f"Look at {one.reference}: {one.why}"
            link = button(one.reference, "link", name=f"stayed.{one.reference}", told=told, on_click=follow)
            grid.addWidget(link, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(one.why, "", wraps=True), number, 1)
        if len(stayed) > _MOST_LINES:
            more = f"and {len(stayed) - _MOST_LINES:,} more: they are still selected"
            grid.addWidget(label(more), _MOST_LINES, 1)
        area = scrolling(inside)
        area.setMaximumHeight(_MOST_HEIGHT)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        within = column(row(label(said, "strong"), 0, away), area, gap=HAIR)
        within.setContentsMargins(SPACE, HAIR, HAIR, GAP)
        self.setLayout(within)
