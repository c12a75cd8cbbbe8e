"""What stands between the key and the open desk: one program at a time, and an upgrade that cannot go half-way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from esafety_desk.host import whereabouts
from esafety_desk.host.errors import DamagedDatabase, DeskInUse, NotOnThisComputer
from esafety_desk.host.single import Lock
from esafety_desk.services import beginnings, keys
from esafety_desk.services.proving import Proven
from esafety_desk.store import copying, engine, generations, header, migrating
from esafety_desk.store.desk import Desk
from esafety_desk.store.migrations import HEAD

Opener = Callable[[Path], engine.Engine]
"""Opens a database under a key that the caller need not hold."""
LOCK = "desk.lock"
_UPGRADE = "upgrade"


def opener_by(data_key: bytes) -> Opener:
    """Opens databases under ``data_key``."""
    return lambda file: engine.open_engine(file, data_key)


def enter(home: Path, folder: Path, proven: Proven, now: datetime) -> Desk:
    """The desk in ``home``, open, whose current generation lies in ``folder``.

    Raises DeskInUse where another window or program has it open, NotOnThisComputer, and as ``engine.open_engine``.
    """
    refuse_network(home)
    lock = Lock(home / LOCK)
    try:
        if generations.current(home) != folder:
            raise DeskInUse  # it was replaced while the passphrase was worked on
        generations.tidy(home)
        opened = engine.open_engine(folder / engine.FILE_NAME, proven.data_key)
        if _is_behind(opened, folder / engine.FILE_NAME):
            _upgrade(home, folder, opened, proven, now)
            folder = generations.current(home)
            opened = engine.open_engine(folder / engine.FILE_NAME, proven.data_key)
        return Desk(folder, opened, proven.slot, home=home, lock=lock)
    except BaseException:
        lock.release()
        raise


def refuse_network(home: Path) -> None:
    """Raise NotOnThisComputer where ``home`` is on a share: the log that keeps what is saved cannot work there."""
    kind = whereabouts.network_file_system(home)
    if kind:
        raise NotOnThisComputer(f"on a network drive ({kind})")


def refuse_unsafe(home: Path) -> None:
    """As ``refuse_network``, and where a synchroniser copies the folder: for a desk that is not there yet."""
    refuse_network(home)
    whose = whereabouts.synchronised_by(home)
    if whose:
        raise NotOnThisComputer(f"copied by {whose}")


def _is_behind(opened: engine.Engine, file: Path) -> bool:
    try:
        with engine.second_opinion(opened, file):
            standing = migrating.standing(opened)
        return migrating.is_behind(standing)
    except BaseException:
        opened.dispose()
        raise


def _upgrade(home: Path, folder: Path, opened: engine.Engine, proven: Proven, now: datetime) -> None:
    """Upgrade a copy and let it take over; the desk as it was stays among the replaced generations."""
    try:
        with generations.succession(home) as aside:
            with engine.second_opinion(opened, folder / engine.FILE_NAME):
                copying.copy_out(opened, aside / engine.FILE_NAME)
            opened.dispose()
            shutil.copyfile(folder / header.FILE_NAME, aside / header.FILE_NAME)
            bring_up_to_date(aside, opener_by(proven.data_key), now)
    finally:
        opened.dispose()


def bring_up_to_date(aside: Path, opener: Opener, now: datetime) -> None:
    """Upgrade the closed database in ``aside`` where it is behind, and verify what came of it."""
    with engine.known_failures():
        opened = opener(aside / engine.FILE_NAME)
        try:
            if migrating.is_behind(migrating.standing(opened)):
                migrating.run(opened, HEAD)
                _complete(Desk(aside, opened), now)
            desk = Desk(aside, opened)
            if desk.integrity_problems():
                raise DamagedDatabase
            desk.close()
        finally:
            opened.dispose()


def _complete(desk: Desk, now: datetime) -> None:
    keys.begin_roster(desk, header.read(desk.folder), now)
    with desk.writing(_UPGRADE, now) as unit:
        beginnings.complete(unit)
