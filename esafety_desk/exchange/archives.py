"""Archives opened without trust: how long their list of members is, and what they would unpack to."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from esafety_desk.host.errors import BadUsage

if TYPE_CHECKING:
    from esafety_desk.exchange.sources import Limits, Source

_PACKED_TIGHTLY = 250
"""Text packs to a tenth or a thirtieth; far beyond that an archive was made to burst."""
_WORTH_A_LOOK = 5_000_000
_MOST_MEMBERS = 10_000
_LARGEST_LIST = 4_000_000
"""Bytes of an archive's list of members: each of its lines costs twenty times as much once it is read."""
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_WIDE_END, _WIDE_END_SIZE, _WIDE_SIGN_SIZE = b"PK\x06\x06", 56, 20


def opened_archive(one: Source) -> zipfile.ZipFile:
    """The archive, its list of members read. Raises BadUsage where it is damaged, or the list without end."""
    try:
        if one.path is None:
            with one.opened() as file:
                content = io.BytesIO(file.read())
            _check_list(one.name, content)
            return zipfile.ZipFile(content)
        with one.opened() as file:
            _check_list(one.name, file)
        return zipfile.ZipFile(one.path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, struct.error) as error:
        raise BadUsage(f"{one.name} is damaged and cannot be opened. Ask for it again.") from error


def check_archive(name: str, members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse an archive that is locked or would unpack to more than any school's list."""
    if any(member.flag_bits & 1 for member in members):
        raise BadUsage(f"{name} is locked with a password. Save it without one and try again.")
    whole = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    is_bursting = whole > _WORTH_A_LOOK and whole / packed > _PACKED_TIGHTLY
    if whole > 2 * limits.file_bytes or is_bursting or len(members) > _MOST_MEMBERS:
        raise _bursting(name)


def _check_list(name: str, file: IO[bytes]) -> None:
    if _list_size(file) > _LARGEST_LIST:
        raise _bursting(name)


def _list_size(file: IO[bytes]) -> int:
    """How many bytes the list of members takes, by the same end record that will be gone by; 0 where none is found.

    Source: APPNOTE 6.3.10, 4.3.14 to 4.3.16.
    """
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - _END_SIZE - _LONGEST_COMMENT - _WIDE_SIGN_SIZE - _WIDE_END_SIZE))
    tail = file.read()
    has_no_comment = tail[-_END_SIZE:].startswith(_END) and tail.endswith(b"\0\0")
    at = len(tail) - _END_SIZE if has_no_comment else tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        return 0
    wide = at - _WIDE_SIGN_SIZE - _WIDE_END_SIZE
    if wide >= 0 and tail.startswith(_WIDE_END, wide):
        return int(struct.unpack_from("<Q", tail, wide + 40)[0])
    return int(struct.unpack_from("<I", tail, at + 12)[0])


def _bursting(name: str) -> BadUsage:
    return BadUsage(f"{name} would unpack to more than a school’s list can be, and was not opened.")
