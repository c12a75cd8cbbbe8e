"""Editors of plain values: a line, several lines, a number, yes or no, a day."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from esafety_desk.records.facts import FieldFacts
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.kit.growing_text import GrowingText
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.session import Session

_DAY_WIDTH = 148


def _only(editor: QWidget, inner: QWidget) -> None:
    layout = QVBoxLayout(editor)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inner)


class LineEditor(Editor):
    """One line of text. The limit is said beside the field rather than by swallowing letters."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._line = QLineEdit()
        _only(self, self._line)
        self.adopt(self._line)
        self._line.textEdited.connect(self.changed)

    def value(self) -> Any:
        return self._line.text().strip()

    def set_value(self, value: Any) -> None:
        self._line.setText(value or "")
        self._line.setCursorPosition(0)

    def wants_full_width(self) -> bool:
        return self.facts.max_length is None or self.facts.max_length >= 120


class NumberEditor(LineEditor):
    """A whole number; empty is none."""

    def value(self) -> Any:
        text = self._line.text().replace(",", "").strip()
        if not text:
            return None
        return int(text) if text.lstrip("-").isdecimal() else text

    def set_value(self, value: Any) -> None:
        self._line.setText("" if value is None else str(value))

    def wants_full_width(self) -> bool:
        return False


class TextEditor(Editor):
    """Several lines of text. Tab goes to the next field, as everywhere in the form."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._text = GrowingText()
        _only(self, self._text)
        self.adopt(self._text)
        self._text.textChanged.connect(self.changed)

    def value(self) -> Any:
        return self._text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._text.blockSignals(True)
        self._text.setPlainText(value or "")
        self._text.blockSignals(False)


class YesNoEditor(Editor):
    """A tick."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._tick = QCheckBox("Yes")
        _only(self, self._tick)
        self.adopt(self._tick)
        self._tick.clicked.connect(self.changed)

    def value(self) -> Any:
        return self._tick.isChecked()

    def set_value(self, value: Any) -> None:
        self._tick.setChecked(bool(value))

    def wants_full_width(self) -> bool:
        return False


class DayEditor(Editor):
    """A day, typed freely or picked."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._field = DateField(session.today)
        self._field.setMinimumWidth(_DAY_WIDTH)
        self._is_setting = False
        _only(self, self._field)
        self.adopt(self._field)
        self._field.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        if not self._is_setting:
            self.changed.emit()

    def value(self) -> Any:
        return self._field.draft()

    def set_value(self, value: Any) -> None:
        self._is_setting = True
        self._field.set_draft(value)
        self._is_setting = False

    def wants_full_width(self) -> bool:
        return False
