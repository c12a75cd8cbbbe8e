"""One line at the foot of the window that says what happened, with Undo; errors stay until put away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from esafety_desk.ui.kit import clipboard
from esafety_desk.ui.kit.basics import button, label
from esafety_desk.ui.theme import GAP, SPACE, dress

SHOWN_FOR_MS = 8_000
_LEAST_HEIGHT, _ABOVE_FOOT = 52, 24
ROOM = _LEAST_HEIGHT + _ABOVE_FOOT + GAP
"""What a page that scrolls leaves beneath its last line, so that it can be had out from under a message."""


class MessageBar(QFrame):
    """Floats over the foot of its parent. ``undo_asked`` carries what ``say`` was given."""

    undo_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._undo: Any = None
        self._details = ""
        self._text = label("", wraps=True, name="message.text")
        self._undo_button = button("Undo", name="action.undo", on_click=self._on_undo)
        self._copy_button = button("Copy details", name="action.copy-details", on_click=self._on_copy)
        self._close_button = button("Put away", name="action.put-away", on_click=self.hide)
        within = QHBoxLayout(self)
        within.setContentsMargins(SPACE + 4, GAP, GAP, GAP)
        within.setSpacing(GAP)
        within.addWidget(self._text, 1)
        self._buttons = (self._undo_button, self._copy_button, self._close_button)
        for one in self._buttons:
            within.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.setAccessibleName("Message")
        self.hide()
        parent.installEventFilter(self)

    def say(self, text: str, undo: object = None) -> None:
        """Show ``text`` for some seconds, with Undo if it can be undone."""
        self._show(text, "message", "", undo=undo)
        self._timer.start(SHOWN_FOR_MS)

    def warn(self, sentence: str, details: str = "") -> None:
        """Show an error until it is put away; ``details`` can be copied and hold no record's content."""
        self._timer.stop()
        self._show(sentence, "notice", "red", details=details)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _show(self, text: str, look: str, tone: str, *, undo: object = None, details: str = "") -> None:
        self._undo, self._details = undo, details
        dress(self, look, tone=tone)
        for inner in self.findChildren(QWidget):
            dress(inner, inner.property("look") or "")
        self._text.setText(text)
        self._undo_button.setVisible(undo is not None)
        self._copy_button.setVisible(bool(details))
        self._close_button.setVisible(look == "notice")
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        room = self.parentWidget().rect()
        wanted = self.fontMetrics().horizontalAdvance(self._text.text()) + 60
        wanted += sum(b.sizeHint().width() + GAP for b in self._buttons if not b.isHidden())
        width = max(min(wanted, room.width() - 48, 760), 280)
        height = max(self.heightForWidth(width), _LEAST_HEIGHT)
        self.setGeometry((room.width() - width) // 2, room.height() - height - _ABOVE_FOOT, width, height)

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            self.undo_asked.emit(undo)

    def _on_copy(self) -> None:
        clipboard.put(self._details)
