"""Generations: a restored, upgraded or newly keyed desk is built aside and takes over at one stroke.

A desk begins as two files in its folder, the database and the key header. Whatever replaces them whole is
built in a folder of its own below ``generations`` and becomes the desk when the small pointer ``desk.current``
is replaced. Each generation has its own folder, so that no write-ahead log ever meets another database.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from esafety_desk.host.errors import CannotWrite, DamagedDatabase, DamagedPointer
from esafety_desk.host.files import sync_file, sync_folder, write_whole
from esafety_desk.host.foreign import content_of
from esafety_desk.store import header
from esafety_desk.store.file_name import FILE_NAME

POINTER = "desk.current"
ROOM = "generations"
KEPT = 2
"""How many replaced generations are kept, newest first."""
_TITLE = b"E-Safety Desk generation"
_LARGEST_POINTER = 4096
_UNFINISHED = ".new-"
_LOG = f"{FILE_NAME}-wal"
_BESIDE = (_LOG, f"{FILE_NAME}-shm")
_FILES = (FILE_NAME, *_BESIDE, header.FILE_NAME)


def exists(folder: Path) -> bool:
    """Whether ``folder`` holds a desk, whole or in part."""
    return any((folder / name).exists() for name in (header.FILE_NAME, FILE_NAME, POINTER, ROOM))


def current(folder: Path) -> Path:
    """The folder in which the database and the key header of the desk in ``folder`` lie now.

    Raises DamagedPointer: which generation is the newest is never guessed.
    """
    number = _pointed_at(folder)
    return _numbered(folder, number) if number else folder


def replaced(folder: Path) -> list[Path]:
    """The generations that were replaced and are kept, newest first."""
    now = current(folder)
    there = sorted((path for path in _inside(folder) if path.name.isdecimal()), reverse=True)
    return [path for path in there if path != now]


@contextmanager
def succession(folder: Path) -> Iterator[Path]:
    """An empty folder to build the next generation in; leaving the block makes it the current one.

    The block leaves a closed database and its key header there, verified. Where it raises, or the disk refuses,
    the desk is as it was. The caller holds the desk's lock and reopens the desk afterwards. Raises CannotWrite.
    """
    try:
        aside = _begin(folder)
    except OSError as error:
        raise CannotWrite from error
    try:
        yield aside
        _take_over(folder, aside)
    except OSError as error:
        raise CannotWrite from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    tidy(folder)


def tidy(folder: Path, keep: int = KEPT) -> None:
    """Clear away what a crash left half-built and the generations beyond the newest ``keep`` replaced ones.

    What cannot be cleared now is cleared another time.
    """
    with suppress(OSError):
        if _pointed_at(folder):
            _move_first_generation(folder)
        for path in _inside(folder):
            if path.name.startswith(_UNFINISHED):
                shutil.rmtree(path, ignore_errors=True)
        for path in replaced(folder)[keep:]:
            shutil.rmtree(path, ignore_errors=True)


def _begin(folder: Path) -> Path:
    # A pointer stands before the first generation does, so that one which is lost later is noticed.
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / POINTER).exists() and not _inside(folder):
        _point_at(folder, 0)
    room = folder / ROOM
    room.mkdir(exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=room))


def _take_over(folder: Path, aside: Path) -> None:
    _check_whole(aside)
    for path in aside.iterdir():
        sync_file(path)
    sync_folder(aside)
    taken = [int(path.name) for path in _inside(folder) if path.name.isdecimal()]
    number = max([_pointed_at(folder), *taken]) + 1
    target = aside.rename(_numbered(folder, number))
    sync_folder(folder / ROOM)
    try:
        _point_at(folder, number)
    except BaseException:
        if _pointed_at(folder) != number:
            shutil.rmtree(target, ignore_errors=True)
        raise


def _check_whole(aside: Path) -> None:
    for name in (FILE_NAME, header.FILE_NAME):
        if not (aside / name).is_file() or not (aside / name).stat().st_size:
            raise DamagedDatabase
    log = aside / _LOG
    if log.exists() and log.stat().st_size:
        raise DamagedDatabase  # a log that was not folded in would be another database's to the next reader
    for name in _BESIDE:
        (aside / name).unlink(missing_ok=True)


def _move_first_generation(folder: Path) -> None:
    """Take the files of the first generation out of the way of older versions of the program."""
    first = _numbered(folder, 0)
    for name in _FILES:
        if (folder / name).exists():
            first.mkdir(exist_ok=True)
            (folder / name).replace(first / name)


def _inside(folder: Path) -> list[Path]:
    room = folder / ROOM
    return list(room.iterdir()) if room.is_dir() else []


def _numbered(folder: Path, number: int) -> Path:
    return folder / ROOM / f"{number:04d}"


def _point_at(folder: Path, number: int) -> None:
    line = _checked(f"{number:04d}".encode())
    write_whole(folder / POINTER, b"\n".join((_TITLE, line, line, b"")))


def _pointed_at(folder: Path) -> int:
    try:
        lines = content_of(folder / POINTER, _LARGEST_POINTER).splitlines()
    except FileNotFoundError:
        if _inside(folder):
            raise DamagedPointer from None
        return 0
    except OSError as error:
        raise DamagedPointer from error
    for line in lines:
        number = line.rpartition(b" ")[2]
        if number.isdigit() and line == _checked(number):
            return int(number)
    raise DamagedPointer


def _checked(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b" " + content
