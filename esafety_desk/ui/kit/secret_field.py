"""A line for a passphrase: hidden until its eye is pressed, pasting allowed, never offered for completion."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from esafety_desk.ui.early import SECRET_INPUT, give
from esafety_desk.ui.icons import icon
from esafety_desk.ui.theme import colours


class SecretField(QLineEdit):
    """``text()`` is what was typed; ``wipe()`` forgets it and hides the line again."""

    def __init__(self, told: str, *, name: str, shown: bool = False, eye_later: bool = False) -> None:
        """``eye_later``: leave the eye undrawn until ``draw``, where drawing would hold up the first paint."""
        super().__init__()
        self._draws = not eye_later
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setMaxLength(1_000)
        give(self, SECRET_INPUT)
        self._eye = QAction(self)
        self._eye.triggered.connect(lambda: self.show_text(not self.is_shown))
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.show_text(shown)

    @property
    def is_shown(self) -> bool:
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def show_text(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setText("Hide" if shown else "Show")
        self._eye.setToolTip("Hide what is typed" if shown else "Show what is typed")
        if self._draws:
            self.draw()

    def wipe(self) -> None:
        self.clear()
        self.show_text(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._draws and event.type() == QEvent.Type.PaletteChange:
            self.draw()

    def draw(self) -> None:
        """Draw the eye in the ink of the palette."""
        self._draws = True
        self._eye.setIcon(icon("eye-off" if self.is_shown else "eye", colours().ink_2))
