"""A folder that is gone when the program ends; what an earlier run was killed over is cleared at the next."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from esafety_desk.host.errors import KnownError
from esafety_desk.host.single import Lock

_IN_USE = "in-use"


@contextmanager
def throwaway(prefix: str) -> Iterator[Path]:
    """A folder of this run's own, with the leftovers of earlier runs under the same ``prefix`` cleared first."""
    _clear_leftovers(prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    lock = Lock(folder / _IN_USE)
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _clear_leftovers(prefix: str) -> None:
    """Remove folders whose program has ended: nobody holds their lock any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        if folder.is_symlink() or not (folder / _IN_USE).is_file():
            continue
        try:
            Lock(folder / _IN_USE).release()
        except KnownError:
            continue
        shutil.rmtree(folder, ignore_errors=True)
