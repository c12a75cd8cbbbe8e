"""Python's collector, kept to the GUI thread.

A cycle that holds a widget may be collected on whichever thread happens to allocate; a widget destroyed on a
worker takes the program with it. So the collector is switched off and run here, by a timer, in small helpings.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 4_000
_ROUNDS_BETWEEN_FULL = 30


def collect_on_this_thread(owner: QObject) -> None:
    """From now on collect only here, for as long as ``owner`` lives."""
    gc.disable()
    rounds = 0

    def collect() -> None:
        nonlocal rounds
        rounds += 1
        gc.collect(2 if rounds % _ROUNDS_BETWEEN_FULL == 0 else 1)

    timer = QTimer(owner, interval=EVERY_MS)
    timer.timeout.connect(collect)
    timer.start()


def keep_what_is_loaded() -> None:
    """What lives by now lives on: the collector need not look it through again, which takes a fifth of a second.

    Call once the program's code is loaded: modules, classes and tables are most of what there is.
    """
    gc.collect(2 if gc.get_freeze_count() else 1)
    gc.freeze()
