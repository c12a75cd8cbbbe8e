"""The line above a list that narrows it: words, chips, a term, mine."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from esafety_desk.policy.calendar import period_of, periods_of, school_year_of, term_on
from esafety_desk.records.base import PersonId
from esafety_desk.records.school import School
from esafety_desk.services.listing import ListQuery
from esafety_desk.ui.kit.basics import button
from esafety_desk.ui.kit.chip import Chip
from esafety_desk.ui.kit.search_box import SearchBox
from esafety_desk.ui.registers.declaration import FilterChip, RegisterView
from esafety_desk.ui.registers.editors.choice import QuietCombo
from esafety_desk.ui.registers.flow import FlowLayout

_TERMS = 9
_ANY_TIME, _THIS_TERM, _THIS_YEAR = "Any time", "This term", "This year"
_TEXT_WIDTH, _NARROW, _BESIDE_PROMPT = 216, 800, 58


class FilterBar(QWidget):
    """Emits ``changed`` when another query is wanted; each key asks anew, and only the newest answer is shown."""

    changed = Signal()

    def __init__(self, view: RegisterView, school: School, today: date) -> None:
        super().__init__()
        self._view = view
        self._me: PersonId | None = None
        self.text = SearchBox(f"Filter {view.register.title.lower()}", name="filter.text")
        self.text.textChanged.connect(self.changed)
        self._chips: list[tuple[FilterChip, Chip]] = []
        self._row = FlowLayout(self)
        self._row.addWidget(self.text)
        for declared in view.chips:
            self._add_chip(declared)
        self._today = today
        self._term = self._term_combo()
        self.know_school(school)
        self._mine = Chip("Mine", name="filter.mine")
        self._mine.toggled.connect(self.changed)
        self._mine.hide()
        self._row.addWidget(self._mine)
        self._found = button("", "link", name="filter.clear", on_click=self.clear)
        self._found.hide()
        self._row.addWidget(self._found)

    def tell(self, found: int) -> None:
        """Say how many records the filters let through, with the way back to all of them."""
        self._found.setText(f"{found:,} found · clear")
        self._found.setAccessibleName(f"{found:,} found. Clear the filters.")
        self._found.setVisible(self.narrows())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        prompt = self.text.fontMetrics().horizontalAdvance(self.text.placeholderText())
        self.text.setFixedWidth(_TEXT_WIDTH if self.width() >= _NARROW else prompt + _BESIDE_PROMPT)

    def know_me(self, me: PersonId | None) -> None:
        """Who "mine" means; without anyone the chip is not offered."""
        self._me = me
        self._mine.setVisible(me is not None and bool(self._view.mine))
        if self._mine.isChecked():
            self.changed.emit()

    def query(self) -> ListQuery:
        """What these filters let through."""
        query = ListQuery(
            self._view.register, text=self.text.text(), choices=self._choices(), empty=self._empty()
        )
        since, until = self._term.currentData() or (None, None)
        mine = (self._view.mine, self._me) if self._mine.isChecked() and self._me is not None else None
        return replace(query, since=since, until=until, mine=mine)

    def narrows(self) -> bool:
        """True where something is filtered."""
        query = self.query()
        return bool(query.text.strip() or query.choices or query.empty or query.since or query.mine)

    def told(self) -> str:
        """What is filtered, in words: "Open · Autumn 2026"; nothing where all is let through."""
        words = [f"“{text}”"] if (text := self.text.text().strip()) else []
        words += [declared.label for declared, chip in self._chips if chip.isChecked()]
        words += [self._term.currentText()] if self._term.currentData() else []
        words += ["Mine"] if self._mine.isChecked() else []
        return " · ".join(words)

    def clear(self) -> None:
        """Let everything through."""
        self.narrow("")

    def narrow(self, text: str, chips: Collection[str] = (), term: str = "", mine: bool = False) -> None:
        """Let through what these let through: words, chips by their names, a term as it is offered, mine."""
        self.blockSignals(True)
        self.text.setText(text)
        for declared, chip in self._chips:
            chip.setChecked(declared.name in chips)
        self._mine.setChecked(mine)
        self._term.setCurrentIndex(max(0, self._term.findText(term)))
        self.blockSignals(False)
        self.changed.emit()

    def narrowed(self) -> dict[str, Any]:
        """What ``narrow`` takes to come back to this."""
        return {
            "text": self.text.text().strip(),
            "chips": tuple(declared.name for declared, chip in self._chips if chip.isChecked()),
            "term": self._term.currentText() if self._term.currentData() else "",
            "mine": self._mine.isChecked(),
        }

    def _choices(self) -> dict[str, frozenset[str]]:
        choices: dict[str, frozenset[str]] = {}
        for declared, chip in self._chips:
            if chip.isChecked() and declared.values:
                choices[declared.field] = choices.get(declared.field, frozenset()) | declared.values
        return choices

    def _empty(self) -> frozenset[str]:
        chosen = [declared.empty for declared, chip in self._chips if chip.isChecked()]
        return frozenset[str]().union(*chosen)

    def add_at_end(self, widget: QWidget) -> None:
        """Put something behind the filters."""
        self._row.addWidget(widget)

    def _add_chip(self, declared: FilterChip) -> None:
        chip = Chip(declared.label, name=f"filter.{declared.name}")
        chip.toggled.connect(self.changed)
        self._chips.append((declared, chip))
        self._row.addWidget(chip)

    def know_school(self, school: School) -> None:
        """Offer this school's terms; the one chosen stays chosen by its name."""
        chosen, year = self._term.currentText(), school_year_of(self._today)
        self._term.clear()
        self._term.addItem(_ANY_TIME, None)
        term = term_on(self._today, school.terms)
        now = period_of(term, school.terms) if term else year
        for name, period in ((_THIS_TERM, now), (_THIS_YEAR, year)):
            self._term.addItem(name, (period.starts_on, period.ends_on))
        self._term.addItem(f"Year {year.label}", (year.starts_on, year.ends_on))
        for period in list(reversed(periods_of(school.terms)))[:_TERMS]:
            self._term.addItem(period.label, (period.starts_on, period.ends_on))
        self._term.setCurrentIndex(max(0, self._term.findText(chosen)))

    def _term_combo(self) -> QuietCombo:
        combo = QuietCombo()
        combo.setObjectName("filter.term")
        combo.setAccessibleName("Filter: term")
        combo.setMinimumContentsLength(9)
        combo.activated.connect(self.changed)
        if not self._view.by_term:
            combo.hide()
        self._row.addWidget(combo)
        return combo
