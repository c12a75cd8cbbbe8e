"""Buttons that belong together are one stop for the Tab key; the arrow keys walk among them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Roving(QObject):
    """Keeps the stop at the button last used. ``chooses``: walking presses the button, as among segments."""

    def __init__(self, parent: QObject, *, chooses: bool = False) -> None:
        super().__init__(parent)
        self._buttons: list[QAbstractButton] = []
        self._chooses = chooses

    def add(self, button: QAbstractButton) -> None:
        """Let ``button`` walk with the others."""
        self._buttons.append(button)
        button.setFocusPolicy(self._policy(len(self._buttons) == 1))
        button.installEventFilter(self)

    def stop_at(self, stop: QAbstractButton) -> None:
        """From now on Tab comes to ``stop``."""
        for button in self._buttons:
            button.setFocusPolicy(self._policy(button is stop))

    def take_focus(self) -> None:
        """Put the cursor at the stop."""
        for button in self._buttons:
            if button.focusPolicy() is Qt.FocusPolicy.StrongFocus:
                button.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.stop_at(watched)
        elif event.type() is QEvent.Type.KeyPress and (step := _STEPS.get(Qt.Key(event.key()))):
            self._walk(watched, step)
            return True
        return False

    def _walk(self, start: QObject, step: int) -> None:
        button = self._buttons[(self._buttons.index(start) + step) % len(self._buttons)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        if self._chooses:
            button.click()

    def _policy(self, is_stop: bool) -> Qt.FocusPolicy:
        return Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
