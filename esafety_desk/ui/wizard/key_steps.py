"""The recovery key: shown once, to be put on paper, then asked back from there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from esafety_desk.host.errors import CannotWrite
from esafety_desk.host.files import write_whole
from esafety_desk.ui.kit import clipboard
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.kit.recovery_paper import recovery_paper
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.theme import GAP, SPACE, dress
from esafety_desk.ui.wizard.answers import Answers
from esafety_desk.ui.wizard.step import TEXT_WIDTH, Step

FILE_NAME = "recovery-key.txt"


class KeyStep(Step):
    """Shows the key, and helps it onto paper."""

    title = "Recovery key"

    def __init__(self, answers: Answers, outside: Outside) -> None:
        super().__init__(
            "Keep the recovery key on paper",
            "It opens the desk if the passphrase is forgotten, and is never shown again. "
            "Print it and put it in the school safe. The next step asks for it.",
        )
        self._answers = answers
        self._outside = outside
        key = label(_in_lines(answers.recovery_key), "key", name="wizard.recovery_key")
        key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        key.setAccessibleName("Recovery key")
        card = Card(margins=SPACE + 6)
        card.body.addWidget(key)
        self.narrow(card, TEXT_WIDTH)
        self.body.addSpacing(GAP)
        self._done = label("", "hint", name="wizard.key-kept")
        self.body.addLayout(
            row(
                button("Print…", icon="print", name="action.print-key", on_click=self._on_print),
                button("Save to a file…", icon="save", name="action.save-key", on_click=self._on_save),
                button("Copy", icon="copy", name="action.copy-key", on_click=self._on_copy),
                0,
            )
        )
        self.body.addWidget(self._done)
        self.body.addStretch(1)

    def _on_print(self) -> None:
        self._outside.print_text(self, "Recovery key", recovery_paper(self._answers.recovery_key))

    def _on_save(self) -> None:
        self._outside.ask_where_to_save(
            self, "Save the recovery key", FILE_NAME, "Text files (*.txt)", self._on_place_chosen
        )

    def _on_place_chosen(self, path: Path) -> None:
        try:
            write_whole(path, _text(self._answers.recovery_key).encode())
        except CannotWrite as error:
            self._say(error.sentence, "error")
        else:
            self._say("Saved. Keep the file away from this computer, on a stick in the safe.", "hint")

    def _on_copy(self) -> None:
        clipboard.put(self._answers.recovery_key)
        self._say("Copied. Paste it into the school's password safe.", "hint")

    def _say(self, sentence: str, look: str) -> None:
        self._done.setText(sentence)
        dress(self._done, look)


class KeyAgainStep(Step):
    """Goes on only when the key comes back as it was shown."""

    title = "Check the key"

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            "Type the recovery key from the paper",
            "So that the paper is known to be right. Dashes, blanks and capitals do not matter.",
        )
        self._answers = answers
        self._box = FieldBox("Recovery key", QLineEdit(), name="recovery_key_again")
        self._box.input.setMaxLength(200)
        self._box.input.returnPressed.connect(self.go_on)
        self.setFocusProxy(self._box.input)
        self.narrow(self._box, TEXT_WIDTH)
        self.body.addStretch(1)

    def is_answered(self) -> bool:
        is_same = _bare(self._box.input.text()) == _bare(self._answers.recovery_key)
        self._box.show_problem(
            "" if is_same else "This differs from the key. Compare it with the paper, or go back."
        )
        return is_same


def _bare(key: str) -> str:
    # The alphabet of the key has no I, L, O or U, so what looks like one is the digit or letter beside it.
    return "".join(c for c in key.upper() if c.isalnum()).translate(str.maketrans("ILOU", "110V"))


def _in_lines(key: str) -> str:
    groups = key.replace("-", " ").split()
    half = (len(groups) + 1) // 2
    return "\n".join("  ".join(part) for part in (groups[:half], groups[half:]) if part)


def _text(key: str) -> str:
    use = "Opens the desk if the passphrase is forgotten. Keep it in the safe."
    return f"E-Safety Desk: recovery key\n\n{key}\n\n{use}\n"
