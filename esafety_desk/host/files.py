"""Writing a file whole or not at all."""

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
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise CannotWrite(
            f"{target.name or target} cannot be written. Free some space, close it elsewhere, or choose another folder."
        ) from error
