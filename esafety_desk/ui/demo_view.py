"""Shown while an invented school is built, for a look round the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.opening import Opened, Opening


class DemoView(QWidget):
    """``built`` carries an opening.Opened on the invented school."""

    built = Signal(object)
    bug_met = Signal(object)

    def __init__(self, jobs: Jobs, opening: Opening) -> None:
        super().__init__()
        self.setObjectName("page.demo")
        self._jobs, self._opening = jobs, opening
        self._is_painted = False
        self._line = label(
            "Nothing here is real, and it is gone when the window closes.", "secondary", name="demo.line"
        )
        within = QVBoxLayout(self)
        within.addStretch(2)
        for made in (label("Making up a school…", "title"), self._line):
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
            within.addWidget(made)
        within.addStretch(3)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._build)

    def _build(self) -> None:
        self._jobs.run(self, self._opening.make_up_a_school, self._on_built, self._on_failed)

    def _on_built(self, opened: Opened) -> None:
        self.built.emit(opened)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._line.setText(error.sentence)
        else:
            self._line.setText("Something went wrong in the program.")
            self.bug_met.emit(error)
