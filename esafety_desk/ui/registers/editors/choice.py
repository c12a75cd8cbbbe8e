"""Editors of closed lists: one of few as segments, one of many as a combo, several as ticks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
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
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, dress

_SEGMENTS, _LETTERS = 5, 56


def fits_segments(choices: type[Choice], optional: bool) -> bool:
    """True where all the choices can stand side by side."""
    labels = [choice.label for choice in choices]
    return not optional and len(labels) <= _SEGMENTS and sum(map(len, labels)) <= _LETTERS


class _Segments(QWidget):
    """Buttons of which one is down; the arrow keys move between them, Tab leaves them."""

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(GAP)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def add(self, button: QPushButton) -> None:
        button.setCheckable(True)
        dress(button, "chip")
        self.group.addButton(button)
        self.layout_.addWidget(button)

    def move(self, step: int) -> None:
        buttons = self.group.buttons()
        checked = self.group.checkedButton()
        at = buttons.index(checked) + step if checked else 0
        button = buttons[at % len(buttons)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.move(step)


class SegmentsEditor(Editor):
    """One of at most five choices, all in view. Each button is named field.<name>.<value>."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._choices = list(facts.choices or ())
        self._segments = _Segments()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, HAIR, 0, HAIR)
        layout.addWidget(self._segments, 0, Qt.AlignmentFlag.AlignLeft)
        self.adopt(self._segments)
        for choice in self._choices:
            button = QPushButton(choice.label)
            button.setObjectName(f"field.{facts.name}.{choice.value}")
            button.setAccessibleName(f"{facts.title}: {choice.label}")
            self._segments.add(button)
        self.setFocusProxy(self._segments.group.buttons()[0])
        self._segments.group.buttonClicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.changed.emit()
        self.left.emit()

    def value(self) -> Any:
        checked = self._segments.group.checkedButton()
        return self._choices[self._segments.group.buttons().index(checked)] if checked else None

    def set_value(self, value: Any) -> None:
        self._segments.group.setExclusive(False)
        for choice, button in zip(self._choices, self._segments.group.buttons(), strict=True):
            button.setChecked(choice == value)
            if choice == value:
                self.setFocusProxy(button)
        self._segments.group.setExclusive(True)


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
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def _on_clicked(self) -> None:
        self.changed.emit()
        self.left.emit()

    def value(self) -> Any:
        return tuple(choice for choice, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        for choice, box in self._boxes.items():
            box.setChecked(choice.value in [str(v) for v in value or ()])
