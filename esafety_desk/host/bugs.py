"""The log of the program's own faults: types and lines of code, never a record's content."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LOGGER = logging.getLogger("esafety_desk.bugs")
_LOG_BYTES = 200_000


def log_to(folder: Path) -> None:
    """Keep faults in a rotating file in ``folder``; a folder that cannot be made costs only the log."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "faults.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.propagate = False
    _LOGGER.disabled = False  # a library that sets up logging of its own may have silenced this one


def described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What may be told of a fault: its type and where it arose. Its message may quote a record, so it stays out."""
    frames = traceback.extract_tb(trace)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([kind.__name__, *places])


def record(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Log a fault and return its description, to be shown with a button that copies it."""
    text = described(kind, trace)
    _LOGGER.error("%s", text.replace("\n", " < "))
    return text
