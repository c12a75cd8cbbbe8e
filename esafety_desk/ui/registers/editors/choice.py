"""Editors of closed lists: one of few as segments, one of many as a combo, several as ticks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from esafety_desk.records.base import Choice
from esafety_desk.records.facts import FieldFacts
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.registers.editors.roving import Roving
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, dress

_SEGMENTS, _LETTERS = 5, 56


def fits_segments(choices: type[Choice], optional: bool) -> bool:
    """True where all the choices can stand side by side."""
    labels = [choice.label for choice in choices]
    return not optional and len(labels) <= _SEGMENTS and sum(map(len, labels)) <= _LETTERS


class SegmentsEditor(Editor):
    """One of at most five choices, all in view. Each button is named field.<name>.<value>."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._choices = list(facts.choices or ())
        whole = QWidget()
        self._group = QButtonGroup(self)
        self._roving = Roving(self, chooses=True)
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, HAIR, 0, HAIR)
        layout.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
        self.adopt(whole)
        for choice in self._choices:
            line.addWidget(self._button(choice))
        self._group.buttonClicked.connect(self._on_clicked)

    def take_focus(self) -> None:
        self._roving.take_focus()

    def _button(self, choice: Choice) -> QPushButton:
        button = QPushButton(choice.label)
        button.setCheckable(True)
        button.setObjectName(f"field.{self.facts.name}.{choice.value}")
        button.setAccessibleName(f"{self.facts.title}: {choice.label}")
        dress(button, "chip")
        self._group.addButton(button)
        self._roving.add(button)
        return button

    def _on_clicked(self) -> None:
        self._roving.stop_at(self._group.checkedButton())
        self.changed.emit()
        self.left.emit()

    def value(self) -> Any:
        checked = self._group.checkedButton()
        return self._choices[self._group.buttons().index(checked)] if checked else None

    def set_value(self, value: Any) -> None:
        self._group.setExclusive(False)
        for choice, button in zip(self._choices, self._group.buttons(), strict=True):
            button.setChecked(choice == value)
            if choice == value:
                self._roving.stop_at(button)
        self._group.setExclusive(True)


class ComboEditor(Editor):
    """One of many choices; the first line stands for none where the field may be, or still is, empty."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._choices: list[Choice | None] = list(facts.choices or ())
        if facts.optional or facts.default is None:
            self._choices.insert(0, None)
        nothing = "–" if facts.optional else "Choose"
        self._combo = QuietCombo()
        for choice in self._choices:
            self._combo.addItem(choice.label if choice else nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._combo)
        self.adopt(self._combo)
        self._combo.setMaxVisibleItems(16)
        self._combo.activated.connect(self.changed)

    def value(self) -> Any:
        return self._choices[max(0, self._combo.currentIndex())]

    def set_value(self, value: Any) -> None:
        codes = [choice.value if choice else None for choice in self._choices]
        plain = value.value if isinstance(value, Choice) else value
        self._combo.setCurrentIndex(codes.index(plain) if plain in codes else 0)

    def wants_full_width(self) -> bool:
        return False


class QuietCombo(QComboBox):
    """A combo box that leaves the wheel to the form unless it was clicked first."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: Any) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class TicksEditor(Editor):
    """Several of a closed list, each with its tick. Each box is named field.<name>.<value>."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._boxes: dict[Choice, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for choice in facts.choices or ():
            box = QCheckBox(choice.label)
            box.setObjectName(f"field.{facts.name}.{choice.value}")
            box.clicked.connect(self._on_clicked)
            layout.addWidget(box)
            self._boxes[choice] = box
        self.setObjectName(f"field.{facts.name}")
        self.setAccessibleName(facts.title)

    def take_focus(self) -> None:
        next(iter(self._boxes.values())).setFocus()

    def _on_clicked(self) -> None:
        self.changed.emit()
        self.left.emit()

    def value(self) -> Any:
        return tuple(choice for choice, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        for choice, box in self._boxes.items():
            box.setChecked(choice.value in [str(v) for v in value or ()])
