"""Where tables are read from: files, the files of a folder, or those of an archive, held to limits."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from esafety_desk.exchange.archives import check_archive, opened_archive
from esafety_desk.host.errors import BadUsage
from esafety_desk.host.foreign import must_be_a_file

_TABLES = frozenset({".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm"})
_ZIP_MAGIC = b"PK\x03\x04"
UNREADABLE = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What reading a file raises that is damaged, or not there any more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold before it is refused, so that a strange file cannot fill the memory."""

    file_bytes: int = 200_000_000
    workbook_bytes: int = 60_000_000
    line_characters: int = 150_000
    cell_characters: int = 30_000
    rows: int = 500_000
    columns: int = 1_000
    files: int = 200


USUAL = Limits()


def nobody_waits() -> None:
    """The ``heed`` of a file that is read to its end whatever happens."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, wherever it stands; it may be opened as often as one likes. ``path`` where it is no archive's part.

    ``heed`` is called again and again while it is read, and raises where nobody waits for that any more.
    """

    name: str
    size: int
    opened: Callable[[], IO[bytes]]
    path: Path | None = None
    heed: Callable[[], None] = nobody_waits

    def head(self, count: int = 4096) -> bytes:
        try:
            with self.opened() as file:
                return file.read(count)
        except UNREADABLE as error:
            raise unreadable(self.name) from error


def sources(
    paths: Sequence[Path], limits: Limits = USUAL, heed: Callable[[], None] = nobody_waits
) -> list[Source]:
    """Every table among ``paths``: folders and archives are gone into, what is no table in them is left out.

    Raises BadUsage, in one sentence that names the file, where one cannot be read or is too large.
    """
    found: list[Source] = []
    for path in paths:
        found += (replace(one, heed=heed) for one in _within(path, limits))
        if len(found) > limits.files:
            raise BadUsage(f"There are more than {limits.files:,} files here. Name those that are needed.")
    return found


def source(path: Path, limits: Limits = USUAL) -> Source:
    """The one file at ``path``. Raises BadUsage where it is none, cannot be read or is too large."""
    try:
        if path.is_dir():
            raise BadUsage(f"{path.name} is a folder. Name the files in it.")
        size = must_be_a_file(path)
        with path.open("rb"):
            pass
    except (OSError, ValueError) as error:
        raise unreadable(path.name) from error
    _held_to(path.name, size, limits)
    return Source(path.name, size, lambda: path.open("rb"), path)


def unreadable(name: str) -> BadUsage:
    return BadUsage(f"{name} cannot be opened. Check that it is there and may be read.")


def _within(path: Path, limits: Limits) -> Iterator[Source]:
    if path.is_dir():
        tables = [file for file in sorted(_files(path)) if _is_table(file.name)]
        if not tables:
            raise BadUsage(f"There is no list in the folder {path.name}: no CSV file and no workbook.")
        yield from (source(file, limits) for file in tables)
        return
    one = source(path, limits)
    if one.head(4) == _ZIP_MAGIC and not is_workbook(one):
        yield from _unpacked(one, limits)
    else:
        yield one


def _files(folder: Path) -> list[Path]:
    try:
        return [file for file in folder.iterdir() if file.is_file()]
    except OSError as error:
        raise unreadable(folder.name) from error


def _is_table(name: str) -> bool:
    is_hidden = name.startswith((".", "~$", "__MACOSX"))
    return not is_hidden and Path(name).suffix.lower() in _TABLES


def is_workbook(one: Source) -> bool:
    """Whether this archive is an Excel workbook. Raises BadUsage for an archive that cannot be read."""
    with opened_archive(one) as archive:
        return "[Content_Types].xml" in archive.namelist()


def _unpacked(one: Source, limits: Limits) -> Iterator[Source]:
    with opened_archive(one) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and _is_table(Path(m.filename).name)]
    check_archive(one.name, members, limits)
    if not members:
        raise BadUsage(f"There is no list in {one.name}: no CSV file and no workbook.")
    for member in members:
        _held_to(member.filename, member.file_size, limits)
        yield Source(Path(member.filename).name, member.file_size, _opener(one, member.filename))


def _opener(one: Source, member: str) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        try:
            with opened_archive(one) as archive:  # stays open for the member until that is closed
                return archive.open(member)
        except UNREADABLE as error:
            raise BadUsage(f"{member} in {one.name} cannot be unpacked. Ask for it again.") from error

    return opened


def _held_to(name: str, size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise BadUsage(
            f"{name} is larger than {limits.file_bytes // 1_000_000:,} MB. Split it and try again."
        )
