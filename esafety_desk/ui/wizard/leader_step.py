"""Who leads e-safety and works at this desk."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from esafety_desk.ui.kit.basics import holder, row
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.theme import SPACE
from esafety_desk.ui.wizard.answers import Answers
from esafety_desk.ui.wizard.step import Step


class LeaderStep(Step):
    """Asks the name of the first person in the desk."""

    title = "You"

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            "Who leads e-safety?",
            "The leader is the first person in the desk, with the roles e-safety leader and social team.",
        )
        self._answers = answers
        self._given = FieldBox("First name", QLineEdit(), name="given_name")
        self._family = FieldBox("Last name", QLineEdit(), "May be left empty.", name="family_name")
        for box in (self._given, self._family):
            box.input.setMaxLength(200)
        self._family.input.returnPressed.connect(self.go_on)
        self.setFocusProxy(self._given.input)
        self.narrow(holder(row(self._given, self._family, gap=SPACE)), 540)
        self.body.addStretch(1)

    def is_answered(self) -> bool:
        self._answers.given_name = " ".join(self._given.input.text().split())
        self._answers.family_name = " ".join(self._family.input.text().split())
        self._given.show_problem("" if self._answers.given_name else "This is needed.")
        return bool(self._answers.given_name)
