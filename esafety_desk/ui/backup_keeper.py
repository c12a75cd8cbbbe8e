"""Sees to it that backups are written: one a day while the desk is open, and one when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from esafety_desk.host.errors import KnownError
from esafety_desk.ui.jobs import Worker

if TYPE_CHECKING:
    from esafety_desk.services.backups import Outcome
    from esafety_desk.services.keeping import Work
    from esafety_desk.ui.session import Session

_LOOK_EVERY_MS = 30 * 60_000
_FIRST_LOOK_MS = 60_000
"""After the desk has opened: first somebody wants to work."""


class BackupKeeper(QObject):
    """The copy is written on a thread of its own, so that nobody waits; the desk only remembers how it went."""

    changed = Signal()
    """A backup was written or failed, or a place came or went."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._is_busy = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.back_up_if_due)

    def begin(self) -> None:
        """Look from now on whether a backup is due."""
        self._timer.start()
        QTimer.singleShot(_FIRST_LOOK_MS, self, self.back_up_if_due)

    def back_up_if_due(self) -> None:
        from esafety_desk.services import backups

        session = self._session
        due = partial(backups.is_due, session.desk, session.clock())
        session.run(self, due, lambda is_due: self.back_up() if is_due else None)

    def back_up(self, then: Callable[[Sequence[Outcome]], None] | None = None) -> None:
        """Write one backup to every place, then call ``then`` with how it went; one attempt at a time."""
        if self._is_busy:
            return
        from esafety_desk.services import backups

        self._is_busy = True
        session, now = self._session, self._session.clock()

        def written(outcomes: Sequence[Outcome]) -> None:
            remember = partial(backups.remember, session.work(), outcomes)
            session.run(self, remember, lambda _: self._done(outcomes, then), self._failed)

        def read(places: Sequence[backups.BackupPlace]) -> None:
            write = partial(_write, session, [place.path for place in places], now)
            session.jobs.run(self, write, written, self._failed, on=Worker.BACKUP)

        session.run(self, partial(backups.places, session.desk), read, self._failed)

    def on_leaving(self) -> None:
        """The desk is about to be closed: one more backup, by the thread that closes it afterwards."""
        self._session.run(self, partial(_last_one, self._session.work()), lambda _: None)

    def _done(self, outcomes: Sequence[Outcome], then: Callable[[Sequence[Outcome]], None] | None) -> None:
        self._is_busy = False
        self.changed.emit()
        if then is not None:
            then(outcomes)

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        self.changed.emit()
        self._session.report_error(error)


def _write(session: Session, places: Sequence, now: object) -> list[Outcome]:
    from esafety_desk.host.process import step_back
    from esafety_desk.services import backups

    step_back()
    return [backups.back_up_to(session.desk, place, now) for place in places]


def _last_one(work: Work) -> None:
    from esafety_desk.services import backups

    with suppress(KnownError):  # Today tells of it the next time
        backups.back_up_on_leaving(work)
