"""The guided first day: one quiet line beneath the page that leads from step to step, and can be put away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from esafety_desk.services import first_day
from esafety_desk.services.first_day import Step
from esafety_desk.ui.kit.basics import Button, button, column, label, row
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.theme import GAP, SPACE, dress

if TYPE_CHECKING:
    from esafety_desk.ui.shell import Shell

_OFFER = (
    "New here?",
    "A first day in five steps, from a colleague’s question to the report. Nothing you do in this school is kept.",
)
_ENDED = (
    "That was a first day",
    "Everything else is a page of the help: F1 opens the one about where you are.",
)


class FirstDay(QFrame):
    """Reads what was done whenever something was; ``settings`` remember a day that is interrupted, None nothing."""

    def __init__(self, shell: Shell, settings: MachineSettings | None) -> None:
        super().__init__()
        self._shell, self._session, self._settings = shell, shell.session, settings
        self._line = 0
        self._passed: frozenset[str] = frozenset()
        self._step: Step | None = None
        self.setObjectName("first-day")
        self.setAccessibleName("First day")
        dress(self, "guide")
        self._count = label("", "hint", name="first-day.count")
        self._title = label("", "strong", name="first-day.title")
        self._told = label("", "secondary", wraps=True, name="first-day.told")
        self._go: Button = button("", name="action.first-day.go", on_click=self._on_go)
        self._skip: Button = button("Skip", "quiet", name="action.first-day.skip", on_click=self._on_skip)
        away = button(
            "",
            "icon",
            icon="close",
            told="Put the guide away",
            name="action.first-day.end",
            on_click=self.end,
        )
        words = column(row(self._title, self._count, 0), self._told, gap=0)
        within = row(words, self._go, self._skip, away, gap=GAP)
        within.setStretch(0, 1)
        within.setContentsMargins(SPACE + 10, GAP, SPACE + 10, GAP)
        self.setLayout(within)
        self._session.records_changed.connect(lambda _changed: self._look())
        self._session.message.connect(lambda *_said: self._look())
        self.hide()

    def offer(self) -> None:
        """Say what it is; nothing is counted before it is begun."""
        self._say(*_OFFER, go="Begin")

    def begin(self) -> None:
        """From the first step, whatever was done before."""
        session = self._session
        session.run(self, partial(first_day.begun_at, session.desk), self._on_begun, channel="first-day")

    def go_on(self, line: int) -> None:
        """Take up a day that began at this line of the audit."""
        self._line, self._passed = line, frozenset()
        self._read()

    def end(self) -> None:
        """Put it away, for good on a desk of one's own."""
        self._step = None
        self._remember(-1)
        self.hide()

    def _on_begun(self, line: int) -> None:
        self._remember(line)
        self.go_on(line)

    def _remember(self, line: int) -> None:
        if self._settings is not None:
            self._settings.first_day_began = line

    def _look(self) -> None:
        if self._step is not None:
            self._read()

    def _read(self) -> None:
        session = self._session
        read = partial(first_day.done_since, session.desk, self._line)
        session.run(self, read, self._on_read, channel="first-day")

    def _on_read(self, done: frozenset[str]) -> None:
        self._passed |= done
        left = [step for step in first_day.steps() if step.key not in self._passed]
        self._step = left[0] if left else None
        if self._step is None:
            self._remember(-1)
            self._say(*_ENDED)
            return
        steps = first_day.steps()
        count = f"{steps.index(self._step) + 1} of {len(steps)}"
        self._say(self._step.title, self._step.told, count, "Show me")

    def _say(self, title: str, told: str, count: str = "", go: str = "") -> None:
        self._title.setText(title)
        self._told.setText(told)
        self._count.setText(count)
        self._go.setText(go)
        self._go.setAccessibleName(f"{go}: {title}" if go else "")
        self._go.setVisible(bool(go))
        self._skip.setVisible(bool(count))
        self.show()

    def _on_go(self) -> None:
        step = self._step
        if step is None:
            self.begin()
        elif step.begins:
            self._session.draft_asked.emit(step.page, {})
        else:
            self._shell.show_page(step.page)

    def _on_skip(self) -> None:
        if self._step is not None:
            self._on_read(frozenset({self._step.key}))
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
