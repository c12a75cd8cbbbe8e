"""Tells the audit that a person's file, or what is restricted, was read: not what was only passed by in the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from esafety_desk.services import auditing
from esafety_desk.ui.session import Session

READ_AFTER_MS = 1_500
"""In view for so long, a record counts as read."""


class Looks(QObject):
    """``began`` when something comes into view; whatever replaces it sooner was only passed by."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reference = ""
        self._timer = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._timer.timeout.connect(self.tell)

    def began(self, reference: str) -> None:
        """``reference`` is in view now; empty where nothing is whose reading is told."""
        if reference == self._reference:
            return
        self._reference = reference
        self._timer.stop()
        if reference:
            self._timer.start()

    def tell(self) -> None:
        """It has been read."""
        note = partial(auditing.witness_view, self._session.work(), self._reference)
        self._session.run(self, note, lambda _: None)
