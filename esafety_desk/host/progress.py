"""How far a long piece of work is, and whether anyone still waits for it."""

from __future__ import annotations

from collections.abc import Callable

from esafety_desk.host.errors import KnownError

Progress = Callable[[int, int], None]
"""Told ``(done, of)`` as the work goes on; raises Cancelled where nobody waits for it any more."""


class Cancelled(KnownError):
    """The person asked for the work to stop."""

    def __init__(self) -> None:
        super().__init__("Stopped, as you asked.")


def unwatched(done: int, of: int) -> None:
    """The Progress of work that nobody watches."""
