"""Where each class goes at the turn of the year: a line a class, to be corrected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit

from esafety_desk.policy.wording import counted
from esafety_desk.policy.year_turn import Move, next_name
from esafety_desk.records.people import YearGroup
from esafety_desk.services.year_turn import Plan
from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.theme import GAP, HAIR

_HEADS = ("Class now", "Pupils", "Goes to", "As class")
_LEAVES = "Leaves"


class ClassMoves(Card):
    """``chosen()`` are the moves of the classes that are ticked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Classes")
        self.setObjectName("new-year.classes")
        self._hint = label("", "secondary", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(HAIR + 2)
        for at, stretch in enumerate((3, 1, 2, 2)):
            self._grid.setColumnStretch(at, stretch)
        self._lines: list[_Line] = []
        self.body.addWidget(self._hint)
        self.body.addLayout(self._grid)

    def show_plan(self, plan: Plan) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._hint.setText(_told(plan))
        self._lines = []
        if not plan.moves:
            return
        for at, head in enumerate(_HEADS):
            self._grid.addWidget(label(head, "name"), 0, at)
        for number, move in enumerate(plan.moves, start=1):
            line = _Line(number, move)
            line.ticked.toggled.connect(self.changed)
            line.to_year.currentIndexChanged.connect(self.changed)
            line.to_name.textChanged.connect(self.changed)
            self._lines.append(line)
            for at, widget in enumerate((line.ticked, line.count, line.to_year, line.to_name)):
                self._grid.addWidget(widget, number, at)

    def chosen(self) -> tuple[Move, ...]:
        return tuple(line.move() for line in self._lines if line.ticked.isChecked())


class _Line:
    """The widgets of one class."""

    def __init__(self, number: int, move: Move) -> None:
        self._of = move
        said = move.of.label
        self.ticked = QCheckBox(said)
        self.ticked.setObjectName(f"field.class.{number}")
        self.ticked.setChecked(True)
        self.count = label(f"{len(move.pupils)}", "secondary")
        self.count.setAccessibleName(f"{said}: {counted(len(move.pupils), 'pupil')}")
        self.to_year = QComboBox()
        self.to_year.setObjectName(f"field.to_year.{number}")
        self.to_year.setAccessibleName(f"{said} goes to")
        for year in _years_from(move):
            self.to_year.addItem(year.label, year.value)
        self.to_year.addItem(_LEAVES, "")
        self.to_year.setCurrentIndex(self.to_year.findData(move.to_year.value if move.to_year else ""))
        self.to_name = QLineEdit(move.to_name)
        self.to_name.setObjectName(f"field.to_name.{number}")
        self.to_name.setAccessibleName(f"{said} goes on as class")
        self.to_name.setMaxLength(40)
        self._keep_in_step()
        self.ticked.toggled.connect(self._keep_in_step)
        self.to_year.currentIndexChanged.connect(self._on_year)

    def move(self) -> Move:
        value = self.to_year.currentData()
        to_year = YearGroup(value) if value else None
        return Move(self._of.of, to_year, self.to_name.text().strip(), self._of.pupils)

    def _on_year(self) -> None:
        if value := self.to_year.currentData():
            self.to_name.setText(next_name(self._of.of.name, self._of.of.year_group, YearGroup(value)))
        self._keep_in_step()

    def _keep_in_step(self) -> None:
        """Who leaves or stays needs no new name."""
        goes = self.ticked.isChecked()
        self.to_year.setEnabled(goes)
        self.to_name.setEnabled(goes and bool(self.to_year.currentData()))


def _years_from(move: Move) -> tuple[YearGroup, ...]:
    """The same year again, for a class that stays back, and the next."""
    every = tuple(YearGroup)
    at = every.index(move.of.year_group)
    return every[at : at + 2]


def _told(plan: Plan) -> str:
    if not plan.moves:
        return "No pupil with a year group is on roll, so no class moves."
    without = ""
    if plan.without_year:
        without = (
            f" {counted(plan.without_year, 'pupil has', 'pupils have')} no year group and stay as they are."
        )
    return f"Untick a class that stays as it is, for instance because a list has moved it already.{without}"
