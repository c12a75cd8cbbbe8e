"""A name above an input, and below it one line for help or for what is wrong; the line's room is always there."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from esafety_desk.ui.kit.basics import column, label
from esafety_desk.ui.theme import HAIR, dress


class FieldBox(QWidget):
    """``input`` bears the object name ``field.<name>`` and the title as its spoken name."""

    def __init__(self, title: str, box_input: QWidget, help_text: str = "", *, name: str = "") -> None:
        super().__init__()
        self.input = box_input
        self._help = help_text
        if name:
            box_input.setObjectName(f"field.{name}")
        box_input.setAccessibleName(title)
        box_input.setAccessibleDescription(help_text)
        self.title = label(title, "name")
        self.title.setBuddy(box_input)
        self.line = label(help_text, "hint", wraps=True, name=f"message.{name}" if name else "")
        self.line.setMinimumHeight(18)
        self.setLayout(column(self.title, box_input, self.line, gap=HAIR))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(box_input)

    def show_problem(self, text: str) -> None:
        """Show what is wrong beside the input, or the help again where ``text`` is empty."""
        self.line.setText(text or self._help)
        dress(self.line, "error" if text else "hint")
        dress(self.input, self.input.property("look") or "", state="wrong" if text else "")
