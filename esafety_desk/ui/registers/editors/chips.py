"""Several of a closed list with short names, such as year groups, in view as chips."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from esafety_desk.policy.years import years_of
from esafety_desk.records.base import Choice
from esafety_desk.records.facts import FieldFacts
from esafety_desk.records.people import YearGroup
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import HAIR, dress

_LONGEST = 24


def fits_chips(choices: type[Choice]) -> bool:
    """True where each name is short enough to stand in a chip."""
    return all(len(choice.label) <= _LONGEST for choice in choices)


class ChoiceChipsEditor(Editor):
    """Each chip is named field.<name>.<value>. Of the year groups only those the school has are offered."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, HAIR, 0, HAIR)
        self._chips: dict[Choice, QPushButton] = {}
        offered = years_of(session.school.phase) if facts.choices is YearGroup else facts.choices or ()
        for choice in facts.choices or ():
            self._add(choice, choice in offered)
        self.setObjectName(f"field.{facts.name}")
        self.setAccessibleName(facts.title)
        self.setFocusProxy(next(chip for chip in self._chips.values() if not chip.isHidden()))

    def _add(self, choice: Choice, is_offered: bool) -> None:
        chip = QPushButton(choice.label)
        chip.setCheckable(True)
        chip.setObjectName(f"field.{self.facts.name}.{choice.value}")
        chip.setAccessibleName(f"{self.facts.title}: {choice.label}")
        dress(chip, "chip")
        chip.clicked.connect(self._on_clicked)
        self._flow.addWidget(chip)
        chip.setVisible(is_offered)
        self._chips[choice] = chip

    def _on_clicked(self) -> None:
        self.changed.emit()
        self.left.emit()

    def value(self) -> Any:
        return tuple(choice for choice, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: Any) -> None:
        wanted = {str(item) for item in value or ()}
        for choice, chip in self._chips.items():
            chip.setChecked(choice.value in wanted)
            if chip.isChecked():
                chip.show()
