"""Key slots: one random data key, sealed once for each passphrase and once for the recovery key.

Each slot has a pair of X25519 keys. The private one is wrapped under what its holder knows, the data key is
sealed to the public one. So rotating the data key needs nobody's secret but the new key itself.
"""

from __future__ import annotations

import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass, replace

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from esafety_desk.host.errors import DamagedHeader
from esafety_desk.store.header import Note, Slot

KEY_BYTES = 32
PASSPHRASE, RECOVERY = "passphrase", "recovery"
LEADER_SLOT, RECOVERY_SLOT = "leader", "recovery"
_SEAL = b"e-safety desk sealed data key"


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
    """A slot with a new pair of keys, opened by Argon2id of ``passphrase`` under ``cost``."""
    salt = secrets.token_bytes(16)
    bare = Slot(name, PASSPHRASE, salt.hex(), "", "", cost.memory_kib, cost.passes, cost.lanes)
    return _made(bare, desk, _stretched(passphrase, bare), data_key)


def recovery_slot(name: str, desk: str, data_key: bytes, secret: bytes) -> Slot:
    """A slot with a new pair of keys, opened by the 160 random bits of the recovery key."""
    bare = Slot(name, RECOVERY, secrets.token_bytes(16).hex(), "", "")
    return _made(bare, desk, _expanded(secret, bare), data_key)


def resealed(slot: Slot, desk: str, data_key: bytes) -> Slot:
    """``slot`` for another data key; its holder goes on with the secret of before. Needs a slot with a pair of keys."""
    return replace(slot, sealed=_sealed(slot, desk, data_key).hex())


def open_with_passphrase(slot: Slot, desk: str, passphrase: str, floor: Cost = FLOOR) -> bytes | None:
    """The data key, or None where ``passphrase`` is another one.

    Raises DamagedHeader where the slot asks for less work than ``floor``: somebody weakened it.
    """
    if Cost(slot.memory_kib, slot.passes, slot.lanes).is_below(floor):
        raise DamagedHeader
    try:
        return _opened(slot, desk, _stretched(passphrase, slot))
    except HashingError as error:
        raise DamagedHeader from error


def open_with_recovery(slot: Slot, desk: str, secret: bytes) -> bytes | None:
    """The data key, or None where ``secret`` belongs to another desk."""
    return _opened(slot, desk, _expanded(secret, slot))


def proof(data_key: bytes, desk: str, note: Note) -> str:
    """What only someone with the data key can set under ``note``: a header lies open to be written by anyone."""
    key = _derived(data_key, b"", b"e-safety desk header notes")
    said = json.dumps([desk, note.at, note.actor, note.verb, note.slot, note.person])
    return hmac.digest(key, said.encode(), "sha256").hex()


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
    return _derived(secret, bytes.fromhex(slot.salt), b"e-safety desk recovery slot")


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def _made(bare: Slot, desk: str, wrapping_key: bytes, data_key: bytes) -> Slot:
    private = X25519PrivateKey.generate()
    nonce = secrets.token_bytes(12)
    named = replace(bare, public=private.public_key().public_bytes_raw().hex(), nonce=nonce.hex())
    wrapped = AESGCM(wrapping_key).encrypt(nonce, private.private_bytes_raw(), _bound_to(named, desk))
    return resealed(replace(named, wrapped=wrapped.hex()), desk, data_key)


def _opened(slot: Slot, desk: str, wrapping_key: bytes) -> bytes | None:
    """What went wrong after the holder's secret has fitted is damage, not a wrong passphrase."""
    try:
        nonce, wrapped = bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped)
        inside = AESGCM(wrapping_key).decrypt(nonce, wrapped, _bound_to(slot, desk))
    except InvalidTag:
        return None
    except ValueError as error:  # a nonce of another length
        raise DamagedHeader from error
    if not slot.public:
        return inside
    try:
        return _unsealed(slot, desk, X25519PrivateKey.from_private_bytes(inside))
    except (InvalidTag, ValueError) as error:
        raise DamagedHeader from error


def _sealed(slot: Slot, desk: str, data_key: bytes) -> bytes:
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(slot.public)))
    mine = once.public_key().public_bytes_raw()
    nonce = secrets.token_bytes(12)
    key = _derived(shared, mine, _SEAL)
    return mine + nonce + AESGCM(key).encrypt(nonce, data_key, _bound_to(slot, desk))


def _unsealed(slot: Slot, desk: str, private: X25519PrivateKey) -> bytes:
    sealed = bytes.fromhex(slot.sealed)
    theirs, nonce, content = sealed[:32], sealed[32:44], sealed[44:]
    key = _derived(private.exchange(X25519PublicKey.from_public_bytes(theirs)), theirs, _SEAL)
    return AESGCM(key).decrypt(nonce, content, _bound_to(slot, desk))


def _bound_to(slot: Slot, desk: str) -> bytes:
    cost = f"{slot.memory_kib}/{slot.passes}/{slot.lanes}"
    parts = (desk, slot.name, slot.kind, slot.salt, cost)
    return "|".join((*parts, slot.public) if slot.public else parts).encode()
