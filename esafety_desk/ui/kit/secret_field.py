"""A line for a passphrase: hidden until its eye is pressed, pasting allowed, never offered for completion."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from esafety_desk.ui.icons import icon
from esafety_desk.ui.theme import colours


class SecretField(QLineEdit):
    """``text()`` is what was typed; ``wipe()`` forgets it and hides the line again."""

    def __init__(self, told: str, *, name: str, shown: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setMaxLength(1_000)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
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
        self._draw()

    def wipe(self) -> None:
        self.clear()
        self.show_text(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._eye.setIcon(icon("eye-off" if self.is_shown else "eye", colours().ink_2))
