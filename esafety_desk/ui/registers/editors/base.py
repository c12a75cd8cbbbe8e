"""What every editor of a field is, and what it may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from esafety_desk.records.facts import FieldFacts
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import dress


class Editor(QWidget):
    """Shows one field's value and lets it be changed. Each kind of editor has its own ``value`` and ``set_value``."""

    value: Callable[[], Any]
    """What was entered, as the record's declaration takes it; text that could not be read comes back as it is."""
    set_value: Callable[[Any], None]
    """Show a value without telling anyone. Dates and choices may come as the text a draft keeps."""

    changed = Signal()
    """The person changed the value."""
    left = Signal()
    """The cursor went elsewhere: now messages may be shown."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.session = session
        self._input: QWidget = self

    @property
    def input(self) -> QWidget:
        """The widget that takes the keyboard; it bears the object name."""
        return self._input

    def problem(self) -> str:
        """What is wrong with the entry itself, before any record is made of it."""
        return ""

    def is_empty(self) -> bool:
        return self.value() in (None, "", ())

    def set_state(self, state: str) -> None:
        """Mark the input as "wrong", "question" or plain ("")."""
        if self._input.property("state") != state:
            dress(self._input, self._input.property("look") or "", state=state)

    def wants_full_width(self) -> bool:
        """True where the editor should have the form's whole width to itself."""
        return True

    def take_focus(self) -> None:
        """Put the cursor here. Not by a focus proxy: with one, Tab comes to the editor out of its turn."""
        self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def adopt(self, widget: QWidget, name: str = "") -> None:
        """Make ``widget`` the input: it gets the field's object name, spoken name and the focus."""
        self._input = widget
        widget.setObjectName(f"field.{name or self.facts.name}")
        widget.setAccessibleName(self.facts.title)
        widget.setAccessibleDescription(self.facts.spoken)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._input and event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
