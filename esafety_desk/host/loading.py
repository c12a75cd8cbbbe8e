"""Code loaded by one thread at a time.

Where two threads load modules that need each other, Python rather gives one of them half a module than let both wait
for ever. Large libraries are full of such circles.
"""

from __future__ import annotations

from importlib import import_module
from threading import RLock

alone = RLock()
"""Held by whoever loads a large part of the program."""


def load(name: str) -> None:
    """Load the module ``name``, and nobody else anything large meanwhile."""
    with alone:
        import_module(name)
