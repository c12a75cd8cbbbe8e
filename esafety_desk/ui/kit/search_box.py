"""A line to type a filter into, with a magnifying glass before and a clear button behind."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from esafety_desk.ui.icons import icon
from esafety_desk.ui.theme import colours, dress


class SearchBox(QLineEdit):
    """Listen to ``textChanged``. Esc clears it first, and only then leaves the key to others."""

    def __init__(self, prompt: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setObjectName(name)
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self._glass = QAction(prompt, self)
        self._glass.setEnabled(False)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        dress(self, "filter")
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        ink = colours().ink_2
        self._glass.setIcon(icon("search", ink, faded=ink))
