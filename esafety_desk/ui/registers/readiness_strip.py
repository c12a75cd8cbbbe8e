"""How ready a project is, step by step: who, when, what is missing, and the way to do it from there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from esafety_desk.services import readiness
from esafety_desk.services.readiness import Readiness, ShownStep
from esafety_desk.ui.kit.basics import emptied, holder, label, row
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.registers import readiness_steps
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

_PAUSE_MS, _LINE, _LINES = 150, 22, 8
_WORDS = {"done": ("Done", "green"), "missing": ("Missing", "amber"), "waived": ("Not needed", "")}


class ReadinessStrip(QFrame):
    """In a detail each missing step is a link that opens the right form; in a form it only tells."""

    asked = Signal(object)
    """A FormRequest."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._project: int | None = None
        self._draft: Mapping[str, Any] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_for_draft)
        dress(self, "panel")
        self.setObjectName("readiness")
        self.setAccessibleName("Readiness")
        self.setMinimumHeight(_LINES * _LINE)
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(SPACE, GAP + 2, SPACE, GAP + 2)
        self._within.setSpacing(HAIR)

    def show_kept(self, record_id: int) -> None:
        """Show a kept project; its missing steps can be done from here."""
        self._project = record_id
        session = self._session
        session.run(
            self,
            lambda: readiness.readiness(session.desk, record_id, session.today()),
            self._show,
            lambda _: self.hide(),
            channel="readiness",
        )

    def show_draft(self, values: Mapping[str, Any]) -> None:
        """Show the project that stands half-typed in a form, once there was no change for a moment."""
        self._draft = dict(values)
        self._pause.start()

    def _ask_for_draft(self) -> None:
        session, draft = self._session, self._draft
        session.run(
            self, lambda: readiness.readiness_of_draft(session.work(), draft), self._show, channel="readiness"
        )

    def _show(self, found: Readiness) -> None:
        emptied(self._within)
        done = sum(step.state != "missing" for step in found.steps)
        word, tone = ("Ready", "green") if found.is_ready else (f"{done} of {len(found.steps)}", "amber")
        head = Badge(word, tone)
        head.setObjectName("readiness.state")
        title = label("Ready to begin" if found.is_ready else "Before it can begin", "strong")
        self._within.addLayout(row(title, 0, head))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnStretch(1, 1)
        for at, step in enumerate(found.steps):
            self._add(grid, at, step)
        self._within.addWidget(holder(grid))
        if found.override is not None:
            self._within.addWidget(self._overridden(found))
        elif found.is_ready:
            self._add_last_step()
        self.setMinimumHeight(0)

    def _add(self, grid: QGridLayout, at: int, step: ShownStep) -> None:
        word, tone = _WORDS[step.state]
        badge = Badge(word, tone)
        badge.setObjectName(f"step.{step.key}.state")
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(badge, at, 0, top)
        can_do = step.state == "missing" and self._project is not None
        title = (
            LinkLabel(step.title, partial(self._do, step.key)) if can_do else label(step.title, wraps=True)
        )
        title.setObjectName(f"step.{step.key}")
        told = label(self._told(step), "hint", wraps=True, name=f"step.{step.key}.told")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(title)
        if told.text():
            lines.addWidget(told)
        grid.addLayout(lines, at, 1)

    def _told(self, step: ShownStep) -> str:
        if step.missing:
            return step.missing
        on = day_text(step.on, self._session.today()) if step.on else ""
        return " · ".join(said for said in (step.who, on, step.remark.rstrip(".")) if said)

    def _overridden(self, found: Readiness) -> QFrame:
        made = found.override
        on = f" on {day_text(made.on, self._session.today())}" if made.on else ""
        said = f"{made.who or 'Someone'} lets it begin all the same{on}: {made.reason}"
        if not made.is_valid:
            said += " This counts only from senior staff on that day, with a reason."
        return label(said, "secondary" if made.is_valid else "error", wraps=True, name="readiness.override")

    def _add_last_step(self) -> None:
        if self._project is not None:
            done = LinkLabel("Mark it as ready", partial(self._do, "ready"))
            done.setObjectName("step.ready")
            self._within.addWidget(done)

    def _do(self, key: str) -> None:
        session, project = self._session, self._project
        ask = partial(readiness_steps.form_for, key, project)
        session.run(self, lambda: ask(session.work()), self.asked.emit, channel="do")
