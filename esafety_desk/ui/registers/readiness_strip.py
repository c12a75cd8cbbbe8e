"""How ready a project is, step by step: who, when, what is missing, and the way to do it from there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from esafety_desk.records.project import Project
from esafety_desk.services import keeping, readiness
from esafety_desk.services.readiness import Readiness, ShownStep
from esafety_desk.ui.kit.basics import column, emptied, holder, label, row
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.registers import readiness_steps
from esafety_desk.ui.registers.flow import FlowLayout
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
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(SPACE, GAP + 2, SPACE, GAP + 2)
        self._within.setSpacing(HAIR)

    def show_kept(self, record_id: int) -> None:
        """Show a kept project; its missing steps can be done from here."""
        self._project = record_id
        self.setMinimumHeight(_LINES * _LINE)
        session = self._session
        session.run(
            self,
            lambda: (
                keeping.load(session.work(), "projects", record_id),
                readiness.readiness(session.desk, record_id, session.today()),
            ),
            lambda found: self._show_project(*found),
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
            self,
            lambda: readiness.readiness_of_draft(session.work(), draft),
            self._show_draft,
            channel="readiness",
        )

    def _show_project(self, project: Project, found: Readiness) -> None:
        """A kept project: every step in full, unless it was refused or called off."""
        self._head(found)
        self._add_steps(found)
        if found.override is not None:
            self._within.addWidget(self._overridden(found))
        elif not project.has_begun and not project.is_over:
            last = (
                ("Mark it as ready", "ready") if found.is_ready else ("Let it begin all the same", "override")
            )
            link = LinkLabel(last[0], partial(self._do, last[1]))
            link.setObjectName(f"step.{last[1]}")
            self._within.addWidget(link)
        self.setVisible(project.has_begun or not project.is_over)
        self.setMinimumHeight(0)

    def _show_draft(self, found: Readiness) -> None:
        self._head(found)
        self._within.addWidget(_short(found))

    def _head(self, found: Readiness) -> None:
        emptied(self._within)
        done = sum(step.state != "missing" for step in found.steps)
        word, tone = ("Ready", "green") if found.is_ready else (f"{done} of {len(found.steps)}", "amber")
        state = Badge(word, tone)
        state.setObjectName("readiness.state")
        title = label("Ready to begin" if found.is_ready else "Before it can begin", "strong")
        self._within.addLayout(row(title, 0, state))

    def _add_steps(self, found: Readiness) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnStretch(1, 1)
        for at, step in enumerate(found.steps):
            badge = Badge(*_WORDS[step.state])
            badge.setObjectName(f"step.{step.key}.state")
            grid.addWidget(badge, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._lines(step), at, 1)
        self._within.addWidget(holder(grid))

    def _lines(self, step: ShownStep) -> QVBoxLayout:
        """The step's title, a link while something is missing, and beneath it who and when, or what is missing."""
        if step.state == "missing":
            title: QWidget = LinkLabel(step.title, partial(self._do, step.key))
        else:
            title = label(step.title, wraps=True)
        title.setObjectName(f"step.{step.key}")
        told = self._told(step)
        lines = column(title, gap=0)
        if told:
            lines.addWidget(label(told, "hint", wraps=True, name=f"step.{step.key}.told"))
        return lines

    def _told(self, step: ShownStep) -> str:
        if step.state == "waived":
            return ""
        if step.missing:
            return step.missing
        on = day_text(step.on, self._session.today()) if step.on else ""
        return " · ".join(said for said in (step.who, on, step.remark.rstrip(".")) if said)

    def _overridden(self, found: Readiness) -> QWidget:
        made = found.override
        on = f" on {day_text(made.on, self._session.today())}" if made.on else ""
        said = f"{made.who or 'Someone'} lets it begin all the same{on}: {made.reason}"
        if not made.is_valid:
            said += " This counts only from senior staff on that day, with a reason."
        return label(said, "secondary" if made.is_valid else "error", wraps=True, name="readiness.override")

    def _do(self, key: str) -> None:
        session, project = self._session, self._project
        ask = partial(readiness_steps.form_for, key, project)
        session.run(self, lambda: ask(session.work()), self.asked.emit, channel="do")


def _short(found: Readiness) -> QWidget:
    """The steps in a few lines, for the form: what is missing is its tool tip."""
    whole = QWidget()
    flow = FlowLayout(whole, gap=HAIR + 2)
    for step in found.steps:
        word, tone = _WORDS[step.state]
        badge = Badge(f"{step.title}: {word.lower()}", tone)
        badge.setObjectName(f"step.{step.key}.state")
        badge.setToolTip(step.missing)
        badge.setAccessibleDescription(step.missing)
        flow.addWidget(badge)
    return whole
