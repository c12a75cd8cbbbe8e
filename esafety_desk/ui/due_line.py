"""One record that is due for review: kept, kept longer, held, anonymised or erased from its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from esafety_desk.services import erasing, retaining
from esafety_desk.services.erasing import Ground, Plan
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.services.retaining import Decided, Due
from esafety_desk.store.retention import Erasure
from esafety_desk.ui.kit.basics import button, column, emptied, label, row
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE

_BESIDE = 2
_LONGEST_REASON = 200
_DAY_WIDTH = 210
"""In px: a day as it is typed, and as it is read back."""


class DueLine(QWidget):
    """One record that is due, with what can be decided; what needs a word more opens beneath it."""

    def __init__(self, due: Due, session: Session) -> None:
        super().__init__()
        self._due, self._session = due, session
        told = f"{due.reference}: {due.heading}"
        acts = [
            button(text, look, name=f"action.{name}.{due.reference}", told=f"{text} {told}", on_click=act)
            for text, look, name, act in (
                ("Open", "link", "open", self._open),
                ("Keep", "plain", "keep", self._keep),
                ("Extend", "plain", "extend", self._ask_extend),
                ("Hold", "plain", "hold", self._ask_hold),
                ("Anonymise", "plain", "anonymise", partial(self._ask_plan, erasing.anonymise)),
                ("Erase", "plain", "erase", partial(self._ask_plan, erasing.erase)),
            )
        ]
        today = session.today()
        hangs = f" · {due.hangs_on} more with it" if due.hangs_on else ""
        before = f" · kept longer until then: {due.decision.reason}" if due.decision.reason else ""
        since = f"{due.kept_class} · last day {day_text(due.last_day, today)}{hangs}{before}"
        badge = Badge(f"Since {day_text(due.due_on, today).partition(' ')[2]}", "amber")
        self._below = QVBoxLayout()
        self.setLayout(column(review_line(badge, named(due), since, acts), self._below, gap=GAP))

    def _open(self) -> None:
        self._session.navigate.emit(self._due.register, self._due.id)

    def _keep(self) -> None:
        self._session.change(self, lambda work: retaining.keep(work, self._due.id))

    def _ask_hold(self) -> None:
        emptied(self._below)
        reason = _reason("field.hold_reason", "Why it is held", "asked for by the court")
        problem = _problem()

        def hold() -> None:
            said = reason.text()
            self._decide(lambda work: retaining.hold(work, self._due.id, said), {"reason": problem})

        reason.returnPressed.connect(hold)
        self._ask(
            row(reason, button("Hold it", name="action.hold-it", on_click=hold), self._cancel()), problem
        )
        reason.setFocus()

    def _ask_extend(self) -> None:
        emptied(self._below)
        until = DateField(self._session.today)
        until.setObjectName("field.extend_until")
        until.setAccessibleName("Until which day it is kept")
        until.setPlaceholderText("Until, such as 31/8/2029")
        until.setMinimumWidth(_DAY_WIDTH)
        reason = _reason("field.extend_reason", "Why it is kept longer", "a sibling is still at the school")
        of_day, of_reason = _problem(), _problem()

        def extend() -> None:
            day, said = until.value(), reason.text()
            problems = {"until": of_day, "reason": of_reason}
            self._decide(lambda work: retaining.extend(work, self._due.id, day, said), problems)

        for field in (until, reason):
            field.returnPressed.connect(extend)
        act = button("Extend it", name="action.extend-it", on_click=extend)
        asked = row(until, reason, act, self._cancel())
        asked.setStretch(1, 1)
        self._ask(asked, of_day, of_reason)
        until.setFocus()

    def _ask(self, asked: QHBoxLayout, *problems: QLabel) -> None:
        self._below.addLayout(asked)
        for problem in problems:
            self._below.addWidget(problem)

    def _decide(self, verb: Callable[[Work], Decided], problems: Mapping[str, QLabel]) -> None:
        """Do ``verb``; what it refuses is said beneath the fields, by their names in ``problems``."""

        def refused(error: Exception) -> None:
            if not isinstance(error, Refused):
                self._session.report_error(error)
                return
            for name, problem in problems.items():
                problem.setText(error.messages.get(name, ""))
                problem.setVisible(name in error.messages)

        self._session.change(self, verb, None, refused)

    def _ask_plan(self, act: Callable[..., Erasure]) -> None:
        session, ids = self._session, [self._due.id]
        session.run(self, lambda: erasing.plan(session.work(), ids), partial(self._show_plan, act))

    def _show_plan(self, act: Callable[..., Erasure], plan: Plan) -> None:
        emptied(self._below)
        is_erasing = act is erasing.erase
        if is_erasing and plan.in_the_way:
            self._below.addWidget(label(" ".join(plan.in_the_way), "error", wraps=True))
            self._below.addLayout(row(self._cancel(), 0))
            return
        grounds = QComboBox()
        grounds.setObjectName("field.ground")
        grounds.setAccessibleName("On what ground")
        for ground in Ground:
            grounds.addItem(ground.value, ground.value)
        words = "Erase for good" if is_erasing else "Anonymise for good"
        go = button(
            words,
            "primary",
            name="action.for-good",
            on_click=lambda: self._act(act, Ground(grounds.currentData())),
        )
        self._below.addWidget(label(_told(plan, is_erasing), "secondary", wraps=True, name="message.plan"))
        self._below.addLayout(row(grounds, go, self._cancel(), 0))
        grounds.setFocus()

    def _act(self, act: Callable[..., Erasure], ground: Ground) -> None:
        def done(gone: Erasure) -> None:
            self._session.records_changed.emit(frozenset({self._due.register}))
            self._session.message.emit(f"{', '.join(gone.records[:3])}: {gone.act}, for good.", None)

        session = self._session
        session.run(self, lambda: act(session.work(), [self._due.id], ground), done, session.report_error)

    def _cancel(self) -> QWidget:
        return button("Leave it", "quiet", name="action.leave-it", on_click=lambda: emptied(self._below))


def _reason(name: str, asked: str, example: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(asked)
    field.setPlaceholderText(f"{asked}, such as: {example}")
    field.setMaxLength(_LONGEST_REASON)
    return field


def _problem() -> QLabel:
    made = label("", "error", wraps=True)
    made.hide()
    return made


def named(due: Due) -> str:
    """The reference and the heading, which is the reference again where the record is restricted."""
    return due.reference if due.heading == due.reference else f"{due.reference} · {due.heading}"


def review_line(badge: QWidget, heading: str, said: str, acts: Sequence[QWidget]) -> QWidget:
    """One line of the page: a badge, a heading with what is said beneath it, and what can be done.

    More than two acts stand beneath the words, where they fit the smallest window too.
    """
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(GAP)
    grid.setColumnStretch(1, 1)
    grid.addWidget(badge, 0, 0)
    grid.addLayout(
        column(label(heading, "strong", wraps=True), label(said, "secondary", wraps=True), gap=1), 0, 1
    )
    if len(acts) > _BESIDE:
        grid.addLayout(row(*acts, 0), 1, 1)
    else:
        grid.addLayout(row(*acts), 0, 2)
    return line


def _told(plan: Plan, is_erasing: bool) -> str:
    going = ", ".join(plan.going)
    if not is_erasing:
        return f"Of {going} kinds, days and numbers stay; every text, note, file and name goes. It cannot be undone."
    losing = f" {', '.join(plan.losing_a_link)} lose a link to it." if plan.losing_a_link else ""
    return f"This goes: {going}.{losing} It cannot be undone, and goes again from any backup brought back."
