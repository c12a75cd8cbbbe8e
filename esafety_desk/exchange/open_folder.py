"""A desk as an open folder: JSON Lines with a JSON Schema for each register, files as files, and a page that explains.

Written whole or not at all; read line by line, trusting nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from esafety_desk.exchange.folders import filled_aside
from esafety_desk.host.errors import BadUsage, CannotRead, KnownError
from esafety_desk.host.foreign import content_of, json_of
from esafety_desk.records.attachment import LARGEST

FORMAT = 1
ABOUT, EXPLAINED, AUDIT = "desk.json", "README.md", "audit.jsonl"
REGISTERS, BESIDE, FILES = "registers", "beside", "attachments"
_LONGEST_LINE = 16 << 20
"""Bytes: the pages of an issued report are one line, and nothing is longer."""
_LARGEST_ABOUT, _LARGEST_FILE = 1 << 20, 2 << 30
_UNDIGESTED = {ABOUT, EXPLAINED, AUDIT}
Plain = Mapping[str, Any]


class Writing:
    """A folder that is being filled. Every method takes plain values and raises OSError where the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in (REGISTERS, BESIDE, FILES):
            (folder / name).mkdir()

    def lines(self, name: str, values: Iterable[Plain]) -> int:
        """Write ``name`` under the folder, one value a line; how many there were."""
        count = 0
        with (self._folder / name).open("w", encoding="utf-8", newline="\n") as file:
            for value in values:
                file.write(json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n")
                count += 1
        return count

    def page(self, name: str, value: Plain) -> None:
        """Write ``name`` as one indented value."""
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
        (self._folder / name).write_text(text + "\n", encoding="utf-8", newline="\n")

    def text(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8", newline="\n")

    def file(self, name: str, content: bytes) -> None:
        """Write one of the attachments."""
        (self._folder / FILES / name).write_bytes(content)

    def digest(self) -> str:
        """SHA-256 over all that is kept: registers, what stands beside them, and attachments."""
        return digest(self._folder)


@contextmanager
def writing(target: Path) -> Iterator[Writing]:
    """Fill a folder aside, and move it to ``target`` when the block ends well. Raises BadUsage or CannotWrite."""
    with filled_aside(target) as aside:
        yield Writing(aside)


def digest(folder: Path) -> str:
    """SHA-256 over the names and contents of the files in which a desk is kept, in the order of their names."""
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in _UNDIGESTED:
            if file.stat().st_size > _LARGEST_FILE:
                raise BadUsage(f"{name} is larger than any file of a desk. Nothing was brought in.")
            with file.open("rb") as stream:
                whole.update(f"{name} {hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def about(folder: Path) -> Plain:
    """What the folder says of itself. Raises BadUsage where it is no such folder, KnownError for a newer format."""
    file = folder / ABOUT
    if not file.is_file() or file.stat().st_size > _LARGEST_ABOUT:
        raise BadUsage(f"This folder holds no desk: there is no {ABOUT} in it.")
    try:
        said = json_of(content_of(file, _LARGEST_ABOUT))
        number = said["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadUsage(f"{ABOUT} cannot be read. Take the desk out again where it came from.") from error
    except OSError as error:
        raise CannotRead from error
    if number != FORMAT:
        raise KnownError(
            "This folder was written by a newer version of the program. Install that version first."
        )
    return dict(said)


def lines(folder: Path, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line of a file with its number; none where the file is missing. Raises KnownError naming file and line."""
    file = folder / name
    if not file.is_file():
        return
    try:
        with file.open("rb") as stream:
            number = 0
            while raw := stream.readline(_LONGEST_LINE + 1):
                number += 1
                yield number, _value(raw, name, number)
    except OSError as error:
        raise CannotRead from error


def _value(raw: bytes, name: str, number: int) -> dict[str, Any]:
    try:
        if len(raw) > _LONGEST_LINE:
            raise ValueError("too long")
        value = json_of(raw)
    except ValueError as error:
        raise unreadable(name, number) from error
    if not isinstance(value, dict):
        raise unreadable(name, number)
    return value


def unreadable(name: str, number: int) -> KnownError:
    """What to say of a line that is not as it was written."""
    return KnownError(
        f"{name} line {number} is not as a desk writes it. Nothing was brought in; take the desk out again."
    )


def file(folder: Path, name: str) -> bytes | None:
    """The content of one attachment; None where it is missing, or where ``name`` leads out of the folder."""
    if Path(name).name != name:
        return None
    try:
        return content_of(folder / FILES / name, LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotRead from error
