"""Reads the whole desk over while its owner works in it, and speaks up when something is not as it was left."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from esafety_desk.host.errors import Stopped
from esafety_desk.policy.wording import counted
from esafety_desk.ui.jobs import Worker

if TYPE_CHECKING:
    from esafety_desk.ui.session import Session

SOON_MS = 4_000
"""After the desk was first painted: the page that is wanted comes first."""


class Overseer(QObject):
    """``found`` carries one plain sentence; nothing is said of a desk that is sound."""

    found = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._is_over = threading.Event()
        self._timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """The desk is painted: soon it may be read over."""
        self._timer.start()

    def look(self) -> None:
        """Begin to read the desk over."""
        look_over = partial(_look_over, self._session.desk, self._is_over)
        self._session.jobs.run(self, look_over, self._on_looked, self._on_failed, on=Worker.WATCH)

    def stop(self) -> None:
        """Give up soon: the desk is to be closed."""
        self._timer.stop()
        self._is_over.set()

    def _on_looked(self, problems: tuple[str, ...]) -> None:
        if problems:
            self.found.emit(_sentence(problems))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self._session.report_error(error)


def _look_over(desk: object, is_over: threading.Event) -> tuple[str, ...]:
    """On its own thread."""
    from esafety_desk.services.checking import look_over

    return look_over(desk, lambda: not is_over.is_set())


def _sentence(problems: tuple[str, ...]) -> str:
    others = len(problems) - 1
    more = (
        f" {counted(others, 'other thing')} {'is' if others == 1 else 'are'} not as left either."
        if others
        else ""
    )
    return f"{problems[0]}{more} Make no more entries: copy the desk folder aside, then look at the newest backup."
