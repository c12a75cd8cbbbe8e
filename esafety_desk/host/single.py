"""One program at a time: a lock that the operating system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from esafety_desk.host.errors import CannotWrite, DeskInUse

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Held from its making until ``release``. The file stays; only the hold on it counts."""

    def __init__(self, file: Path) -> None:
        """Raises DeskInUse where somebody holds it, CannotWrite where the folder may not be written to."""
        try:
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CannotWrite from error
        try:
            _hold(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise DeskInUse from error

    def release(self) -> None:
        """Let go. Safe to call twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
