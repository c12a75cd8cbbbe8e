"""How far a long piece of work is, with Cancel: shown once it has taken a second, gone when it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar

from esafety_desk.host.progress import Cancelled
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.theme import GAP, SPACE, dress

SHOWN_AFTER_MS = 1_000
_LOOKED_AT_EVERY_MS = 100


class Underway:
    """One piece of work on a worker, as the window watches it; the worker calls it as its Progress."""

    def __init__(self) -> None:
        self.done, self.of, self.is_stopped = 0, 0, False

    def __call__(self, done: int, of: int) -> None:
        if self.is_stopped:
            raise Cancelled
        self.done, self.of = done, of

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self.is_stopped = True


class ProgressLine(QFrame):
    """Hidden until something takes long."""

    def __init__(self, jobs: Jobs) -> None:
        """What it watches is given up when ``jobs`` are stopping."""
        super().__init__()
        dress(self, "message")
        jobs.stopping.connect(self._stop)
        self.setAccessibleName("Progress")
        self._underway: Underway | None = None
        self._words: Callable[[int, int], str] = "{} of {}".format
        self._told = label("", name="progress.text")
        self._bar = QProgressBar()
        self._bar.setObjectName("progress.bar")
        self._bar.setTextVisible(False)
        cancel = button("Cancel", name="action.progress.cancel", on_click=self._stop)
        within = row(self._told, self._bar, cancel, gap=SPACE)
        within.setContentsMargins(SPACE, GAP, GAP, GAP)
        within.setStretch(1, 1)
        self.setLayout(within)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._on_long)
        self._look = QTimer(self, interval=_LOOKED_AT_EVERY_MS)
        self._look.timeout.connect(self._tell)
        self.hide()

    @property
    def is_watching(self) -> bool:
        return self._underway is not None

    def watch(self, words: Callable[[int, int], str]) -> Underway:
        """Begin to watch; ``words`` says how far it is: "Printing page 3 of 12"."""
        self._words, self._underway = words, Underway()
        self._soon.start()
        return self._underway

    def rest(self) -> None:
        """The work is over, whichever way it ended."""
        self._underway = None
        self._soon.stop()
        self._look.stop()
        self.hide()

    def _on_long(self) -> None:
        self._tell()
        self._look.start()
        self.show()

    def _tell(self) -> None:
        if self._underway is None:
            return
        done, of = self._underway.done, self._underway.of
        self._told.setText("Stopping…" if self._underway.is_stopped else self._words(done, of))
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._bar.setAccessibleName(self._told.text())

    def _stop(self) -> None:
        if self._underway is not None:
            self._underway.stop()
        self._tell()
