"""Making a desk, and getting into it: by passphrase, or by the recovery key on paper."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from esafety_desk.host.errors import (
    BadUsage,
    CannotWrite,
    KnownError,
    MissingDatabase,
    MissingDesk,
    WrongPassphrase,
    WrongRecoveryKey,
)
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld
from esafety_desk.records.school import School
from esafety_desk.services import beginnings
from esafety_desk.services.passphrases import passphrase_problem, suggest_passphrase
from esafety_desk.store import audit, engine, header, keyslots, migrating, recovery_key
from esafety_desk.store.desk import Desk
from esafety_desk.store.header import Header
from esafety_desk.store.keyslots import FLOOR, Cost

BACKUPS = "backups"
_UPGRADE = "upgrade"

__all__ = [
    "Created", "NewLeader", "change_passphrase", "create_desk", "desk_exists", "new_recovery_key",
    "passphrase_problem", "suggest_passphrase", "unlock", "unlock_with_recovery_key",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewLeader:
    """The e-safety leader who sets up the desk."""

    given_name: str
    family_name: str


@dataclass(frozen=True, slots=True)
class Created:
    """A new desk, open, and the recovery key that is never shown again."""

    desk: Desk
    recovery_key: str


def desk_exists(folder: Path) -> bool:
    """Whether ``folder`` holds a desk, whole or in part: then none is set up over it."""
    return (folder / header.FILE_NAME).exists() or (folder / engine.FILE_NAME).exists()


def new_recovery_key() -> str:
    """A fresh recovery key as it is written on paper."""
    return recovery_key.spelt(recovery_key.new_secret())


def create_desk(
    folder: Path,
    school: School,
    leader: NewLeader,
    passphrase: str,
    *,
    now: datetime,
    recovery: str = "",
    cost: Cost = FLOOR,
) -> Created:
    """Set up a desk in ``folder``, built aside and moved in whole: a failure leaves nothing behind.

    ``recovery`` is a key made by ``new_recovery_key`` and already written down. Raises BadUsage where a desk
    stands there already, CannotWrite where the disk refuses.
    """
    if desk_exists(folder):
        raise BadUsage("There is a desk in this folder already. Open it, or choose another folder.")
    recovery = recovery or new_recovery_key()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = folder if folder.is_dir() else folder.parent  # on the same disk, so that moving in is quick
        with tempfile.TemporaryDirectory(prefix=".desk-", dir=beside) as aside:
            _build(Path(aside), school, leader, passphrase, recovery, now, cost)
            _move_in(Path(aside), folder)
    except OSError as error:
        raise CannotWrite from error
    return Created(unlock(folder, passphrase, now=now, floor=cost), recovery)


def unlock(folder: Path, passphrase: str, *, now: datetime, floor: Cost = FLOOR) -> Desk:
    """Open the desk with any of its passphrases.

    Raises WrongPassphrase (and counts it), MissingDesk, DamagedHeader, DamagedDatabase, MissingDatabase,
    NewerDesk. ``floor`` is lowered by tests alone.
    """
    head = _header_of(folder)
    data_key = _key_by_passphrase(head, passphrase, floor)
    if data_key is None:
        _count_failure(folder, head)
        raise WrongPassphrase
    return _open(folder, head, data_key, now)


def unlock_with_recovery_key(folder: Path, typed: str, *, now: datetime) -> Desk:
    """Open the desk with the recovery key. Raises MistypedRecoveryKey or WrongRecoveryKey, and as ``unlock``."""
    secret = recovery_key.read(typed)
    head = _header_of(folder)
    for slot in head.slots:
        if slot.kind == keyslots.RECOVERY:
            data_key = keyslots.open_with_recovery(slot, head.desk, secret)
            if data_key is not None:
                return _open(folder, head, data_key, now)
    _count_failure(folder, head)
    raise WrongRecoveryKey


def change_passphrase(
    desk: Desk, old: str, new: str, *, actor: str, now: datetime, cost: Cost = FLOOR
) -> None:
    """Wrap the data key for a new passphrase; no record is rewritten. Raises WrongPassphrase."""
    head = _header_of(desk.folder)
    data_key = _key_by_passphrase(head, old, cost)
    if data_key is None:
        raise WrongPassphrase
    slot = keyslots.passphrase_slot(keyslots.LEADER_SLOT, head.desk, data_key, new, cost)
    _rewrite_header(desk, head, head.with_slot(slot), "passphrase changed", actor, now)


def set_passphrase(
    desk: Desk, recovery: str, new: str, *, actor: str, now: datetime, cost: Cost = FLOOR
) -> None:
    """Give a new passphrase to someone who came in by the recovery key."""
    head = _header_of(desk.folder)
    secret = recovery_key.read(recovery)
    slots = (s for s in head.slots if s.kind == keyslots.RECOVERY)
    opened = (keyslots.open_with_recovery(slot, head.desk, secret) for slot in slots)
    data_key = next((key for key in opened if key is not None), None)
    if data_key is None:
        raise WrongRecoveryKey
    slot = keyslots.passphrase_slot(keyslots.LEADER_SLOT, head.desk, data_key, new, cost)
    _rewrite_header(desk, head, head.with_slot(slot), "passphrase set by recovery key", actor, now)


def _rewrite_header(desk: Desk, old: Header, new: Header, verb: str, actor: str, now: datetime) -> None:
    """Change the header and the audit chain together: where the chain cannot be written, the old header returns."""
    try:
        with desk.writing(actor, now) as unit:
            unit.witness(verb)
            header.write(desk.folder, new)
    except BaseException:
        if header.read(desk.folder) == new:
            header.write(desk.folder, old)
        raise


def _header_of(folder: Path) -> Header:
    if not desk_exists(folder):
        raise MissingDesk
    return header.read(folder)


def _key_by_passphrase(head: Header, passphrase: str, floor: Cost) -> bytes | None:
    for slot in head.slots:
        if slot.kind == keyslots.PASSPHRASE:
            data_key = keyslots.open_with_passphrase(slot, head.desk, passphrase, floor)
            if data_key is not None:
                return data_key
    return None


def _open(folder: Path, head: Header, data_key: bytes, now: datetime) -> Desk:
    opened = engine.open_engine(folder / engine.FILE_NAME, data_key)
    try:
        with engine.known_failures():
            was_upgraded = migrating.upgrade(opened, folder / BACKUPS)
        desk = Desk(folder, opened)
        if was_upgraded:
            with desk.writing(_UPGRADE, now) as unit:
                beginnings.complete(unit)
        if head.failed_unlocks:
            _witness_failures(desk, head, now)
    except BaseException:
        opened.dispose()
        raise
    return desk


def _witness_failures(desk: Desk, head: Header, now: datetime) -> None:
    # Committed first: a crash in between counts the failures twice rather than not at all.
    with desk.writing(audit.UNAUTHENTICATED, now) as unit:
        unit.witness("failed unlocks", fields=(str(head.failed_unlocks),))
    header.write(desk.folder, replace(head, failed_unlocks=0))


def _count_failure(folder: Path, head: Header) -> None:
    try:
        header.write(folder, replace(head, failed_unlocks=head.failed_unlocks + 1))
    except KnownError:
        return  # a read-only folder must not hide that the passphrase was wrong


def _build(
    aside: Path, school: School, leader: NewLeader, passphrase: str, recovery: str, now: datetime, cost: Cost
) -> None:
    name, data_key = secrets.token_hex(8), keyslots.new_data_key()
    slots = (
        keyslots.passphrase_slot(keyslots.LEADER_SLOT, name, data_key, passphrase, cost),
        keyslots.recovery_slot(keyslots.RECOVERY_SLOT, name, data_key, recovery_key.read(recovery)),
    )
    with engine.known_failures():
        opened = engine.open_engine(aside / engine.FILE_NAME, data_key, create=True)
        migrating.upgrade(opened)
        desk = Desk(aside, opened)
        with desk.writing(keyslots.LEADER_SLOT, now) as unit:
            audit.begin_chain(unit.connection)
            unit.add(school)
            unit.add(_leader(leader, school, now.date()))
            beginnings.complete(unit)
        desk.close()
    header.write(aside, Header(name, slots))


def _leader(leader: NewLeader, school: School, today: date) -> Person:
    since = min((term.starts_on for term in school.terms), default=today)
    return Person(
        kind=PersonKind.STAFF,
        given_name=leader.given_name,
        family_name=leader.family_name,
        roles=(
            RoleHeld(role=Role.ESAFETY_LEADER, since=min(since, today)),
            RoleHeld(role=Role.SOCIAL_TEAM, since=min(since, today)),
        ),
    )


def _move_in(aside: Path, folder: Path) -> None:
    # The header goes last: a folder without it is not yet a desk that asks for a passphrase.
    folder.mkdir(exist_ok=True)
    try:
        (folder / BACKUPS).mkdir(exist_ok=True)
        for name in (engine.FILE_NAME, header.FILE_NAME):
            shutil.move(aside / name, folder / name)
    except OSError:
        (folder / engine.FILE_NAME).unlink(
            missing_ok=True
        )  # half a desk would stand in the way of a whole one
        raise


def check_folder(folder: Path) -> None:
    """Raise what stands in the way of opening ``folder`` before anyone types a passphrase."""
    _header_of(folder)
    file = folder / engine.FILE_NAME
    if not (file.is_file() and file.stat().st_size):
        raise MissingDatabase
