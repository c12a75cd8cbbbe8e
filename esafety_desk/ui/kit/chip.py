"""Filter chips that are on or off, and badges that say a state in a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from esafety_desk.ui.theme import dress


class Chip(QPushButton):
    """A round filter chip; ``toggled`` tells when it is switched."""

    def __init__(self, text: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName(name)
        self.setAccessibleName(f"Filter: {text}")
        dress(self, "chip")


class Badge(QLabel):
    """A word on a tint: tone "red", "amber", "green", "accent", or "" for plain."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_word(text, tone)

    def show_word(self, text: str, tone: str = "") -> None:
        """Say ``text``; without any the badge takes no room and draws nothing."""
        dress(self, "badge" if text else "", tone=tone)
        self.setText(text)
