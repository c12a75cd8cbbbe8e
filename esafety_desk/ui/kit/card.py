"""A white card on the page, with an optional heading; things go into its ``body``."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.theme import GAP, SPACE, dress


class Card(QFrame):
    """A framed surface; ``body`` is the column that things are added to."""

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, margins: int = SPACE + 4) -> None:
        super().__init__(parent)
        dress(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margins, margins - 2, margins, margins)
        self.body.setSpacing(GAP)
        if heading:
            self.setAccessibleName(heading)
            self.body.addWidget(label(heading, "heading"))
