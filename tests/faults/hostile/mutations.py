"""Good files spoilt at random, by dice that can be thrown again: bytes, members of archives, values of JSON."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

WORDS = (
    b'"', b'""', b",", b";", b"\t", b"\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"=1+1", b"@x",
    b"NaN", b"1e999", b"-1", b"99999999999999999999", b"[" * 3_000, b"{", b"]", b"null", b"true",
    b"<!DOCTYPE x>", b"<a>",
    b"</row>", b"<row>", b"&#0;", b"&x;", b"..", b"/", b"\\", b"31/02/2025", b"PK\x05\x06", b"stream\n",
    b"endobj", b"%",
    b"\xe2\x80\xae", b"\xcc\x81" * 500, b"x" * 40_000, b"\\u0000", b"\\ud800",
)  # fmt: skip
STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, 2**63, 10**30, 1.5, 1e308, "", "x" * 5_000, "\0", "\ud800", "2025-02-31", "../../x", "00",
    [], {}, [[]], {"a": 1}, ["x"] * 50,
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")


def spoilt(content: bytes, dice: Random) -> bytes:
    """``content`` after one to four accidents."""
    for _ in range(dice.randint(1, 4)):
        content = dice.choice(_ACCIDENTS)(content, dice)
    return content


def spoilt_archive(content: bytes, dice: Random) -> bytes:
    """An archive spoilt as bytes or, as often, in one of its members, with sums that fit again."""
    if dice.random() < 0.3:
        return spoilt(content, dice)
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        names = before.namelist()
        chosen = dice.choice(names)
        for name in names:
            inside = before.read(name)
            made.writestr(name, spoilt(inside, dice) if name == chosen else inside)
    return target.getvalue()


def spoilt_value(value: Any, dice: Random) -> Any:
    """A JSON value with one value within it put in place of another, or taken out."""
    places = list(_places(value, ()))
    if not places:
        return dice.choice(STRANGE)
    *path, last = dice.choice(places)
    inside = value = json.loads(json.dumps(value))
    for step in path:
        inside = inside[step]
    if dice.random() < 0.2:
        del inside[last]
    else:
        inside[last] = dice.choice(STRANGE)
    return value


def spoilt_lines(content: bytes, dice: Random) -> bytes:
    """JSON Lines with one value spoilt, or one line as bytes."""
    lines = content.splitlines()
    if not lines or dice.random() < 0.3:
        return spoilt(content, dice)
    at = dice.randrange(len(lines))
    with suppress(ValueError):
        lines[at] = json.dumps(spoilt_value(json.loads(lines[at]), dice)).encode()
    return b"\n".join(lines) + b"\n"


def _places(value: Any, before: tuple[Any, ...]) -> Any:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield (*before, name)
        yield from _places(each, (*before, name))


def _flip(content: bytes, dice: Random) -> bytes:
    if not content:
        return content
    spoiled = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        spoiled[dice.randrange(len(spoiled))] ^= 1 << dice.randrange(8)
    return bytes(spoiled)


def _span(content: bytes, dice: Random) -> tuple[int, int]:
    start = dice.randint(0, len(content))
    return start, min(len(content), start + dice.choice((1, 4, 30, 300, 3_000)))


def _drop(content: bytes, dice: Random) -> bytes:
    start, end = _span(content, dice)
    return content[:start] + content[end:]


def _repeat(content: bytes, dice: Random) -> bytes:
    start, end = _span(content, dice)
    times = max(1, min(dice.choice((1, 2, 50, 1_000)), 1_000_000 // (end - start + 1)))
    return content[:end] + content[start:end] * times + content[end:]


def _put_in(content: bytes, dice: Random) -> bytes:
    start, end = _span(content, dice)
    return content[:start] + dice.choice(WORDS) + content[dice.choice((start, end)) :]


def _cut(content: bytes, dice: Random) -> bytes:
    return content[: dice.randint(0, len(content))]


def _change_a_number(content: bytes, dice: Random) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    start, end = dice.choice(found).span()
    return content[:start] + dice.choice((b"0", b"-1", b"65536", b"4294967295", b"9" * 30)) + content[end:]


_ACCIDENTS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip, _drop, _repeat, _put_in, _put_in, _cut, _change_a_number,
)  # fmt: skip
