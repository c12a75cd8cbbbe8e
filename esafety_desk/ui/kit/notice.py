"""Something said within a page, on a tinted ground: amber where an answer is wanted, blue where it merely helps."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

Tone = Literal["amber", "accent"]


class Notice(QFrame):
    """Its words and acts lie one below the other in ``within``; hidden while there is nothing to say."""

    def __init__(self, tone: Tone = "amber", name: str = "", called: str = "") -> None:
        super().__init__()
        dress(self, "notice", tone=tone)
        self.setObjectName(name)
        self.setAccessibleName(called)
        self.within = QVBoxLayout(self)
        self.within.setContentsMargins(SPACE, GAP, SPACE, GAP)
        self.within.setSpacing(HAIR)
        self.hide()


class NoticeLine(QFrame):
    """One quiet line and what can be done about it; hidden while there is nothing to say."""

    def __init__(self, name: str, *links: QPushButton) -> None:
        super().__init__()
        dress(self, "notice", tone="accent")
        self._text = label("", "secondary", name=name)
        within = QHBoxLayout(self)
        within.setContentsMargins(SPACE, HAIR, GAP, HAIR)
        within.addWidget(self._text, 1)
        for link in links:
            within.addWidget(link)
        self.hide()

    def say(self, text: str) -> None:
        """Show ``text``."""
        self._text.setText(text)
        self.show()
