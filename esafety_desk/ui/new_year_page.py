"""The new school year: what would happen is shown and corrected, done in one act, and taken back until confirmed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout

from esafety_desk.policy.wording import full
from esafety_desk.records.problems import checked
from esafety_desk.records.school import School, Term
from esafety_desk.services import year_turn
from esafety_desk.services.keeping import Refused
from esafety_desk.services.year_turn import Choices, Plan
from esafety_desk.ui.class_moves import ClassMoves
from esafety_desk.ui.kit.basics import emptied, label
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.scrolled_page import ScrolledPage
from esafety_desk.ui.session import Session
from esafety_desk.ui.terms_editor import TermsEditor
from esafety_desk.ui.theme import GAP, HAIR, SPACE
from esafety_desk.ui.year_standing import LateCard, StandingCard

_CHECKS_SHOWN = 6
_ROLE_COLUMNS = 2


class NewYearPage(ScrolledPage):
    """Reads the plan when it comes into view; what was corrected stays while the plan is the same."""

    def __init__(self, session: Session) -> None:
        head = PageHead("Settings", "Turn the year", primary_name="action.turn-year")
        super().__init__(head)
        self._session = session
        self._plan: Plan | None = None
        head.primary_asked.connect(self._turn)
        head.search_asked.connect(session.search_asked)
        self._standing = StandingCard(session)
        self._late = LateCard()
        self._moves = ClassMoves()
        self._roles = _RolesCard()
        self._terms = _TermsCard(session)
        self._checks = _ChecksCard()
        self._preview = _PreviewCard()
        self._parts = (self._moves, self._roles, self._terms, self._checks, self._preview)
        for part in (self._late, *self._parts[:-1]):
            part.changed.connect(self._tell)
        self.stack(self._standing, self._late, *self._parts)
        self._show_parts(False)
        session.records_changed.connect(lambda _changed: self._refresh_in_view())

    def refresh(self) -> None:
        session = self._session
        session.run(self, lambda: year_turn.plan(session.work()), self._show, channel="new-year")

    def _refresh_in_view(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, plan: Plan) -> None:
        if plan == self._plan:
            return  # what somebody is correcting stays
        self._plan = plan
        today = self._session.today()
        last = day_text(plan.last_day, today)
        self._show_parts(plan.standing is None and not plan.is_confirmed)
        self._standing.show_plan(plan)
        self._late.show_plan(plan, today)
        if plan.standing is not None:
            self.head.set_sentence(f"The year has turned to {plan.year.label}. It can still be taken back.")
        elif plan.is_confirmed:
            self.head.set_sentence(f"The year has turned to {plan.year.label}.")
        else:
            verb = "ends" if plan.last_day >= today else "ended"
            self.head.set_sentence(
                f"{plan.year.label} is next: the old year {verb} on {last}. Nothing happens before you press."
            )
        self._moves.show_plan(plan)
        self._roles.show_plan(plan, last)
        self._terms.show_terms(plan.terms)
        self._checks.show_plan(plan, today)
        self._tell()

    def _show_parts(self, is_open: bool) -> None:
        for part in self._parts:
            part.setVisible(is_open)
        self.head.primary.setVisible(is_open)

    def _choices(self) -> Choices | None:
        terms = self._terms.terms()
        if terms is None:
            return None
        return Choices(self._moves.chosen(), self._roles.ending(), terms, self._checks.rolls_on())

    def _tell(self) -> None:
        choices = self._choices()
        self.head.primary.setEnabled(choices is not None and self._late.is_settled)
        if self._plan is not None and choices is not None:
            self._preview.say(year_turn.told(self._plan, choices, self._session.today()))
        else:
            self._preview.say(("The terms cannot be read yet: see above.",))

    def _turn(self) -> None:
        choices = self._choices()
        if choices is not None:
            self.head.primary.setEnabled(False)
            session = self._session
            session.change(self, lambda work: year_turn.turn(work, choices), None, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.head.primary.setEnabled(True)
        if isinstance(error, Refused):
            self._terms.say(error.messages.get("terms", str(error)))
        else:
            self._session.report_error(error)


class _RolesCard(Card):
    """Roles of staff, each ticked while it goes on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Roles of staff")
        self.setObjectName("new-year.roles")
        self._hint = label("", "secondary", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(HAIR)
        for at in range(_ROLE_COLUMNS):
            self._grid.setColumnStretch(at, 1)
        self._boxes: list[tuple[QCheckBox, year_turn.RoleLine]] = []
        self.body.addWidget(self._hint)
        self.body.addLayout(self._grid)

    def show_plan(self, plan: Plan, last: str) -> None:
        for box, _ in self._boxes:
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        self._hint.setText(
            f"Untick what ends on {last}. Who held a role, and when, stays known."
            if plan.roles
            else "Nobody holds a role yet."
        )
        for number, line in enumerate(plan.roles):
            box = QCheckBox(f"{line.name}, {line.held.role.label.lower()} since {full(line.held.since)}")
            box.setObjectName(f"field.role.{line.person_id}.{line.held.role.value}")
            box.setChecked(True)
            box.toggled.connect(self.changed)
            self._boxes.append((box, line))
            self._grid.addWidget(box, *divmod(number, _ROLE_COLUMNS))

    def ending(self) -> tuple[year_turn.RoleLine, ...]:
        return tuple(line for box, line in self._boxes if not box.isChecked())


class _TermsCard(Card):
    """The terms of the coming year, to be corrected."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Terms")
        self._session = session
        self._editor = TermsEditor(session.today)
        self._problem = label("", "error", wraps=True, name="message.new-terms")
        self._problem.hide()
        self.body.addWidget(
            label("Suggested where none are entered. Correct them to the school's own.", "secondary")
        )
        self.body.addWidget(self._editor)
        self.body.addWidget(self._problem)
        self._editor.changed.connect(self.changed)

    def show_terms(self, terms: tuple[Term, ...]) -> None:
        self._editor.set_terms(terms)

    def terms(self) -> tuple[Term, ...] | None:
        """The terms as they stand; None where one of them cannot be read."""
        school = self._session.school
        kept = {name: getattr(school, name) for name in School.model_fields}
        record, messages = checked(School, kept | {"terms": self._editor.drafts()})
        self.say(messages.get("terms", ""))
        return record.terms if record is not None else None

    def say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


class _ChecksCard(Card):
    """Checks that would come round in the holidays."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Checks that come round")
        self._box = QCheckBox("Let them come round on the first day of the new year")
        self._box.setObjectName("field.rolls_on")
        self._box.setChecked(True)
        self._box.toggled.connect(self.changed)
        self._said = label("", "secondary", wraps=True, name="new-year.checks")
        self.body.addWidget(self._said)
        self.body.addWidget(self._box)

    def show_plan(self, plan: Plan, today: date) -> None:
        known = plan.checks
        self._box.setVisible(bool(known))
        if not known:
            self._said.setText("None falls into the holidays.")
            return
        first = ", ".join(f"{c.reference} on {day_text(c.on, today)}" for c in known[:_CHECKS_SHOWN])
        more = f" and {len(known) - _CHECKS_SHOWN} more" if len(known) > _CHECKS_SHOWN else ""
        self._said.setText(f"Due while nobody is there: {first}{more}.")

    def rolls_on(self) -> bool:
        return self._box.isChecked()


class _PreviewCard(Card):
    """What will happen, in sentences."""

    def __init__(self) -> None:
        super().__init__("What will happen")
        self.setObjectName("new-year.preview")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP)
        self.body.addLayout(self._lines)
        self.body.addWidget(
            label("All of it is one act. It can be taken back until it is confirmed.", "hint", wraps=True)
        )

    def say(self, sentences: tuple[str, ...]) -> None:
        emptied(self._lines)
        for sentence in sentences:
            self._lines.addWidget(label(sentence, wraps=True))
