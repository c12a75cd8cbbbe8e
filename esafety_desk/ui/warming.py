"""Loads the rest of the program while somebody is at the way in, so that no page waits for its code.

What knows nothing of Qt is loaded on a worker. What makes widgets is loaded here, a piece a turn of the event loop:
Qt's types come into being when they are first named, and two threads that name them at once take the program with them.
"""

from __future__ import annotations

import sys
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from esafety_desk.host.loading import load
from esafety_desk.ui.jobs import Worker

if TYPE_CHECKING:
    from esafety_desk.ui.jobs import Jobs

_HERE = "esafety_desk.ui."
FIRST = (
    "esafety_desk.services.entering",
    "esafety_desk.services.school",
    "esafety_desk.services.listing",
    "esafety_desk.services.today",
    "esafety_desk.services.standing",
    "esafety_desk.services.papers.catalogue",
    "esafety_desk.services.story",
    "esafety_desk.services.evidence",
    "esafety_desk.services.drafting",
    "esafety_desk.services.searching",
    "esafety_desk.services.coverage",
    "esafety_desk.services.people_merging",
    "esafety_desk.services.exporting",
    "esafety_desk.services.passphrases",
    "esafety_desk.services.carrying",
    "esafety_desk.services.bullying",
    "esafety_desk.services.twins",
    "esafety_desk.services.readiness",
    "esafety_desk.services.several",
    "esafety_desk.services.viewing",
    "esafety_desk.reports.charts",
    "esafety_desk.ui.rail",
    "esafety_desk.ui.shell",
    "esafety_desk.ui.today_page",
    "esafety_desk.ui.pages",
    "esafety_desk.ui.registers.declarations",
    "esafety_desk.ui.kit.date_field",
    "esafety_desk.ui.kit.growing_text",
    "esafety_desk.ui.kit.chip",
    "esafety_desk.ui.registers.editors",
    "esafety_desk.ui.registers.filters",
    "esafety_desk.ui.registers.list_export",
    "esafety_desk.ui.registers.table",
    "esafety_desk.ui.registers.panels",
    "esafety_desk.ui.registers.story_view",
    "esafety_desk.ui.registers.detail",
    "esafety_desk.ui.registers.form",
    "esafety_desk.ui.registers.right_side",
    "esafety_desk.ui.registers.arranging",
    "esafety_desk.ui.registers.page",
)
"""What an open desk shows first, the innermost first, so that no piece is large."""
LATER = (
    "esafety_desk.services.checking",
    "esafety_desk.services.scorecard",
    "esafety_desk.services.bringing_in",
    "esafety_desk.services.reviewing",
    "esafety_desk.services.year_turn",
    "esafety_desk.services.wording_lists",
    "esafety_desk.services.rotating",
    "esafety_desk.services.backups",
    "esafety_desk.services.restoring",
    "esafety_desk.services.retaining",
    "esafety_desk.services.papers.certificate",
    "esafety_desk.services.policy_standing",
    "esafety_desk.services.unlocking",
    "esafety_desk.ui.palette",
    "esafety_desk.ui.policy_page",
    "esafety_desk.ui.bringing_in.page",
    "esafety_desk.ui.bringing_in.review_page",
    "esafety_desk.ui.settings_page",
    "esafety_desk.ui.new_year_page",
    "esafety_desk.ui.keys_page",
    "esafety_desk.ui.backups_page",
    "esafety_desk.ui.retention_page",
    "esafety_desk.ui.audit_page",
)
"""What is wanted sooner or later. What draws papers, reads workbooks or shows PDFs waits until it is asked for."""


class Warming(QObject):
    """One piece after the other; what is loaded already is passed over.

    What may wait waits while other work is under way: two that want Python at once hold the window up.
    """

    first_loaded = Signal()
    """What an open desk shows first is there."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._first: deque[str] = deque(FIRST)
        self._later: deque[str] = deque(LATER)
        self._is_held = False
        self._is_loading = False
        self._is_told = False
        jobs.idle_changed.connect(self._on_idle)

    def begin(self) -> None:
        if not self._is_loading:
            self._next()

    def hold(self) -> None:
        """The desk is being opened: nothing more than it shows first."""
        self._is_held = True

    def go_on(self) -> None:
        self._is_held = False
        self.begin()

    def _next(self, _: object = None) -> None:
        name = _not_loaded(self._first)
        if not name and not self._is_told:
            self._is_told = True
            self.first_loaded.emit()
        name = name or self._next_of_later()
        self._is_loading = bool(name)
        if name.startswith(_HERE):
            load(name)
            QTimer.singleShot(0, self, self._next)
        elif name:
            self._jobs.run(self, partial(load, name), self._next, on=Worker.LOADER)

    def _next_of_later(self) -> str:
        may_load = not (self._jobs.is_at_work or self._is_held)
        return _not_loaded(self._later) if may_load else ""

    def _on_idle(self, is_idle: bool) -> None:
        if is_idle and self._is_told:
            self.begin()


def _not_loaded(names: deque[str]) -> str:
    while names:
        name = names.popleft()
        if name not in sys.modules:
            return name
    return ""
