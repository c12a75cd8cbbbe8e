"""What the report asks the meeting to decide, what became of what was asked before, and what was minuted today."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from esafety_desk.policy.figures import GovernorReport
from esafety_desk.policy.meeting import Minutes, asked_and_promised
from esafety_desk.policy.wording import full
from esafety_desk.ui.kit.basics import button, column, emptied, label, row, scrolling
from esafety_desk.ui.theme import GAP, SPACE, dress

_NONE_YET = "No minute yet. Ctrl+N takes one."


class DecisionsPart(QWidget):
    """``removed`` carries the Minutes without the one that was taken out."""

    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._report: GovernorReport | None = None
        self._minutes = Minutes()
        inside = QWidget()
        dress(inside, "scrolled")
        self._lines = QVBoxLayout(inside)
        self._lines.setSpacing(SPACE)
        area = scrolling(inside)
        area.setAccessibleName("Decisions")
        self.setLayout(column(area))

    def show_report(self, report: GovernorReport | None) -> None:
        self._report = report
        self._draw()

    def show_minutes(self, minutes: Minutes) -> None:
        self._minutes = minutes
        self._draw()

    def _draw(self) -> None:
        emptied(self._lines)
        if self._report is not None:
            self._add_group("Asked of governors", self._report.decisions or ("Nothing is asked.",))
            for table in asked_and_promised(self._report):
                lines = [f"{r.label} · {' · '.join(cell.text for cell in r.cells)}" for r in table.rows]
                self._add_group(table.title, lines)
        self._add_minutes()
        self._lines.addStretch(1)

    def _add_group(self, title: str, lines: tuple[str, ...] | list[str]) -> None:
        self._lines.addWidget(label(title, "title", wraps=True))
        for line in lines:
            self._lines.addWidget(label(line, wraps=True))

    def _add_minutes(self) -> None:
        minutes = self._minutes
        self._lines.addWidget(label("Minutes of this meeting", "title"))
        if not minutes:
            self._lines.addWidget(label(_NONE_YET, "secondary", wraps=True))
        for number, text in enumerate(minutes.decisions):
            left = minutes.decisions[:number] + minutes.decisions[number + 1 :]
            self._add_minute(f"Decided: {text}", partial(Minutes, left, minutes.actions), f"d{number}")
        for number, asked in enumerate(minutes.actions):
            rest = minutes.actions[:number] + minutes.actions[number + 1 :]
            due = f", by {full(asked.due_on)}" if asked.due_on else ""
            said = f"{asked.owner}{due}: {asked.what}"
            self._add_minute(said, partial(Minutes, minutes.decisions, rest), f"a{number}")

    def _add_minute(self, said: str, without: Callable[[], Minutes], name: str) -> None:
        told = label(said, wraps=True, name=f"minute.{name}")
        take_out = button(
            "Take out", "quiet", name=f"action.minute.{name}.remove", told=f"Take out: {said}",
            on_click=lambda: self.removed.emit(without()),
        )  # fmt: skip
        line = row(told, take_out, gap=GAP)
        line.setStretch(0, 1)
        self._lines.addLayout(line)
