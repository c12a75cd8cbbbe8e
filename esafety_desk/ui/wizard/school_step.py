"""Which school this desk is for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLineEdit

from esafety_desk.policy.calendar import school_year_of, suggested_terms
from esafety_desk.records.problems import checked
from esafety_desk.records.school import Phase, School
from esafety_desk.ui.kit.basics import holder, label, row
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.terms_editor import TermsEditor
from esafety_desk.ui.theme import GAP, SPACE
from esafety_desk.ui.wizard.answers import Answers
from esafety_desk.ui.wizard.step import Step


class SchoolStep(Step):
    """Name, phase, roll and the terms suggested for the present school year."""

    title = "School"

    def __init__(self, answers: Answers, today: Callable[[], date]) -> None:
        super().__init__("Which school is this desk for?", "All of it can be changed later under Settings.")
        self._answers = answers
        self._name = FieldBox("School", QLineEdit(), name="school_name")
        self._name.input.setMaxLength(200)
        phases = QComboBox()
        for phase in Phase:
            phases.addItem(phase.label, phase.value)
        phases.setCurrentIndex(phases.findData(Phase.PRIMARY.value))
        self._phase = FieldBox("Phase", phases, name="phase")
        roll = QLineEdit()
        roll.setValidator(QIntValidator(0, 99_999, roll))
        self._roll = FieldBox("Pupils on roll", roll, "May be left empty.", name="roll")
        self._terms = TermsEditor(today)
        self._terms.set_terms(suggested_terms(school_year_of(today()).starts_on.year))
        self._terms_line = label("", "error", wraps=True, name="message.terms")
        self.setFocusProxy(self._name.input)
        self._lay_out()

    def is_answered(self) -> bool:
        draft = {
            "name": self._name.input.text().strip(),
            "phase": self._phase.input.currentData(),
            "roll": int(self._roll.input.text()) if self._roll.input.text() else None,
            "terms": self._terms.drafts(),
        }
        school, messages = checked(School, draft)
        self._name.show_problem(messages.get("name", ""))
        self._roll.show_problem(messages.get("roll", ""))
        self._terms_line.setText(messages.get("terms", ""))
        self._answers.school = school
        return school is not None

    def _lay_out(self) -> None:
        self.narrow(self._name, 540)
        pair = row(self._phase, self._roll, gap=SPACE)
        pair.setStretch(0, 2)
        pair.setStretch(1, 1)
        self.narrow(holder(pair), 540)
        self.body.addSpacing(GAP)
        self.body.addWidget(label("Terms of this school year", "heading"))
        self.body.addWidget(label("Suggested from the calendar: correct what differs.", "secondary"))
        self.body.addSpacing(GAP)
        self.narrow(self._terms, 860)
        self.body.addWidget(self._terms_line)
        self.body.addStretch(1)
