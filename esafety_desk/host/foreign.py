"""What comes from elsewhere, read within bounds: a file that is one, and JSON that cannot fill the memory."""

from __future__ import annotations

import errno
import json
import stat
from pathlib import Path
from typing import Any, NoReturn

_HALF_A_LETTER = "\\ud"
"""How half of a letter is written, that no file and no database can hold without the other half."""
_MOST_NESTED, _MOST_PARTS = 100_000, 1_000_000
"""Lists and objects, and commas, of one JSON value: each costs up to a hundred bytes once it is read."""


UNFIT = (errno.EINVAL, errno.EFBIG)
"""The errors of what is there and can be read, but is no file that the program would have written."""


def must_be_a_file(path: Path) -> int:
    """The size of an ordinary file. Raises OSError for a folder, a device, or a pipe that one would wait on."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "no ordinary file")
    return found.st_size


def content_of(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file. Raises OSError where it is none, cannot be read, or holds more than ``most``."""
    must_be_a_file(path)
    with path.open("rb") as file:
        found = file.read(most + 1)
    if len(found) > most:
        raise OSError(errno.EFBIG, "more than it may hold")
    return found


def json_of(content: bytes | str) -> Any:
    """The JSON value in ``content``, UTF-8 with or without a mark.

    Raises ValueError for anything else: a name given twice, numbers that are none, nesting or size without end.
    """
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    if text.count("[") + text.count("{") > _MOST_NESTED or text.count(",") > _MOST_PARTS:
        raise ValueError("more parts than any value of ours has")
    try:
        value = json.loads(text, object_pairs_hook=_named_once, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if _HALF_A_LETTER in text.lower():
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is given twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
