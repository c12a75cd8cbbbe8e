"""What a governors' report is on: its days, its edition, who asked for it, and the parts it has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.figures import Edition
from esafety_desk.policy.report_choices import Choices
from esafety_desk.ui.governors.parts import PartsList
from esafety_desk.ui.kit.basics import column, holder, label, scrolling
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.period_choice import PeriodChoice
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

_PAUSE_MS = 300
_EDITIONS = {
    Edition.STANDARD: ("Standard edition", "Fit to be published with the minutes. It names nobody."),
    Edition.CONFIDENTIAL: (
        "Confidential edition",
        "For the part of a meeting whose minutes are not published. It names nobody either.",
    ),
}


class ChoicesPanel(QWidget):
    """``chosen`` carries the Choices, or None while the days are no period."""

    chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._period: Period | None = None
        self._periods = PeriodChoice(session)
        self._periods.chosen.connect(self._on_period)
        self._edition = QComboBox()
        self._edition.setObjectName("field.edition")
        self._edition.setAccessibleName("Edition")
        for edition, (title, _) in _EDITIONS.items():
            self._edition.addItem(title, edition)
        self._edition.currentIndexChanged.connect(self._on_edition)
        self._told = label("", "hint", wraps=True)
        self._asker = QLineEdit()
        self._asker.setObjectName("field.asked_by")
        self._asker.setAccessibleName("Who asked for it, by role")
        self._asker.setPlaceholderText("Role, such as chair of governors")
        self._typed = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._typed.timeout.connect(self._tell)
        self._asker.textEdited.connect(lambda _: self._typed.start())
        self._asked = holder(column(label("Who asked for it", "name"), self._asker, gap=HAIR))
        self.parts = PartsList()
        self.parts.changed.connect(self._tell)
        self._lay_out()
        self._show_edition()

    def offer(self, periods: Sequence[Period]) -> None:
        """Offer these periods; what was chosen stays chosen, and is drawn anew."""
        self._periods.offer(periods)

    @property
    def choices(self) -> Choices | None:
        if self._period is None:
            return None
        asked_by = self._asker.text().strip() if self._is_confidential else ""
        return Choices(self._period, self._chosen_edition, self.parts.left_out, asked_by)

    def flush(self) -> None:
        """Tell what was typed just now."""
        if self._typed.isActive():
            self._typed.stop()
            self._tell()

    def ask_who_asked(self) -> bool:
        """Whether it is still to be said who asked for a confidential edition; the cursor goes there."""
        if not self._is_confidential or self._asker.text().strip():
            return False
        self._asker.setFocus()
        return True

    @property
    def _chosen_edition(self) -> Edition:
        return Edition(self._edition.currentData())  # Qt gives the bare text back

    @property
    def _is_confidential(self) -> bool:
        return self._chosen_edition is Edition.CONFIDENTIAL

    def _lay_out(self) -> None:
        chosen = Card()
        chosen.body.addLayout(column(label("Period", "name"), self._periods, gap=HAIR))
        chosen.body.addLayout(
            column(label("Edition", "name"), self._edition, self._told, self._asked, gap=HAIR)
        )
        parts = Card("Contents", margins=SPACE)
        parts.body.addWidget(self.parts, 1)
        both = column(chosen, parts, gap=GAP)
        both.setStretch(1, 1)
        inside = holder(both)
        dress(inside, "scrolled")
        self.setLayout(column(scrolling(inside)))

    def _on_period(self, period: Period | None) -> None:
        self._period = period
        self._tell()

    def _on_edition(self) -> None:
        self._show_edition()
        self._tell()

    def _show_edition(self) -> None:
        self._told.setText(_EDITIONS[self._chosen_edition][1])
        self._asked.setVisible(self._is_confidential)

    def _tell(self) -> None:
        self.chosen.emit(self.choices)


def label_of(edition: str) -> str:
    """An edition as it is called in the window."""
    return _EDITIONS[Edition(edition)][0]
