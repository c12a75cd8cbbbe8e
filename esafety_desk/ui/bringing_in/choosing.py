"""The first step: what is to be brought in, from which files, and the imports there were before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from esafety_desk.policy.wording import counted, full, listed
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services.import_acts import Batch
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Chip
from esafety_desk.ui.theme import GAP, HAIR, SPACE

_KINDS = {
    "people": (
        "A list of people",
        "An export of School Data Sync or OneRoster, or any list with names. Only what the desk needs is read.",
    ),
    "incidents": (
        "An incident log",
        "A spreadsheet in which incidents were kept. Each row becomes an incident to review; its row is kept with it.",
    ),
    "support-sessions": (
        "A list of support sessions",
        "Who came, who advised, on which day. Names nobody here bears stay as written until they are reviewed.",
    ),
    "approvals": (
        "A list of approvals",
        "Which accounts were asked for, and what was decided. What is missing waits for its review.",
    ),
}
_SHOWN = 8


class Choosing(QWidget):
    """``files_asked`` and ``folder_asked`` carry what is to be brought in; ``take_back_asked`` an import's number."""

    files_asked = Signal(str)
    folder_asked = Signal(str)
    take_back_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._what = "people"
        self._group = QButtonGroup(self)
        self._chips: dict[str, Chip] = {}
        for what, (title, _) in _KINDS.items():
            chip = Chip(title, name=f"choice.{what}")
            chip.setAccessibleName(title)
            chip.clicked.connect(partial(self.choose, what))
            self._group.addButton(chip)
            self._chips[what] = chip
        self._told = label("", "secondary", wraps=True, name="told.kind")
        self.problem = label("", "error", wraps=True, name="message.files")
        self.problem.hide()
        self.files = button(
            "Choose files…",
            "primary",
            name="action.files",
            on_click=lambda: self.files_asked.emit(self._what),
        )
        folder = button(
            "Choose a folder…", name="action.folder", on_click=lambda: self.folder_asked.emit(self._what)
        )
        card = Card("What is it?")
        card.body.addLayout(row(*self._chips.values(), 0))
        card.body.addWidget(self._told)
        card.body.addSpacing(GAP)
        card.body.addLayout(row(self.files, folder, 0))
        card.body.addWidget(self.problem)
        self._before = Card("Brought in before")
        self._acts = QVBoxLayout()
        self._acts.setSpacing(GAP)
        self._before.body.addLayout(self._acts)
        self.setLayout(column(card, self._before, 0, gap=SPACE))
        self.choose("people")

    def choose(self, what: str, _checked: bool = True) -> None:
        """Stand on one kind of file."""
        self._what = what
        self._chips[what].setChecked(True)
        self._told.setText(_KINDS[what][1])
        self.say("")

    def say(self, problem: str) -> None:
        """Why the files cannot be read; empty where they can."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def show_acts(self, acts: list[Batch]) -> None:
        """The newest imports, each with a way back while there is one."""
        emptied(self._acts)
        self._before.setVisible(bool(acts))
        for act in acts[:_SHOWN]:
            self._acts.addWidget(self._line(act))

    def _line(self, act: Batch) -> QWidget:
        said = f"{counted(act.records, 'record')} from {listed(act.files[:3])}"
        when = f"{REGISTERS[act.register].title}, {full(act.at.date())}"
        texts = column(label(when, "name"), label(said, "hint", wraps=True), gap=HAIR)
        if act.undone_at:
            end: QWidget = label("taken back", "hint")
        else:
            end = button("Take back", name=f"action.take-back.{act.id}", told=f"Take back: {when}",
                         on_click=partial(self.take_back_asked.emit, act.id))  # fmt: skip
        line = row(texts, end)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 0)
        return holder(line)
