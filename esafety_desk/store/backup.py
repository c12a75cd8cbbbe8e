"""One backup: a verified copy of the database with its key header, under a name that says when it was made.

It is itself a desk folder, so that nothing but this program and the passphrase is needed to read it again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from esafety_desk.host.errors import CannotWrite, DamagedBackup
from esafety_desk.host.files import sync_file, sync_folder
from esafety_desk.host.foreign import content_of, json_of
from esafety_desk.host.process import step_back
from esafety_desk.store import audit, copying, header
from esafety_desk.store import engine as engines
from esafety_desk.store.migrations import HEAD

MANIFEST = "backup.json"
_FORMAT = 1
_LARGEST_MANIFEST = 1 << 16
_PREFIX, _UNFINISHED = "desk-", ".part"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in the clear beside a backup: whose desk, when, and where its audit chain ended. No content."""

    desk: str
    taken_at: str
    anchor: str
    revision: str
    format: int = _FORMAT


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup in ``folder``."""

    folder: Path
    manifest: Manifest

    @property
    def taken_at(self) -> datetime:
        return datetime.fromisoformat(self.manifest.taken_at)


def take(engine: sa.Engine, keys: Path, place: Path, now: datetime) -> Backup:
    """Copy the database of ``engine`` and the header in the folder ``keys`` into ``place``, verified, then named.

    May run on any thread, while others read and write. Raises CannotWrite, DamagedDatabase, DamagedBackup.
    """
    name = f"{_PREFIX}{now.astimezone(UTC):%Y-%m-%d-%H%M%S}"
    aside = place / f"{name}{_UNFINISHED}"
    try:
        _clear_unfinished(place)
        aside.mkdir()
        try:
            manifest = _written(engine, keys, aside, now)
            final = aside.rename(_free_name(place, name))
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        sync_folder(place)
    except OSError as error:
        raise CannotWrite(_NO_ROOM) from error
    return Backup(final, manifest)


_NO_ROOM = (
    "The backup could not be written there. Check that the stick or share is connected and has room; "
    "the desk itself is untouched."
)


def found_in(place: Path, desk: str = "") -> list[Backup]:
    """The finished backups in ``place``, of ``desk`` alone where it is named, newest first."""
    found = [backup for path in _listed(place) if (backup := read(path)) is not None]
    mine = [backup for backup in found if desk in ("", backup.manifest.desk)]
    return sorted(mine, key=lambda backup: backup.taken_at, reverse=True)


def read(folder: Path) -> Backup | None:
    """The backup in ``folder``; None where there is none that can be read."""
    try:
        values: dict[str, Any] = json_of(content_of(folder / MANIFEST, _LARGEST_MANIFEST))
        manifest = Manifest(**values)
        said = (manifest.desk, manifest.taken_at, manifest.anchor, manifest.revision)
        if not all(isinstance(each, str) for each in said):
            return None
        backup = Backup(folder, manifest)
        return backup if backup.taken_at.tzinfo else None
    except (OSError, ValueError, TypeError):
        return None


def remove(backup: Backup) -> None:
    """Take an expired backup away. One that cannot be removed now is met again next time."""
    with suppress(OSError):
        gone = backup.folder.rename(backup.folder.with_name(backup.folder.name + _UNFINISHED))
        shutil.rmtree(gone, ignore_errors=True)


def _written(engine: sa.Engine, keys: Path, aside: Path, now: datetime) -> Manifest:
    copy = aside / engines.FILE_NAME
    with engines.known_failures():
        copying.copy_out(engine, copy)
        shutil.copyfile(keys / header.FILE_NAME, aside / header.FILE_NAME)
        for path in (copy, aside / header.FILE_NAME):
            sync_file(path)
            _forget_cached(path)
        head = _verified(engine, copy)
    desk = header.read(aside).desk
    manifest = Manifest(desk, now.astimezone(UTC).isoformat(), f"{head.sequence} {head.short_hash}", HEAD)
    (aside / MANIFEST).write_text(json.dumps(asdict(manifest), sort_keys=True), encoding="utf-8")
    sync_file(aside / MANIFEST)
    sync_folder(aside)
    return manifest


def _verified(engine: sa.Engine, copy: Path) -> audit.Head:
    """The end of the copy's chain, once every page and line of it was read back. Raises DamagedBackup."""
    with ThreadPoolExecutor(2, thread_name_prefix="backup", initializer=step_back) as threads:
        pages = threads.submit(_said, engine, copy, ("integrity_check",))
        links = threads.submit(_said, engine, copy, ("cipher_integrity_check", "foreign_key_check"))
        with engines.still(engine, copy) as connection:
            head = _chain_end(connection)
        if pages.result() or links.result():
            raise DamagedBackup
    return head


def _said(engine: sa.Engine, copy: Path, pragmas: Sequence[str]) -> list[str]:
    """What SQLCipher and SQLite find wrong; ``integrity_check`` reads the search index too."""
    with engines.still(engine, copy) as connection:
        rows = [row for pragma in pragmas for row in connection.execute(f"PRAGMA {pragma}")]
    return [str(row[0]) for row in rows if row[0] != "ok"]


_ONE_ROW_EACH = (
    "SELECT count(*) FROM entry",
    "SELECT count(*) FROM search_text",
    """SELECT count(DISTINCT reference) FROM audit WHERE digest <> x''
       AND reference NOT IN (SELECT reference FROM audit WHERE verb = 'erased')""",
)
"""The desk's records counted in three ways that agree: as entries, as texts to search, and by the audit chain."""


def _chain_end(connection: Any) -> audit.Head:
    head = audit.verified_head(connection)
    counts = {connection.execute(query).fetchone()[0] for query in _ONE_ROW_EACH}
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if head is None or len(counts) > 1 or revision != (HEAD,):
        raise DamagedBackup
    return head


def _forget_cached(path: Path) -> None:
    """Have the check read from the medium rather than from memory, where the system can be asked to."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def _clear_unfinished(place: Path) -> None:
    for path in _listed(place):
        if path.name.startswith(_PREFIX) and path.name.endswith(_UNFINISHED):
            shutil.rmtree(path, ignore_errors=True)


def _free_name(place: Path, name: str) -> Path:
    taken = {path.name for path in _listed(place)}
    names = (name, *(f"{name}-{number}" for number in range(2, 100)))
    return place / next(free for free in names if free not in taken)


def _listed(place: Path) -> list[Path]:
    try:
        return [path for path in place.iterdir() if path.is_dir()]
    except OSError:
        return []
