"""The recovery key as it stands on paper: 160 bits in letters and digits, with check characters."""

from __future__ import annotations

import hashlib
import secrets

from esafety_desk.host.errors import MistypedRecoveryKey

SECRET_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U to mistake
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_CHECK_CHARACTERS = 4
_GROUP = 4


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def spelt(secret: bytes) -> str:
    """``secret`` as nine groups of four characters; the last group is the check."""
    body = _encoded(int.from_bytes(secret, "big"), SECRET_BYTES * 8 // 5)
    text = body + _check(secret)
    return "-".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))


def read(text: str) -> bytes:
    """The secret behind ``text``, blanks, dashes, case and look-alike letters forgiven.

    Raises MistypedRecoveryKey where the check characters do not fit.
    """
    bare = "".join(c for c in text.upper() if c.isalnum()).translate(_MISREAD)
    length = SECRET_BYTES * 8 // 5
    if len(bare) != length + _CHECK_CHARACTERS or any(c not in _ALPHABET for c in bare):
        raise MistypedRecoveryKey
    value = 0
    for character in bare[:length]:
        value = value * 32 + _ALPHABET.index(character)
    secret = value.to_bytes(SECRET_BYTES, "big")
    if _check(secret) != bare[length:]:
        raise MistypedRecoveryKey
    return secret


def _check(secret: bytes) -> str:
    digest = hashlib.sha256(b"recovery check" + secret).digest()
    return _encoded(int.from_bytes(digest[:3], "big") >> 4, _CHECK_CHARACTERS)


def _encoded(value: int, length: int) -> str:
    characters = []
    for _ in range(length):
        value, digit = divmod(value, 32)
        characters.append(_ALPHABET[digit])
    return "".join(reversed(characters))
