"""Key slots: one random data key, wrapped once for each passphrase and once for the recovery key."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from esafety_desk.host.errors import DamagedHeader
from esafety_desk.store.header import Slot

KEY_BYTES = 32
PASSPHRASE, RECOVERY = "passphrase", "recovery"
LEADER_SLOT, RECOVERY_SLOT = "leader", "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs. The floor: 64 MiB and 3 passes of Argon2id."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_below(self, floor: Cost) -> bool:
        return self.memory_kib < floor.memory_kib or self.passes < floor.passes or self.lanes < 1


FLOOR = Cost()


def new_data_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def passphrase_slot(name: str, desk: str, data_key: bytes, passphrase: str, cost: Cost = FLOOR) -> Slot:
    """The data key wrapped by Argon2id of ``passphrase`` under ``cost``."""
    salt = secrets.token_bytes(16)
    bare = Slot(name, PASSPHRASE, salt.hex(), "", "", cost.memory_kib, cost.passes, cost.lanes)
    return _wrapped(bare, desk, _stretched(passphrase, bare), data_key)


def recovery_slot(name: str, desk: str, data_key: bytes, secret: bytes) -> Slot:
    """The data key wrapped by the 160 random bits of the recovery key."""
    bare = Slot(name, RECOVERY, secrets.token_bytes(16).hex(), "", "")
    return _wrapped(bare, desk, _expanded(secret, bare), data_key)


def open_with_passphrase(slot: Slot, desk: str, passphrase: str, floor: Cost = FLOOR) -> bytes | None:
    """The data key, or None where ``passphrase`` is another one.

    Raises DamagedHeader where the slot asks for less work than ``floor``: somebody weakened it.
    """
    if Cost(slot.memory_kib, slot.passes, slot.lanes).is_below(floor):
        raise DamagedHeader
    try:
        return _unwrapped(slot, desk, _stretched(passphrase, slot))
    except HashingError as error:
        raise DamagedHeader from error


def open_with_recovery(slot: Slot, desk: str, secret: bytes) -> bytes | None:
    """The data key, or None where ``secret`` belongs to another desk."""
    return _unwrapped(slot, desk, _expanded(secret, slot))


def _stretched(passphrase: str, slot: Slot) -> bytes:
    return hash_secret_raw(
        unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass"),
        bytes.fromhex(slot.salt),
        time_cost=slot.passes,
        memory_cost=slot.memory_kib,
        parallelism=slot.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _expanded(secret: bytes, slot: Slot) -> bytes:
    info = b"e-safety desk recovery slot"
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=bytes.fromhex(slot.salt), info=info).derive(secret)


def _wrapped(bare: Slot, desk: str, wrapping_key: bytes, data_key: bytes) -> Slot:
    nonce = secrets.token_bytes(12)
    wrapped = AESGCM(wrapping_key).encrypt(nonce, data_key, _bound_to(bare, desk))
    return Slot(
        bare.name, bare.kind, bare.salt, nonce.hex(), wrapped.hex(), bare.memory_kib, bare.passes, bare.lanes
    )


def _unwrapped(slot: Slot, desk: str, wrapping_key: bytes) -> bytes | None:
    try:
        return AESGCM(wrapping_key).decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _bound_to(slot, desk)
        )
    except InvalidTag:
        return None
    except ValueError as error:  # a nonce of another length
        raise DamagedHeader from error


def _bound_to(slot: Slot, desk: str) -> bytes:
    cost = f"{slot.memory_kib}/{slot.passes}/{slot.lanes}"
    return "|".join((desk, slot.name, slot.kind, slot.salt, cost)).encode()
