"""Which days a report covers: a term, a school year, or any dates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.calendar import Period, between
from esafety_desk.policy.wording import span
from esafety_desk.ui.kit.basics import column, holder, label
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import HAIR

_OTHER_DAYS = "Other dates"


class PeriodChoice(QWidget):
    """``chosen`` carries the Period to report on, at first the one that runs now; None while the days are no period."""

    chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._periods: tuple[Period, ...] = ()
        self._combo = QComboBox()
        self._combo.setObjectName("field.period")
        self._combo.setAccessibleName("Period")
        self._combo.activated.connect(self._on_chosen)
        self._since = self._day("field.since", "First day", session)
        self._until = self._day("field.until", "Last day", session)
        self._others = self._other_days()
        self._span = label("", "hint", wraps=True)
        self._span.setObjectName("report.span")
        self.setLayout(column(self._combo, self._others, self._span, gap=HAIR))

    def offer(self, periods: Sequence[Period]) -> None:
        """Offer these periods; what was chosen stays chosen, and is drawn anew."""
        before = self._combo.currentText()
        self._periods = tuple(periods)
        self._combo.clear()
        self._combo.addItems([period.label for period in self._periods] + [_OTHER_DAYS])
        self._combo.setCurrentIndex(max(self._combo.findText(before), 0))
        self._on_chosen()

    def _day(self, name: str, title: str, session: Session) -> DateField:
        field = DateField(session.today)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.changed.connect(self._on_chosen)
        return field

    def _other_days(self) -> QWidget:
        titles = label("First day", "name"), label("Last day", "name")
        for title, field in zip(titles, (self._since, self._until), strict=True):
            title.setBuddy(field)
        others = holder(column(titles[0], self._since, titles[1], self._until, gap=4))
        others.hide()
        return others

    def _on_chosen(self) -> None:
        index = self._combo.currentIndex()
        is_other = index >= len(self._periods)
        self._others.setVisible(is_other)
        period = self._typed_days() if is_other else self._periods[index]
        if period is not None:
            self._span.setText(span(period.starts_on, period.ends_on))
        self.chosen.emit(period)

    def _typed_days(self) -> Period | None:
        since, until = self._since.value(), self._until.value()
        if since is None or until is None:
            self._span.setText("Give the first and the last day to count.")
            return None
        try:
            return between(since, until)
        except BadUsage as error:
            self._span.setText(error.sentence)
            return None
