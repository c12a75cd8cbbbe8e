"""Pictures without what clings to them: where and when they were taken, with what, and a small copy of the whole.

Each dot stays what it was: the parts of the file are copied, those that tell about the picture left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from esafety_desk.host.errors import KnownError

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TELLS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_JPEG = b"\xff\xd8"
_JPEG_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""Of the application parts: the frame, the colour profile and Adobe's colour transform. Source: ITU-T T.81, B.2.4."""
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_ORIENTATION = 0x0112


def bare(content: bytes) -> bytes:
    """``content`` without metadata where it is a PNG or a JPEG, else as it is; what follows its end goes as well.

    A JPEG keeps how it is to be turned. Raises KnownError where it only begins like a picture.
    """
    try:
        if content.startswith(_PNG):
            return _PNG + b"".join(_png_parts(content))
        if content.startswith(_JPEG):
            return _JPEG + b"".join(_jpeg_parts(content))
    except (IndexError, ValueError, struct.error) as error:
        raise KnownError("This file begins like a picture but is none, or it is damaged.") from error
    return content


def _png_parts(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise ValueError("a part is cut short")
        if kind not in _PNG_TELLS:
            yield content[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    at = len(_JPEG)
    while True:
        mark, kind = content[at], content[at + 1]
        if mark != 0xFF:
            raise ValueError("no part begins here")
        if kind == _END:
            yield content[at : at + 2]
            return
        end = at + 2 + int(struct.unpack_from(">H", content, at + 2)[0])
        if end > len(content) or end < at + 4:
            raise ValueError("a part is cut short")
        if kind == 0xE1:
            yield _turned(content[at + 4 : end])
        elif not (0xE0 <= kind <= 0xEF or kind == _COMMENT) or kind in _JPEG_KEPT:
            yield content[at:end]
        at = end
        if kind == _SCAN:
            after = _after_scan(content, at)
            yield content[at:after]
            at = after


def _after_scan(content: bytes, at: int) -> int:
    """Where the next part begins: a mark that is neither a stuffed byte nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7 and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _turned(told: bytes) -> bytes:
    """An Exif part that says nothing but how to turn the picture; empty where it need not be turned."""
    if not told.startswith(b"Exif\0\0"):
        return b""
    order = {b"II": "<", b"MM": ">"}.get(told[6:8])
    if order is None:
        return b""
    try:
        turn = _orientation(told[6:], order)
    except struct.error:
        return b""
    if not 2 <= turn <= 8:
        return b""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
    return struct.pack(">BBH", 0xFF, 0xE1, 2 + 6 + len(tiff)) + b"Exif\0\0" + tiff


def _orientation(tiff: bytes, order: str) -> int:
    start = int(struct.unpack_from(f"{order}I", tiff, 4)[0])
    for entry in range(int(struct.unpack_from(f"{order}H", tiff, start)[0])):
        tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
        if tag == _ORIENTATION:
            return int(value)
    return 1
