"""Keeps what stands in a form every few seconds, so that neither a crash nor a lock loses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from esafety_desk.services import drafting
from esafety_desk.ui.session import Session

EVERY_MS = 3_000


class DraftKeeper(QObject):
    """Watches one form. ``values`` gives what stands in it; ``kept`` tells that it is safe."""

    kept = Signal()
    found = Signal(object)
    """The draft of this form, or None."""

    def __init__(self, session: Session, values: Callable[[], Mapping[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._values = values
        self._form = ""
        self._is_dirty = False
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def form(self) -> str:
        """The name the draft goes by, such as "incidents:new"."""
        return self._form

    @property
    def is_dirty(self) -> bool:
        """True where something was typed that is not kept yet."""
        return self._is_dirty

    def begin(self, form: str) -> None:
        """Watch the form of that name from now on, and look whether something was kept of it."""
        self.rest()
        self._form = form
        desk = self._session.desk
        self._session.run(self, lambda: drafting.drafts(desk).get(form), self.found.emit, channel="find")

    def note_change(self) -> None:
        """Something was typed: keep it within a few seconds."""
        self._is_dirty = bool(self._form)
        if self._is_dirty and not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep what was typed since the last time, now."""
        if not self._is_dirty:
            return
        self.rest()
        desk, form, values, now = self._session.desk, self._form, dict(self._values()), self._session.clock()
        self._session.run(
            self, partial(drafting.keep_draft, desk, form, values, now), lambda _: self.kept.emit()
        )

    def rest(self) -> None:
        """Keep nothing more: the record is being saved, or the form was closed."""
        self._is_dirty = False
        self._timer.stop()

    def drop(self) -> None:
        """Forget what was kept of this form."""
        self.rest()
        desk, form = self._session.desk, self._form
        self._session.run(self, partial(drafting.drop_draft, desk, form), lambda _: None)
