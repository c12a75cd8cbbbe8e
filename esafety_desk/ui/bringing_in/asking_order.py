"""The one question about dates: day or month first, where a whole column could be read either way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from esafety_desk.exchange.dates import DayOrder
from esafety_desk.policy.wording import listed
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.theme import GAP, SPACE, dress

_ANSWERS = (
    ("The day: 31/12/2025", "action.day-first", DayOrder.DAY_FIRST),
    ("The month: 12/31/2025", "action.month-first", DayOrder.MONTH_FIRST),
)


class AskingOrder(QFrame):
    """``told`` carries the DayOrder. Hidden where every column says for itself."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "notice", tone="amber")
        self._words = label("", "strong", wraps=True, name="told.order")
        answers = [
            button(said, name=name, on_click=partial(self.told.emit, order)) for said, name, order in _ANSWERS
        ]
        line = row(self._words, *answers)
        line.setStretch(0, 1)
        line.setContentsMargins(SPACE, GAP, GAP, GAP)
        self.setLayout(line)
        self.hide()

    def show_for(self, headings: Sequence[str]) -> None:
        """Ask about the columns under ``headings``."""
        self.setVisible(bool(headings))
        columns = "this column" if len(set(headings)) == 1 else "these columns"
        self._words.setText(
            f"{listed(list(dict.fromkeys(headings)))}: every date in {columns} could be read either way. "
            "Which comes first?"
        )
