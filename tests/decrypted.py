"""Every page of an encrypted desk in plain, as somebody with the key would see it: the file, its log, older copies.

SQLCipher 4 keeps pages of 4,096 bytes, each with its vector and seal in the last 80; the first begins with 16 bytes
of salt. Source: the SQLCipher design notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from esafety_desk.services import proving
from esafety_desk.store import header
from tests.conftest import CHEAP, PASSPHRASE

PAGE, RESERVED, VECTOR, SALT = 4_096, 80, 16, 16
LOG_HEAD, FRAME_HEAD = 32, 24


def data_key(folder: Path) -> bytes:
    return proving.by_passphrase(header.read(folder), PASSPHRASE, CHEAP).data_key


def pages(folder: Path, key: bytes) -> Iterator[bytes]:
    """Each page, in plain, of every database and log in ``folder`` and below it."""
    for file in folder.rglob("*.db"):
        content = file.read_bytes()
        for at in range(0, len(content), PAGE):
            yield _plain(content[at : at + PAGE], key, is_first=at == 0)
    for file in folder.rglob("*.db-wal"):
        content = file.read_bytes()[LOG_HEAD:]
        for at in range(0, len(content), FRAME_HEAD + PAGE):
            number = int.from_bytes(content[at : at + 4])
            yield _plain(content[at + FRAME_HEAD : at + FRAME_HEAD + PAGE], key, is_first=number == 1)


def hits(folder: Path, key: bytes, *needles: str) -> int:
    """How many pages show one of ``needles``: as it is, folded, in UTF-8 or in UTF-16."""
    spelt = {spelling for needle in needles for spelling in (needle, needle.lower(), needle.casefold())}
    sought = [word.encode(code) for word in spelt for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return sum(any(word in page for word in sought) for page in pages(folder, key))


def _plain(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    vector = page[PAGE - RESERVED : PAGE - RESERVED + VECTOR]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[SALT if is_first else 0 : PAGE - RESERVED]) + decryptor.finalize()
