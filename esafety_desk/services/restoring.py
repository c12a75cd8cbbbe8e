"""Bringing a backup back: copied, verified and upgraded aside, then the desk at one stroke; and trying that out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from esafety_desk.host.errors import (
    BadUsage,
    CannotWrite,
    DamagedBackup,
    DamagedDatabase,
    DamagedPointer,
    KnownError,
    MissingDatabase,
)
from esafety_desk.host.single import Lock
from esafety_desk.services import backups, checking, entering, erasing
from esafety_desk.services.checking import CheckResult
from esafety_desk.services.entering import Opener
from esafety_desk.services.keeping import Work
from esafety_desk.services.proving import Proven
from esafety_desk.store import audit, backup, engine, erased, generations, header
from esafety_desk.store.backup import Backup
from esafety_desk.store.desk import Desk
from esafety_desk.store.erased import Act, Marks
from esafety_desk.store.header import Header

Prove = Callable[[Header], Proven]
_RESTORED = "restored from backup"
_OTHER_KEYS = "The keys were changed since: this backup opens with the passphrases of its own day."
_UNREAD = (
    "This backup is from before the data key was changed, so it was not tried out: the desk as it is now has no key "
    "to it. It opens with the passphrases of its own day; bring it back into an empty folder to try it out."
)
_UNSOUND = "This backup is damaged, so nothing was changed. Try an older one."


@dataclass(frozen=True, slots=True)
class Drill:
    """What trying out a backup showed. ``problems`` and ``notes`` are plain sentences; a note is no damage.

    One under an older data key ``was_read`` not at all: neither sound nor damaged.
    """

    backup: Backup
    problems: tuple[str, ...]
    records: int
    notes: tuple[str, ...] = ()
    was_read: bool = True

    @property
    def is_sound(self) -> bool:
        return self.was_read and not self.problems


def chosen(source: Path) -> Backup:
    """The backup ``source`` itself is, or the newest of those inside it. Raises BadUsage."""
    found = backup.read(source)
    inside = [found] if found else backup.found_in(source)
    if not inside:
        raise BadUsage("There is no backup in this folder. Choose the folder of one backup, or of several.")
    if len({each.manifest.desk for each in inside}) > 1:
        raise BadUsage("Backups of several desks lie here. Choose the folder of one backup.")
    return inside[0]


def restore(source: Backup, home: Path, prove: Prove, *, now: datetime) -> CheckResult:
    """Make ``source`` the desk in ``home``; the desk that stood there is kept among the replaced generations.

    Whatever was erased since stays erased. Raises what ``prove`` raises, DamagedBackup, DeskInUse, CannotWrite;
    then the desk is as it was.
    """
    entering.refuse_network(home)
    proven = prove(header.read(source.folder))
    backups.make_ready(home)
    lock = Lock(home / entering.LOCK)
    try:
        opener = entering.opener_by(proven.data_key)
        gone = _erased_since(source, home, proven.data_key)
        with generations.succession(home) as aside:
            result = _brought_in(source, aside, opener, gone, proven.slot, now)
        erased.write_file(home, gone)
        return result
    finally:
        lock.release()


def drill(work: Work, source: Backup) -> Drill:
    """Restore ``source`` into a temporary folder, check it whole, and hold it against the open desk.

    Raises CannotWrite where the temporary folder has no room.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="esafety-drill-", ignore_cleanup_errors=True) as folder:
            found = _tried(work, source, Path(folder) / "desk")
    except OSError as error:
        raise CannotWrite from error
    said = "sound" if found.is_sound else "unsound" if found.was_read else "not read"
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("backup tried out", fields=(said,))
    return found


def _tried(work: Work, source: Backup, home: Path) -> Drill:
    has_other_keys = header.read(source.folder).slots != header.read(work.desk.folder).slots
    if has_other_keys and not _opens_today(work.desk, source):
        return Drill(source, (), 0, (_UNREAD,), was_read=False)
    notes = (_OTHER_KEYS,) if has_other_keys else ()
    problems: list[str] = []
    try:
        with generations.succession(home) as aside:
            opener = partial(engine.sibling, work.desk.engine)
            with work.desk.reading() as connection:
                gone = erased.read(connection)
            result = _brought_in(source, aside, opener, gone, work.actor, work.now)
    except KnownError as error:
        return Drill(source, (error.sentence,), 0, notes)
    with work.desk.reading() as connection:
        sequence, _, short_hash = source.manifest.anchor.partition(" ")
        if not audit.holds(connection, int(sequence), short_hash):
            problems.append("The backup is not of this desk as it was: its audit chain took another way.")
    return Drill(source, tuple(problems), sum(result.counts.values()), notes)


def _opens_today(desk: Desk, source: Backup) -> bool:
    """Whether today's data key opens the first page of the backup."""
    try:
        with (
            engine.known_failures(),
            engine.still(desk.engine, source.folder / engine.FILE_NAME) as connection,
        ):
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except KnownError:
        return False
    return True


def _erased_since(source: Backup, home: Path, data_key: bytes) -> dict[str, Act]:
    """The erase list as the desk itself, the file beside it and the backups beside ``source`` know it."""
    known = erased.read_file(home)
    beside = [found.folder for found in backup.found_in(source.folder.parent, source.manifest.desk)]
    with suppress(DamagedPointer):
        beside.append(generations.current(home))
    for folder in beside:
        with suppress(KnownError):  # under another key, or damaged: that is why a backup is brought back
            known |= _listed_in(folder, data_key)
    return known


def _listed_in(folder: Path, data_key: bytes) -> dict[str, Act]:
    with (
        engine.known_failures(),
        engine.open_still(folder / engine.FILE_NAME, data_key) as connection,
    ):
        return erased.read_still(connection)


def _brought_in(
    source: Backup, aside: Path, opener: Opener, gone: Marks, actor: str, now: datetime
) -> CheckResult:
    """Build the desk of ``source`` in ``aside``, upgraded and checked through and through."""
    for name in (engine.FILE_NAME, header.FILE_NAME):
        if not (source.folder / name).is_file():
            raise DamagedBackup(_UNSOUND)
        shutil.copyfile(source.folder / name, aside / name)
    try:
        entering.bring_up_to_date(aside, opener, now)
        desk = Desk(aside, opener(aside / engine.FILE_NAME))
    except (DamagedDatabase, MissingDatabase) as error:
        raise DamagedBackup(_UNSOUND) from error
    try:
        with desk.writing(actor, now) as unit:
            unit.witness(_RESTORED, fields=(source.manifest.taken_at,))
        erasing.erase_again(Work(desk, actor, now), gone)
        result = checking.check(desk)
        if not result.is_sound:
            raise DamagedBackup(f"{_UNSOUND} {result.problems[0]}")
        return result
    finally:
        desk.close()
