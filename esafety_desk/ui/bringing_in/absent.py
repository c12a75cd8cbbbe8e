"""Those whom a list no longer names: nothing becomes of them unless the leader says that they have left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame

from esafety_desk.policy.wording import counted
from esafety_desk.ui.kit.basics import label, row
from esafety_desk.ui.theme import GAP, SPACE, dress


class Absent(QFrame):
    """``told`` carries whether they have left. Hidden where everybody known is named."""

    told = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "notice", tone="accent")
        self._words = label("", wraps=True, name="told.absent")
        self._have_left = QCheckBox("They have left")
        self._have_left.setObjectName("field.absent-left")
        self._have_left.clicked.connect(self.told)
        line = row(self._words, self._have_left)
        line.setStretch(0, 1)
        line.setContentsMargins(SPACE, GAP, SPACE, GAP)
        self.setLayout(line)
        self.hide()

    def show_number(self, number: int) -> None:
        """How many are no longer named."""
        self.setVisible(number > 0)
        who = f"{counted(number, 'person', 'people')} known from the same system {'is' if number == 1 else 'are'}"
        self._words.setText(f"{who} not in this list. Tick this where the list is of the whole school.")

    def begin(self) -> None:
        """Another file: nobody has left."""
        self._have_left.setChecked(False)
