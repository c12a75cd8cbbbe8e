"""An open desk: its encrypted database, read and written only in whole transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from esafety_desk.host.errors import DeskGone, KnownError
from esafety_desk.host.single import Lock
from esafety_desk.store import engine as engines
from esafety_desk.store import integrity, remembered, search
from esafety_desk.store.unit import Unit


class Desk:
    """One desk folder, unlocked. Owned by one thread at a time; ``close`` forgets the key."""

    def __init__(
        self,
        folder: Path,
        engine: sa.Engine,
        opened_by: str = "",
        *,
        home: Path | None = None,
        lock: Lock | None = None,
    ) -> None:
        """``folder`` holds the database and the key header, ``home`` is the desk's folder where that is another.

        ``opened_by`` is the key slot whose secret was typed: the actor of what is done now. ``lock`` is let go
        of when the desk is closed.
        """
        self.folder = folder
        self.home = home or folder
        self.opened_by = opened_by
        self.engine = engine
        self._lock = lock
        self._connection = engine.connect()
        self._identity = _identity(self.file)

    @property
    def file(self) -> Path:
        """The encrypted database."""
        return self.folder / engines.FILE_NAME

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one unchanging state and writes nothing."""
        with self._known_failures(), self._transaction("BEGIN"):
            yield self._connection

    @contextmanager
    def writing(self, actor: str, now: datetime) -> Iterator[Unit]:
        """A unit of work by ``actor``; committed when the block ends, undone when it raises."""
        with self._known_failures(), self._transaction("BEGIN IMMEDIATE"):
            yield Unit(self._connection, actor, now)
            self._check_there()

    @contextmanager
    def sketching(self) -> Iterator[sa.Connection]:
        """A write that leaves no audit line: drafts and views of lists only."""
        with self._known_failures(), self._transaction("BEGIN IMMEDIATE"):
            yield self._connection
            self._check_there()

    def _check_there(self) -> None:
        """Raise DeskGone where the file was moved, deleted or replaced: nobody would find again what is written."""
        if _identity(self.file) != self._identity:
            raise DeskGone

    @contextmanager
    def beside(self) -> Iterator[Any]:
        """A second connection of the driver's own, which a reader on another thread may have to itself."""
        with self._known_failures(), engines.beside(self.engine) as connection:
            yield connection

    @contextmanager
    def apart(self, is_wanted: Callable[[], bool]) -> Iterator[Desk]:
        """The same desk once more, to be read on another thread; asked again and again whether it is wanted."""
        other = Desk(self.folder, engines.sibling(self.engine, self.file), self.opened_by, home=self.home)
        try:
            engines.ask_meanwhile(other._connection, is_wanted)
            yield other
        finally:
            other._let_go()

    @property
    def is_closed(self) -> bool:
        return self._connection.closed

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of the key. Safe to call twice."""
        if self._connection.closed:
            return
        with suppress(KnownError), engines.known_failures():
            engines.fold_log(self._connection)
        self._connection.close()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _let_go(self) -> None:
        self._connection.close()
        self.engine.dispose()

    def compact(self) -> None:
        """Write the database anew without the room of what has gone, and empty its log."""
        with self._known_failures():
            self._connection.connection.cursor().execute("VACUUM")
            engines.fold_log(self._connection)

    def integrity_problems(self) -> list[str]:
        """What is wrong with the pages; empty where all is sound.

        SQLCipher looks at the file alone, and a power cut may leave pages torn there that stand whole in the log:
        where something seems wrong the log is folded, and the file looked at again.
        """
        found = self._integrity_problems()
        if found:
            with suppress(KnownError), self._known_failures():
                engines.fold_log(self._connection)
            found = self._integrity_problems()
        return found

    def is_search_out_of_step(self) -> bool:
        """Whether the search index no longer matches the texts it was made from.

        Asked in a transaction of its own: SQLite takes the question for a write. Within a longer reading it would
        fail as soon as somebody saved, and nobody could save until that reading ends.
        """
        with self._known_failures(), self._transaction("BEGIN IMMEDIATE"):
            return search.is_broken(self._connection)

    def _integrity_problems(self) -> list[str]:
        with self.reading() as connection:
            return integrity.problems(connection)

    def _known_failures(self) -> AbstractContextManager[None]:
        return engines.second_opinion(self.engine, self.file)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._connection.info["begin"] = begin
        remembered.forget_all(self._connection)
        try:
            with self._connection.begin():
                yield
        except BaseException:
            engines.abandon(self._connection)
            raise


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
