"""The program's one window: it shows the way in, the first run, or the open desk, and remembers where it stood."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from esafety_desk.host.captures import keep_out
from esafety_desk.ui.machine_settings import MachineSettings

if TYPE_CHECKING:
    from esafety_desk.ui.blank import Blank

SMALLEST, AT_FIRST = QSize(900, 460), QSize(1280, 720)
"""What a laptop at 200 % leaves beside its task bar."""


class Frame(QMainWindow):
    """``before_close`` is called once, when the person closes the window, before it goes."""

    help_asked = Signal(str)
    """Help is wanted before a desk is open: the name of the page of the guide."""

    def __init__(self, settings: MachineSettings, before_close: Callable[[], None]) -> None:
        super().__init__()
        self._settings = settings
        self._before_close = before_close
        self.setObjectName("window")
        self.setWindowTitle("E-Safety Desk")
        self.setMinimumSize(SMALLEST)
        if not self.restoreGeometry(settings.window):
            self.resize(AT_FIRST.boundedTo(self.screen().availableSize()))
        self._blank: Blank | None = None
        QShortcut(QKeySequence("F9"), self).activated.connect(self._on_blank_asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 comes here only where no open desk has taken it."""
        from PySide6.QtCore import Qt  # not before the first paint: see early

        if event.key() == Qt.Key.Key_F1:
            self.help_asked.emit("unlocking")
            return
        super().keyPressEvent(event)

    def show_view(self, view: QWidget) -> None:
        """Put ``view`` in place of what is shown; the old view is let go."""
        if self._blank is not None:
            self._blank.hide()
        before = self.takeCentralWidget()
        self.setCentralWidget(view)
        if before is not None:
            before.hide()
            before.deleteLater()
        view.show()
        view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        keep_out(int(self.winId()))

    def _on_blank_asked(self) -> None:
        if self._blank is None:
            from esafety_desk.ui.blank import Blank

            self._blank = Blank(self)
        if self._blank.isHidden():
            self._blank.cover()
        else:
            self._blank.lift()

    def remember(self) -> None:
        """Note where the window stands, so that the next one stands there too; a meeting's screen is not its place."""
        if not self.isFullScreen():
            self._settings.window = self.saveGeometry()
        self._settings.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        self._before_close()
        super().closeEvent(event)
