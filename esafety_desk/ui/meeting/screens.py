"""Where a meeting is shown: the whole of the second screen, which is the projector, else the whole of the only one."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow


class Stage:
    """Spreads a window over the meeting's screen, and puts it back as it stood."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._before: QRect | None = None
        self._was_maximised = False

    def enter(self) -> None:
        """Fill a screen other than the one the window stands on, where there is one."""
        window = self._window
        self._was_maximised = window.isMaximized()
        self._before = window.normalGeometry() if self._was_maximised else window.geometry()
        others = [screen for screen in QGuiApplication.screens() if screen is not window.screen()]
        if others:
            window.showNormal()
            window.setGeometry(others[0].geometry())
        window.showFullScreen()

    def leave(self) -> None:
        """Stand where it stood before; nothing where it never entered."""
        if self._before is None:
            return
        self._window.showNormal()
        self._window.setGeometry(self._before)
        if self._was_maximised:
            self._window.showMaximized()
        self._before = None
