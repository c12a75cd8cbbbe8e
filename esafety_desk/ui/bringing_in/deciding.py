"""A doubtful row decided: who it is among those of that name, or somebody new."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from esafety_desk.records.base import PersonId
from esafety_desk.services.import_report import Report
from esafety_desk.ui.kit.basics import button, column, emptied, label, row
from esafety_desk.ui.theme import GAP, SPACE, dress


class Deciding(QFrame):
    """``decided`` carries the Report and the PersonId it means, or None for somebody new."""

    decided = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "message")
        self.setAccessibleName("Who is this?")
        self._reason = label("", wraps=True, name="told.doubt")
        self._line = row(gap=GAP)
        both = column(self._reason, self._line, gap=GAP)
        both.setContentsMargins(SPACE, GAP, GAP, GAP)
        self.setLayout(both)
        self.hide()

    def show_for(self, report: Report | None) -> None:
        """Offer those whom ``report`` may mean; hidden without one."""
        emptied(self._line)
        self.setVisible(report is not None)
        if report is None:
            return
        self._reason.setText(report.reason)
        self._line.addWidget(label("Who is this?", "strong"))
        for number, (person, told) in enumerate(zip(report.likely, report.likely_told, strict=False)):
            self._line.addWidget(self._choice(report, person, told, f"decide.{number}"))
        self._line.addWidget(self._choice(report, None, "Somebody new", "decide.new"))
        self._line.addStretch(1)

    def _choice(self, report: Report, person: PersonId | None, told: str, name: str) -> object:
        return button(told, name=name, on_click=partial(self.decided.emit, report, person))
