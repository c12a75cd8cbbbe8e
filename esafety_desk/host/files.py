"""Writing a file whole or not at all, and through to the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from esafety_desk.host.errors import CannotWrite


def write_whole(target: Path, content: bytes) -> None:
    """Write ``content`` aside and move it over ``target``: a failure leaves what was there before.

    Raises CannotWrite.
    """
    aside = target.parent / (target.name + ".part")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise CannotWrite(
            f"{target.name or target} cannot be written. Free some space, close it elsewhere, or choose another folder."
        ) from error


def sync_file(path: Path) -> None:
    """Have what was written to ``path`` reach the disk."""
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Have a rename inside ``folder`` reach the disk; Windows does so by itself."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
