"""The two usual ways in: a passphrase, or the recovery key on paper. What every way has in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from esafety_desk.ui.early import CENTRED, TOP_LEFT, give
from esafety_desk.ui.kit.basics import Button, button, column, label, row
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.theme import GAP, SPACE, dress


class Way(QWidget):
    """One way in: fields, a place for what is wrong, one filled button, and the other way as a link."""

    other_asked = Signal()

    def __init__(self, title: str, sentence: str, step: Button, other: str, other_name: str) -> None:
        super().__init__()
        self.step = step
        self._step_text = step.text()
        self._title = centred(label(title, "title"))
        self._sentence = centred(label(sentence, "secondary", wraps=True))
        self.problem: QLabel = label("", "error", wraps=True, name="unlock.problem")
        self.problem.setMinimumHeight(36)
        give(self.problem, TOP_LEFT)
        self._other = button(other, "link", name=other_name, on_click=self.other_asked.emit)
        self.fields: list[QLineEdit] = []

    def lay_out(self, *fields: QWidget) -> None:
        other = row(0, self._other, 0)
        self.setLayout(
            column(self._title, self._sentence, SPACE - GAP, *fields, self.problem, self.step, other)
        )

    def begin(self) -> None:
        self.fields[0].setFocus()
        self.fields[0].selectAll()

    def wipe(self) -> None:
        for field in self.fields:
            field.clear()
        self.problem.clear()

    def refuse(self, sentence: str) -> None:
        """Say why the desk stays shut, and let it be typed again."""
        for field in self.fields[:1]:
            dress(field, field.property("look") or "", state="wrong")
        self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Say what went wrong where nothing that was typed is at fault."""
        self.problem.setText(sentence)
        self.begin()

    def set_busy(self, busy: bool) -> None:
        """While the key is worked out nothing can be typed, and the button says what goes on."""
        self.step.setText("Opening…" if busy else self._step_text)
        for thing in (*self.fields, self.step, self._other):
            thing.setEnabled(not busy)
        if busy:
            self.problem.clear()
            dress(self.fields[0], self.fields[0].property("look") or "", state="")


class PassphraseWay(Way):
    """The usual way in; ``submitted`` carries what was typed."""

    submitted = Signal(str)

    def __init__(self, sentence: str) -> None:
        step = button("Unlock", "primary", name="action.unlock", on_click=self._on_step)
        super().__init__("E-Safety Desk", sentence, step, "Use the recovery key", "action.use-recovery-key")
        self.passphrase = SecretField("Passphrase", name="field.passphrase", eye_later=True)
        self.passphrase.setPlaceholderText("Passphrase")
        self.passphrase.returnPressed.connect(self._on_step)
        self.fields = [self.passphrase]
        self.lay_out(self.passphrase)

    def _on_step(self) -> None:
        if self.passphrase.text():
            self.submitted.emit(self.passphrase.text())
        else:
            self.refuse("Type the passphrase first.")


class RecoveryWay(Way):
    """Takes the key from the paper and, where the passphrase is forgotten, a new one."""

    submitted = Signal(str, str)

    def __init__(self) -> None:
        step = button(
            "Open the desk", "primary", name="action.open-with-recovery-key", on_click=self._on_step
        )
        super().__init__(
            "Recovery key", "Type it as it stands on the paper. Dashes and blanks do not matter.",
            step, "Use the passphrase", "action.use-passphrase",
        )  # fmt: skip
        self.key = QLineEdit()
        self.key.setObjectName("field.recovery_key")
        self.key.setAccessibleName("Recovery key")
        self.key.setPlaceholderText("Recovery key")
        self.key.setMaxLength(200)
        self.new_passphrase = SecretField("New passphrase", name="field.new_passphrase")
        self.new_passphrase.setPlaceholderText("New passphrase, or empty to keep the old one")
        self.fields = [self.key, self.new_passphrase]
        for field in self.fields:
            field.returnPressed.connect(self._on_step)
        self.lay_out(*self.fields)

    def _on_step(self) -> None:
        from esafety_desk.ui.opening import passphrase_problem

        new = self.new_passphrase.text()
        if not self.key.text().strip():
            self.refuse("Type the recovery key first.")
        elif new and (problem := passphrase_problem(new)):
            self.refuse(problem)
            self.new_passphrase.setFocus()
        else:
            self.submitted.emit(self.key.text(), new)


def centred(made: QLabel) -> QLabel:
    give(made, CENTRED)
    return made
