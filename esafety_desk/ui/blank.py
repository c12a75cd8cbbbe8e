"""F9: the whole window covered at once, for when somebody steps up to the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from esafety_desk.ui.theme import colours, text_font

_SAID = "Press F9 to go on"


class Blank(QWidget):
    """Hides what ``window`` shows, from eyes and from screen readers alike, until it is lifted."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("blank")
        self.setAccessibleName(f"Blank screen. {_SAID}")
        self._window = window
        self._before: QWidget | None = None
        self._covered: tuple[QWidget, ...] = ()
        window.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Cover the window before anything else happens; keys of what lies under it do nothing."""
        self._before = QApplication.focusWidget()
        while popup := QApplication.activePopupWidget():
            popup.close()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.repaint()
        self._covered = tuple(view for view in self._views() if not view.isHidden())
        for view in self._covered:
            view.hide()
        self.setFocus()

    def lift(self) -> None:
        """Show what was shown before, the cursor where it was."""
        self.hide()
        for view in self._views():
            if view in self._covered:
                view.show()
        self._covered = ()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def _views(self) -> list[QWidget]:
        """Whatever else lies in the window: the open desk, and what may lie over it."""
        inside = self._window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [view for view in inside if view is not self and not view.isWindow()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(worn.bg))
        painter.setPen(QColor(worn.ink_2))
        painter.setFont(text_font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _SAID)
