"""Whose secret was typed: which key slot it opens, and the data key behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from esafety_desk.host.errors import MissingDesk, MistypedRecoveryKey, WrongPassphrase, WrongRecoveryKey
from esafety_desk.store import generations, header, keyslots, recovery_key
from esafety_desk.store.header import Header
from esafety_desk.store.keyslots import FLOOR, Cost


@dataclass(frozen=True, slots=True)
class Proven:
    """The slot that opened, and the data key, which no trace or log may show."""

    slot: str
    data_key: bytes = field(repr=False)


def header_of(folder: Path) -> Header:
    """The key header of the desk in ``folder``. Raises MissingDesk, DamagedPointer or DamagedHeader."""
    if not generations.exists(folder):
        raise MissingDesk
    return header.read(generations.current(folder))


def by_passphrase(head: Header, passphrase: str, floor: Cost = FLOOR) -> Proven:
    """The first slot that ``passphrase`` opens. Raises WrongPassphrase or DamagedHeader."""
    for slot in head.slots:
        if slot.kind == keyslots.PASSPHRASE:
            data_key = keyslots.open_with_passphrase(slot, head.desk, passphrase, floor)
            if data_key is not None:
                return Proven(slot.name, data_key)
    raise WrongPassphrase


def by_recovery_key(head: Header, typed: str) -> Proven:
    """The recovery slot, opened by what stands on the paper. Raises MistypedRecoveryKey or WrongRecoveryKey."""
    secret = recovery_key.read(typed)
    for slot in head.slots:
        if slot.kind == keyslots.RECOVERY:
            data_key = keyslots.open_with_recovery(slot, head.desk, secret)
            if data_key is not None:
                return Proven(slot.name, data_key)
    raise WrongRecoveryKey


def by_either(head: Header, typed: str, floor: Cost = FLOOR) -> Proven:
    """By the passphrase or, where ``typed`` is one without a slip, by the recovery key. Raises WrongPassphrase."""
    try:
        return by_recovery_key(head, typed)
    except (MistypedRecoveryKey, WrongRecoveryKey):
        return by_passphrase(head, typed, floor)
