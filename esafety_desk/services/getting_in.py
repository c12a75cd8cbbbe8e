"""Getting into a desk: by one of its passphrases, or by the recovery key on paper.

The database's libraries are loaded only once a secret has been proven right: deriving the key from it takes longer
than all else, leaves Python free meanwhile, and must not wait for them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from esafety_desk.host import loading
from esafety_desk.host.errors import KnownError, MissingDatabase, WrongPassphrase, WrongRecoveryKey
from esafety_desk.services import proving
from esafety_desk.services.proving import Proven
from esafety_desk.store import generations, header
from esafety_desk.store.file_name import FILE_NAME
from esafety_desk.store.header import Header
from esafety_desk.store.keyslots import FLOOR, Cost

if TYPE_CHECKING:
    from esafety_desk.store.desk import Desk


def check_folder(folder: Path) -> None:
    """Raise what stands in the way of opening ``folder`` before anyone types a passphrase."""
    proving.header_of(folder)
    file = generations.current(folder) / FILE_NAME
    if not (file.is_file() and file.stat().st_size):
        raise MissingDatabase


def unlock(folder: Path, passphrase: str, *, now: datetime, floor: Cost = FLOOR) -> Desk:
    """Open the desk with any of its passphrases; ``opened_by`` of the desk is the slot it was.

    Raises WrongPassphrase (and counts it), MissingDesk, DamagedHeader, DamagedDatabase, MissingDatabase,
    NewerDesk. ``floor`` is lowered by tests alone.
    """
    head = proving.header_of(folder)
    try:
        proven = proving.by_passphrase(head, passphrase, floor)
    except WrongPassphrase:
        _count_failure(folder, head)
        raise
    desk = _open(folder, head, proven, now)
    slot = head.slot(proven.slot)
    if slot is not None and not slot.public:
        from esafety_desk.services import keys

        keys.change_passphrase(desk, passphrase, passphrase, now=now, cost=floor)
    return desk


def unlock_with_recovery_key(folder: Path, typed: str, *, now: datetime) -> Desk:
    """Open the desk with the recovery key. Raises MistypedRecoveryKey or WrongRecoveryKey, and as ``unlock``."""
    head = proving.header_of(folder)
    try:
        proven = proving.by_recovery_key(head, typed)
    except WrongRecoveryKey:
        _count_failure(folder, head)
        raise
    return _open(folder, head, proven, now)


def _open(folder: Path, head: Header, proven: Proven, now: datetime) -> Desk:
    with loading.alone:
        from esafety_desk.services import entering, keys

    desk = entering.enter(folder, generations.current(folder), proven, now)
    try:
        keys.settle(desk, proven.data_key)
        if head.failed_unlocks:
            _witness_failures(desk, now)
    except BaseException:
        desk.close()
        raise
    return desk


def _witness_failures(desk: Desk, now: datetime) -> None:
    from esafety_desk.store import audit

    # Committed first: a crash in between counts the failures twice rather than not at all.
    head = header.read(desk.folder)
    with desk.writing(audit.UNAUTHENTICATED, now) as unit:
        unit.witness("failed unlocks", fields=(str(head.failed_unlocks),))
    header.write(desk.folder, replace(head, failed_unlocks=0))


def _count_failure(folder: Path, head: Header) -> None:
    try:
        header.write(generations.current(folder), replace(head, failed_unlocks=head.failed_unlocks + 1))
    except KnownError:
        return  # a read-only folder must not hide that the passphrase was wrong
