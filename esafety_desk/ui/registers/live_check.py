"""Says what is wrong with a draft while it is typed: asked on the store thread after a short pause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from esafety_desk.records.base import Record
from esafety_desk.services import keeping
from esafety_desk.ui.session import Session

_PAUSE_MS = 200
Draft = tuple[Mapping[str, Any], frozenset[str]]


class LiveCheck(QObject):
    """``draft`` gives the values and the confirmed fields; ``checked`` carries messages and questions."""

    checked = Signal(object, object)

    def __init__(
        self, session: Session, record: type[Record], draft: Callable[[], Draft], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._record = record
        self._draft = draft
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)

    def ask_soon(self) -> None:
        """Check once there was no change for a moment."""
        self._timer.start()

    def rest(self) -> None:
        self._timer.stop()

    def _ask(self) -> None:
        values, confirmed = self._draft()
        session, record = self._session, self._record
        self._session.run(
            self,
            lambda: keeping.check(session.work(), record, values, confirmed),
            lambda answer: self.checked.emit(*answer),
            channel="check",
        )
