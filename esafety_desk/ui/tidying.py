"""Python's collector, kept to the GUI thread.

A cycle that holds a widget may be collected on whichever thread happens to allocate; a widget destroyed on a
worker takes the program with it. So the collector is switched off and run here, by a timer, in small helpings.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from esafety_desk.ui.jobs import Jobs

EVERY_MS = 4_000
FULL_EVERY = 30
"""Rounds from one look over everything to the next."""
SETTLED = 2
"""The round at which the code is loaded: it stays, and nine parts in ten of a full look would be spent on it."""


def collect_on_this_thread(owner: QObject, jobs: Jobs) -> None:
    """From now on collect only here, for as long as ``owner`` lives.

    A full look waits until no job is under way: what a job has read, it goes through as well.
    """
    gc.disable()
    rounds, is_due = 0, False

    def collect() -> None:
        nonlocal rounds, is_due
        rounds += 1
        is_due |= rounds % FULL_EVERY == 0
        is_full = is_due and not jobs.is_at_work
        gc.collect(2 if is_full else 1)
        is_due &= not is_full
        if rounds == SETTLED:
            gc.freeze()

    timer = QTimer(owner, interval=EVERY_MS)
    timer.timeout.connect(collect)
    timer.start()
