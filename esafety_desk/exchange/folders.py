"""A folder written whole or not at all: filled aside, and moved to its place when it is complete."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from esafety_desk.host.errors import BadUsage, CannotWrite


@contextmanager
def filled_aside(target: Path) -> Iterator[Path]:
    """An empty folder that becomes ``target`` when the block ends well. Raises BadUsage or CannotWrite."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadUsage("There is something at this place already. Choose a folder that is new or empty.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            yield aside
            aside.replace(target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise CannotWrite from error
