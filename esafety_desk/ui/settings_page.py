"""Settings: the school's own, which are audited like any record, and this machine's look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QLineEdit

from esafety_desk.records.facts import facts
from esafety_desk.records.problems import checked
from esafety_desk.records.school import Phase, School
from esafety_desk.services import keeping
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Chip
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.letters_card import LettersCard
from esafety_desk.ui.logo_card import LogoCard
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.scrolled_page import ScrolledPage
from esafety_desk.ui.session import Session
from esafety_desk.ui.terms_editor import TermsEditor
from esafety_desk.ui.theme import GAP, SPACE, Theme
from esafety_desk.ui.words_card import WordsCard

_NUMBERS = (
    "notice_days",
    "reply_days",
    "approval_review_months",
    "support_valid_months",
    "idle_lock_minutes",
    "exemption_warning_days",
    "platform_check_months",
    "acknowledgement_months",
    "filtering_review_months",
    "backup_reminder_days",
)
_KEPT = ("keep_birth_dates", "keep_guardians")
_YEARS = tuple(name for name in facts(School) if name.startswith("keep_") and name.endswith("_years"))


_YEARS_HINT = (
    "Counted from a record's last day. Nothing goes by itself: what is due stands under Kept and erased, for you "
    "to keep, hold, anonymise or erase. Agree the years with your data protection officer."
)


class SettingsPage(ScrolledPage):
    """The school, its words, and this computer. Only the school waits for Save."""

    def __init__(self, session: Session, settings: MachineSettings, theme: Theme) -> None:
        head = PageHead("Settings", "Save", primary_name="action.save")
        super().__init__(head)
        head.set_sentence("Every change of the school's settings is kept on record.")
        head.primary_asked.connect(self.save)
        head.search_asked.connect(session.search_asked)
        files = partial(session.draft_asked.emit, "bring-in", {"what": "people"})
        head.add_beside_search(
            button("Bring in lists and logs…", name="action.bring-in-files", on_click=files)
        )
        self._session = session
        self._school = SchoolCard(session)
        self._school.edited.connect(lambda: head.primary.setEnabled(True))
        self._school.settled.connect(lambda: head.primary.setEnabled(False))
        self._primary = head.primary
        head.primary.setEnabled(False)
        papers = (LogoCard(session), LettersCard(session))
        self.stack(self._school, MachineCard(settings, theme), WordsCard(session), *papers)
        session.school_changed.connect(self._school.show_school)

    def save(self) -> None:
        if self._primary.isEnabled():
            self._school.save()

    def step_back(self) -> bool:
        if not self._primary.isEnabled():
            return False
        self._school.show_school()
        return True


class SchoolCard(Card):
    """The school, its terms and the numbers its policy leaves to it."""

    edited = Signal()
    settled = Signal()
    """Nothing is left to save."""

    def __init__(self, session: Session) -> None:
        super().__init__("School")
        self._session = session
        declared = facts(School)
        self._boxes: dict[str, FieldBox] = {"name": FieldBox("Name", QLineEdit(), name="school_name")}
        phases = QComboBox()
        for phase in Phase:
            phases.addItem(phase.label, phase.value)
        phases.currentIndexChanged.connect(self.edited)
        self._boxes["phase"] = FieldBox("Phase", phases, name="phase")
        for name in _KEPT:
            asked = QComboBox()
            for told, value in (("No", False), ("Yes", True)):
                asked.addItem(told, value)
            asked.currentIndexChanged.connect(self.edited)
            self._boxes[name] = FieldBox(declared[name].title, asked, name=name)
        for name in ("roll", *_NUMBERS, *_YEARS):
            self._boxes[name] = FieldBox(declared[name].title, _number_line(), declared[name].help, name=name)
        for box in self._boxes.values():
            if isinstance(box.input, QLineEdit):
                box.input.textEdited.connect(self.edited)
        self._terms = TermsEditor(session.today)
        self._terms.changed.connect(self.edited)
        self._terms_line = label("", "error", wraps=True, name="message.terms")
        self._terms_line.hide()
        self._lay_out()
        self.show_school()

    def show_school(self) -> None:
        """Show what is kept, and forget what was typed."""
        school = self._session.school
        for name, box in self._boxes.items():
            value = getattr(school, name)
            if isinstance(box.input, QComboBox):
                box.input.setCurrentIndex(
                    box.input.findData(value.value if isinstance(value, Phase) else value)
                )
            else:
                box.input.setText("" if value is None else str(value))
        self._terms.set_terms(school.terms)
        self._say({})
        self.settled.emit()

    def save(self) -> None:
        school = self._session.school
        kept = {name: getattr(school, name) for name in School.model_fields}
        record, messages = checked(School, kept | self._draft())
        self._say(messages)
        if record is not None:
            self._session.change(self, partial(_keep, record), lambda _: self.settled.emit(), self._on_failed)

    def _draft(self) -> dict[str, Any]:
        draft: dict[str, Any] = {"terms": self._terms.drafts()}
        for name, box in self._boxes.items():
            if isinstance(box.input, QComboBox):
                draft[name] = box.input.currentData()
            else:
                text = box.input.text().strip()
                draft[name] = text if name == "name" else int(text) if text else None
        return draft

    def _say(self, messages: dict[str, str]) -> None:
        for name, box in self._boxes.items():
            box.show_problem(messages.get(name, ""))
        self._terms_line.setText(messages.get("terms", ""))
        self._terms_line.setVisible("terms" in messages)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, keeping.Refused):
            self._say(error.messages)
        else:
            self._session.report_error(error)

    def _lay_out(self) -> None:
        who = row(gap=SPACE)
        for name, share in (("name", 4), ("phase", 2), ("roll", 1)):
            who.addWidget(self._boxes[name], share)
        self.body.addLayout(who)
        self.body.addWidget(label("Terms", "heading"))
        self.body.addWidget(self._terms)
        self.body.addWidget(self._terms_line)
        self.body.addSpacing(GAP)
        self.body.addWidget(label("What the policy leaves to the school", "heading"))
        self.body.addLayout(self._grid_of(_NUMBERS))
        self.body.addSpacing(GAP)
        self.body.addWidget(label("What is kept of people", "heading"))
        self.body.addLayout(self._grid_of(_KEPT))
        self.body.addSpacing(GAP)
        self.body.addWidget(label("Years until a record is looked at again", "heading"))
        self.body.addWidget(label(_YEARS_HINT, "hint", wraps=True))
        self.body.addLayout(self._grid_of(_YEARS))

    def _grid_of(self, names: Sequence[str]) -> QGridLayout:
        """Two columns of boxes."""
        numbers = QGridLayout()
        numbers.setHorizontalSpacing(SPACE)
        numbers.setVerticalSpacing(0)
        for at, name in enumerate(names):
            numbers.addWidget(self._boxes[name], at // 2, at % 2)
        for at in range(2):
            numbers.setColumnStretch(at, 1)
        return numbers


class MachineCard(Card):
    """How the window looks on this machine; kept outside the desk."""

    def __init__(self, settings: MachineSettings, theme: Theme) -> None:
        super().__init__("This computer")
        self._settings, self._theme = settings, theme
        self._group = QButtonGroup(self)
        chips = []
        for mode, words in (("system", "As the system"), ("light", "Light"), ("dark", "Dark")):
            chip = Chip(words, name=f"choice.theme-{mode}")
            chip.setAccessibleName(f"Colours: {words}")
            chip.setChecked(theme.mode == mode)
            chip.clicked.connect(partial(self._on_chosen, mode))
            self._group.addButton(chip)
            chips.append(chip)
        self.body.addWidget(label("Colours of the window", "name"))
        self.body.addLayout(row(*chips, 0))
        self.body.addStretch(1)

    def _on_chosen(self, mode: str, _checked: bool = True) -> None:
        self._settings.theme = mode
        self._theme.set_mode(mode)


def _keep(record: School, work: keeping.Work) -> keeping.Saved:
    return keeping.save(work, record)


def _number_line() -> QLineEdit:
    line = QLineEdit()
    line.setValidator(QIntValidator(0, 99_999, line))
    return line
