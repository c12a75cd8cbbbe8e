"""Editors that point to another record: a person by name, or anything by reference or words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from esafety_desk.records.base import RecordId
from esafety_desk.records.facts import FieldFacts
from esafety_desk.records.names import tidy
from esafety_desk.services import listing, naming, searching
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.registers.editors.new_person import NewPersonPanel
from esafety_desk.ui.registers.editors.suggestions import Suggestion, Suggestions
from esafety_desk.ui.session import Session

_LEAST_LETTERS = 2
_NEW = "new person"


class LinkEditor(Editor):
    """A line that finds a record as one types. Each kind of it looks in its own place."""

    look_for: Callable[[str], list[Suggestion]]
    """On the store thread: what to offer for the words typed."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._id: RecordId | None = None
        self._line = QLineEdit()
        self.below = QVBoxLayout(self)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.addWidget(self._line)
        self.adopt(self._line)
        self._offers = Suggestions(self._line)
        self._offers.chosen.connect(self._on_chosen)
        self._line.textEdited.connect(self._on_edited)

    def value(self) -> Any:
        return self._id

    def set_value(self, value: Any) -> None:
        self._id = value
        self._line.setText("")
        if value is not None:
            self.session.run(
                self,
                partial(naming.called, self.session.desk, value),
                partial(self._on_named, value),
                channel="name",
            )

    def problem(self) -> str:
        return self._unfound() if self._line.text().strip() and self._id is None else ""

    def wants_full_width(self) -> bool:
        return False

    def take(self, record_id: RecordId, name: str) -> None:
        """Point to a record whose name is known already."""
        self._id = record_id
        self._line.setText(name)
        self._line.setCursorPosition(0)
        self.changed.emit()
        self.left.emit()

    def _on_edited(self, text: str) -> None:
        if self._id is not None:
            self._id = None
        self.changed.emit()
        wanted = tidy(text)
        if len(wanted) < _LEAST_LETTERS:
            self._offers.offer(())
            return
        self.session.run(
            self, partial(self.look_for, wanted), partial(self._on_found, wanted), channel="look"
        )

    def _on_found(self, wanted: str, found: list[Suggestion]) -> None:
        if self._line.hasFocus() and self._id is None:
            self._offers.offer(found)

    def _on_named(self, value: Any, name: str) -> None:
        if self._id == value:
            self._line.setText(name)
            self._line.setCursorPosition(0)

    def _on_chosen(self, item: Suggestion) -> None:
        self.take(item.value, item.text)

    def _unfound(self) -> str:
        return "Choose one from the list."


class KnownPersonEditor(LinkEditor):
    """A person by any part of the name, accents or not."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._left_out: RecordId | None = None
        self._line.setPlaceholderText("Type two letters of a name")

    def leave_out(self, record_id: RecordId) -> None:
        """Offer everybody but this one."""
        self._left_out = record_id

    def look_for(self, wanted: str) -> list[Suggestion]:
        hits = listing.people_like(self.session.desk, wanted, self.session.today())
        return [Suggestion(hit.name, hit.detail, hit.id) for hit in hits if hit.id != self._left_out]


class PersonEditor(KnownPersonEditor):
    """Someone new can be added on the spot."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._panel: NewPersonPanel | None = None

    def look_for(self, wanted: str) -> list[Suggestion]:
        return [*super().look_for(wanted), Suggestion(f"Add “{wanted}”", "new person", (_NEW, wanted))]

    def _unfound(self) -> str:
        return "Choose a person from the list, or add a new one."

    def _on_chosen(self, item: Suggestion) -> None:
        if isinstance(item.value, tuple):
            self._open_panel(item.value[1])
        else:
            super()._on_chosen(item)

    def _open_panel(self, name: str) -> None:
        if self._panel is None:
            self._panel = NewPersonPanel(self.session, f"field.{self.facts.name}.new", self)
            self._panel.added.connect(self._on_added)
            self._panel.given_up.connect(self._on_given_up)
            self.below.addWidget(self._panel)
        self._panel.begin(name)

    def _on_added(self, record_id: RecordId, name: str) -> None:
        self.take(record_id, name)
        self._line.setFocus()

    def _on_given_up(self) -> None:
        self._line.setFocus()


class RecordEditor(LinkEditor):
    """Any record of the desk, by its reference or by words in it."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._line.setPlaceholderText("Type a reference, or words in it")

    def look_for(self, wanted: str) -> list[Suggestion]:
        hits = searching.find(self.session.desk, wanted, 8, self.session.words)
        return [Suggestion(f"{hit.reference}  {hit.title}", hit.detail, hit.id) for hit in hits]

    def _unfound(self) -> str:
        return "Choose a record from the list."

    def wants_full_width(self) -> bool:
        return True
