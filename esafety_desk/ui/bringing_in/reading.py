"""One reading of files on the store thread, with its progress, and what of it the window shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from esafety_desk.services.bringing_in import bring_in
from esafety_desk.services.import_report import WAITING, Asked, Did, Report, Result
from esafety_desk.services.keeping import Work
from esafety_desk.ui.kit.progress_line import Underway

SHOWN_OF_EACH = 500
"""Rows of one fate that the preview holds; more than anybody reads, and little in memory."""
_SAVED = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading files: the result, and rows to show and to save."""

    result: Result
    shown: tuple[Report, ...]
    waiting: tuple[Report, ...]


class Listener:
    """Hears every row: counts it, keeps the first of each fate, and stops where nobody waits any more."""

    def __init__(self, underway: Underway) -> None:
        self._underway = underway
        self._shown: defaultdict[Did, list[Report]] = defaultdict(list)
        self.waiting: list[Report] = []
        self._count = 0

    def __call__(self, report: Report) -> None:
        self._count += 1
        self._underway(self._count, 0)
        if len(self._shown[report.action]) < SHOWN_OF_EACH:
            self._shown[report.action].append(report)
        if report.action in WAITING and len(self.waiting) < _SAVED:
            self.waiting.append(report)

    def shown(self) -> tuple[Report, ...]:
        """Those that wait for somebody first, then the others in their order."""
        order = [Did.DOUBTFUL, Did.REFUSED, *(did for did in Did if did not in WAITING)]
        return tuple(report for did in order for report in self._shown[did])


def read(work: Work, what: str, paths: Sequence[Path], asked: Asked, underway: Underway) -> Reading:
    """Read ``paths`` as ``what``; for the store thread."""
    listener = Listener(underway)
    result = bring_in(work, what, paths, asked, listener, lambda: underway(0, 0))
    return Reading(result, listener.shown(), tuple(listener.waiting))
