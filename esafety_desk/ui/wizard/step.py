"""What every step of the first run is: a question, a sentence, fields, and an answer to "may we go on?"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.theme import HAIR, SPACE

TEXT_WIDTH = 620


class Step(QWidget):
    """``title`` stands in the list of steps, ``question`` above the fields."""

    title = ""
    go_on = Signal()
    """Return was pressed in the last field."""

    def __init__(self, question: str, sentence: str) -> None:
        super().__init__()
        self._sentence = label(sentence, "sentence", wraps=True)
        self._sentence.setMaximumWidth(TEXT_WIDTH)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(HAIR + 2)
        self.body.addWidget(label(question, "title"))
        self.body.addWidget(self._sentence)
        self.body.addSpacing(SPACE)

    def narrow(self, widget: QWidget, width: int = 420) -> None:
        """Add ``widget`` no wider than a line one reads with ease."""
        widget.setMaximumWidth(width)
        self.body.addWidget(widget)

    def enter(self) -> None:
        """The step comes into view: show what was answered before it. Its focus proxy is where typing begins."""

    def is_answered(self) -> bool:
        """Whether one may go on; if not, say beside the field what is missing."""
        return True

    def next_text(self) -> str:
        return "Next"
