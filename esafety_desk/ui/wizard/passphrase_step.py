"""The passphrase that opens the desk: one's own, or five generated words."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from esafety_desk.services.passphrases import passphrase_problem, suggest_passphrase
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.theme import GAP
from esafety_desk.ui.wizard.answers import Answers
from esafety_desk.ui.wizard.step import TEXT_WIDTH, Step


class PassphraseStep(Step):
    """Typed in the open once, so that it is never asked twice."""

    title = "Passphrase"

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            "Choose a passphrase",
            "It encrypts everything in the desk. Nobody can look it up for you, so write it down until you know "
            "it. These five words are made up; you may type your own instead, 15 characters or more.",
        )
        self._answers = answers
        self._box = FieldBox(
            "Passphrase", SecretField("Passphrase", name="field.passphrase", shown=True), name="passphrase"
        )
        self._box.input.setText(suggest_passphrase())
        self._box.input.textEdited.connect(self._on_edited)
        self._box.input.returnPressed.connect(self.go_on)
        self.setFocusProxy(self._box.input)
        self.narrow(self._box, 540)
        self._suggest = button(
            "Five other words", icon="key", name="action.suggest-passphrase", on_click=self._on_suggest
        )
        self.body.addLayout(row(self._suggest, 0))
        self.body.addSpacing(GAP)
        note = label(
            "Typed in the open, so that it need not be typed twice. The eye hides it.", "hint", wraps=True
        )
        self.narrow(note, TEXT_WIDTH)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """What is typed takes the place of the made-up words."""
        super().showEvent(event)
        self._box.input.selectAll()

    def is_answered(self) -> bool:
        problem = self._problem()
        self._box.show_problem(problem)
        self._answers.passphrase = "" if problem else self._box.input.text()
        return not problem

    def _problem(self) -> str:
        school = self._answers.school
        return passphrase_problem(self._box.input.text(), school)

    def _on_edited(self) -> None:
        if self._box.line.text():
            self._box.show_problem(self._problem())

    def _on_suggest(self) -> None:
        self._box.input.setText(suggest_passphrase())
        self._box.input.show_text(True)
        self._box.show_problem("")
        self._box.input.setFocus()
