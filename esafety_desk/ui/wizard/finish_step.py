"""The last look before the desk is made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QGridLayout

from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.theme import GAP, SPACE
from esafety_desk.ui.wizard.answers import Answers
from esafety_desk.ui.wizard.step import TEXT_WIDTH, Step


class FinishStep(Step):
    """Shows what was answered; ``problem`` is where a refusal of the disk is said."""

    title = "Finish"

    def __init__(self, answers: Answers, folder: Path) -> None:
        super().__init__(
            "Ready to make the desk",
            "Nothing has been written yet. You can still go back and change anything.",
        )
        self._answers = answers
        self._folder = folder
        self._lines = {
            name: label("", wraps=True) for name in ("School", "Terms", "E-safety leader", "Kept in")
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for at, (name, line) in enumerate(self._lines.items()):
            grid.addWidget(label(name, "secondary"), at, 0)
            grid.addWidget(line, at, 1)
        card = Card()
        card.body.addLayout(grid)
        self.narrow(card, TEXT_WIDTH)
        self.body.addSpacing(GAP)
        self.problem = label("", "error", wraps=True, name="wizard.problem")
        self.narrow(self.problem, TEXT_WIDTH)
        self.body.addStretch(1)

    def enter(self) -> None:
        school = self._answers.school
        self._lines["School"].setText(f"{school.name}, {school.phase.label.lower()}")
        self._lines["Terms"].setText(", ".join(term.name for term in school.terms) or "None yet")
        self._lines["E-safety leader"].setText(
            f"{self._answers.given_name} {self._answers.family_name}".strip()
        )
        self._lines["Kept in"].setText(str(self._folder))

    def next_text(self) -> str:
        return "Make the desk"
