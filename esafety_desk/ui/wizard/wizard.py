"""The first run as one calm page: the list of steps at the left, one question at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.services.unlocking import new_recovery_key
from esafety_desk.ui.icons import pixmap
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.kit.basics import button, column, holder, label, row, rule, scrolling
from esafety_desk.ui.opening import Opened, Opening
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE, colours, dress
from esafety_desk.ui.unlock import WHERE_IT_LIES
from esafety_desk.ui.wizard.answers import Answers
from esafety_desk.ui.wizard.finish_step import FinishStep
from esafety_desk.ui.wizard.key_steps import KeyAgainStep, KeyStep
from esafety_desk.ui.wizard.leader_step import LeaderStep
from esafety_desk.ui.wizard.passphrase_step import PassphraseStep
from esafety_desk.ui.wizard.school_step import SchoolStep
from esafety_desk.ui.wizard.step import Step


class Wizard(QWidget):
    """``finished`` carries an opening.Opened. Until then nothing is on the disk."""

    finished = Signal(object)
    bug_met = Signal(object)
    backup_chosen = Signal(object)
    """There is a desk already, in the backup in this folder."""

    def __init__(self, jobs: Jobs, opening: Opening, outside: Outside, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("page.wizard")
        self._jobs = jobs
        self._opening = opening
        self._answers = Answers(recovery_key=new_recovery_key())
        self._finish = FinishStep(self._answers, opening.folder)
        self._steps: tuple[Step, ...] = (
            SchoolStep(self._answers, today),
            LeaderStep(self._answers),
            PassphraseStep(self._answers),
            KeyStep(self._answers, outside),
            KeyAgainStep(self._answers),
            self._finish,
        )
        self._stack = QStackedWidget()
        for step in self._steps:
            step.go_on.connect(self._on_next)
            self._stack.addWidget(scrolling(_with_margins(step)))
        self._list = _StepList([step.title for step in self._steps])
        self._back = button("Back", name="wizard.back", on_click=lambda: self._go(self._at - 1))
        self._next = button("Next", "primary", name="wizard.next", on_click=self._on_next)
        self._backup = button(
            "Open a backup instead",
            "quiet",
            name="wizard.backup",
            on_click=lambda: outside.ask_which_folder(self, WHERE_IT_LIES, self.backup_chosen.emit),
        )
        self._lay_out()
        self._at = 0
        self._go(0)

    def _lay_out(self) -> None:
        foot = row(self._backup, 0, self._back, self._next)
        foot.setContentsMargins(WIDE * 2, SPACE, WIDE * 2, SPACE + HAIR)
        right = column(self._stack, rule(), foot, gap=0)
        self.setLayout(row(self._list, holder(right), gap=0))

    def _go(self, at: int) -> None:
        self._at = at
        step = self._steps[at]
        self._stack.setCurrentIndex(at)
        self._list.show_step(at)
        self._back.setVisible(at > 0)
        self._backup.setVisible(at == 0)
        self._next.setText(step.next_text())
        self._next.setAccessibleName(step.next_text())
        step.enter()
        start = step if step.focusProxy() is not None else self._next
        self.setFocusProxy(start)
        start.setFocus()

    def _on_next(self) -> None:
        if not self._steps[self._at].is_answered():
            return
        if self._at + 1 < len(self._steps):
            self._go(self._at + 1)
        else:
            self._make()

    def _make(self) -> None:
        answers = self._answers
        self._set_busy(True)
        self._jobs.run(
            self,
            lambda: self._opening.set_up(
                answers.school,
                answers.given_name,
                answers.family_name,
                answers.passphrase,
                answers.recovery_key,
            ),
            self._on_made,
            self._on_failed,
        )

    def _set_busy(self, busy: bool) -> None:
        self._next.setText("Making the desk…" if busy else self._finish.next_text())
        for one in (self._next, self._back):
            one.setEnabled(not busy)
        if busy:
            self._finish.problem.clear()

    def _on_made(self, opened: Opened) -> None:
        self.finished.emit(opened)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, KnownError):
            self._finish.problem.setText(error.sentence)
        else:
            self._finish.problem.setText("Something went wrong in the program. Nothing was made.")
            self.bug_met.emit(error)


class _StepList(QFrame):
    """Every step by name: done ones ticked, the present one marked."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        dress(self, "rail")
        self.setFixedWidth(248)
        self._at = 0
        self._titles = titles
        self._marks = [label() for _ in titles]
        self._names = [label(title, "secondary") for title in titles]
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, WIDE + SPACE, SPACE, WIDE)
        within.setSpacing(SPACE)
        within.addWidget(label("Set up the desk", "heading"))
        within.addSpacing(GAP)
        for mark, name in zip(self._marks, self._names, strict=True):
            mark.setFixedSize(24, 24)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            within.addLayout(row(mark, name, 0, gap=GAP + 2))
        within.addStretch(1)
        promise = label("Everything stays on this computer, encrypted.", "hint", wraps=True)
        within.addWidget(promise)

    def show_step(self, at: int) -> None:
        self._at = at
        for number, (mark, name) in enumerate(zip(self._marks, self._names, strict=True)):
            dress(name, "strong" if number == at else "secondary")
            self._draw(number, mark)
        self.setAccessibleName(f"Step {at + 1} of {len(self._titles)}: {self._titles[at]}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_step(self._at)

    def _draw(self, number: int, mark: QLabel) -> None:
        if number < self._at:
            mark.setPixmap(pixmap("check", colours().green, 18, self.devicePixelRatioF()))
            dress(mark, "step", tone="done")
        else:
            mark.setText(str(number + 1))
            dress(mark, "step", tone="now" if number == self._at else "")


def _with_margins(step: Step) -> QWidget:
    inside = holder(column(step))
    inside.layout().setContentsMargins(WIDE * 2, WIDE + SPACE, WIDE * 2, WIDE)
    return inside
