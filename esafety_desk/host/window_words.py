"""What the command line asks of the window, read by hand: argparse costs the first paint as much as the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from esafety_desk.host.errors import BadUsage


class Asked(NamedTuple):
    """``folder`` is None where the usual desk is meant. ``is_locked``: the window follows one that was locked."""

    folder: Path | None
    is_demo: bool
    is_locked: bool


def read(words: Sequence[str]) -> Asked:
    """``--desk DIR``, ``--demo``, ``--locked``. Raises BadUsage."""
    folder, is_demo, is_locked, left = None, False, False, list(words)
    while left:
        word = left.pop(0)
        name, _, value = word.partition("=")
        if word == "--demo":
            is_demo = True
        elif word == "--locked":
            is_locked = True
        elif name == "--desk" and (value or left):
            folder = Path(value or left.pop(0))
        else:
            raise BadUsage(f"“{word}” is not understood here. Try esafety-desk --help.")
    return Asked(folder, is_demo, is_locked)
