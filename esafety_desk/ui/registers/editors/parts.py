"""The editor of lines inside a record: the people of an incident, who came, roles held, terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from esafety_desk.records.base import Part
from esafety_desk.records.facts import FieldFacts, Kind, facts
from esafety_desk.ui.kit.basics import Button, button, label, row
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR

Maker = Callable[[FieldFacts, Session], Editor]
_NOUNS = {
    "people": "person",
    "attendees": "person",
    "guardians": "person",
    "roles": "role",
    "terms": "term",
    "external_ids": "number",
    "parents_notices": "notice",
    "age_rules": "rule",
}


class _Line(QWidget):
    """One part: its editors side by side, and the button that takes it away."""

    changed = Signal()
    left = Signal()
    removed = Signal()
    another = Signal()
    """Return was pressed: the next line is wanted."""

    def __init__(self, model: type[Part], session: Session, maker: Maker) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self.editors: dict[str, Editor] = {}
        for at, declared in enumerate(facts(model).values()):
            editor = maker(declared, session)
            self.editors[declared.name] = editor
            editor.changed.connect(self.changed)
            editor.left.connect(self.left)
            self._grid.addWidget(editor, 0, at, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(at, _share(declared))
        self.remove = Button("", "icon", icon="close", told="Remove this line", on_click=self.removed.emit)
        self._grid.addWidget(self.remove, 0, len(self.editors), Qt.AlignmentFlag.AlignTop)

    def value(self) -> dict[str, Any]:
        return {name: editor.value() for name, editor in self.editors.items()}

    def set_value(self, part: Part | Mapping[str, Any]) -> None:
        for name, editor in self.editors.items():
            editor.set_value(part.get(name) if isinstance(part, Mapping) else getattr(part, name))

    def is_blank(self) -> bool:
        """True where nothing was entered; a choice that stands on its first line counts as nothing."""
        return all(
            editor.is_empty() and not editor.problem()
            for editor in self.editors.values()
            if editor.facts.kind is not Kind.CHOICE
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return in a filled line goes on to the next; a list of offers takes its own Return first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not self.is_blank():
                self.another.emit()
        else:
            super().keyPressEvent(event)

    def name(self, field: str, number: int) -> None:
        for part, editor in self.editors.items():
            editor.input.setObjectName(f"field.{field}.{number}.{part}")
            editor.input.setAccessibleName(f"{editor.facts.title}, line {number + 1}")
        self.remove.setObjectName(f"field.{field}.{number}.remove")

    def forget_names(self) -> None:
        """Nobody looks for a line that is going."""
        for editor in self.editors.values():
            editor.input.setObjectName("")
        self.remove.setObjectName("")


def _share(declared: FieldFacts) -> int:
    return {Kind.LINK: 5, Kind.TEXT: 4, Kind.CHOICE: 3, Kind.DATE: 3}.get(declared.kind, 2)


class PartsEditor(Editor):
    """Lines of small editors. Named field.<name>.add, and field.<name>.<line>.<part> from line 0."""

    def __init__(self, facts_: FieldFacts, session: Session, maker: Maker) -> None:
        super().__init__(facts_, session)
        assert facts_.part is not None
        self._model: type[Part] = facts_.part
        self._maker = maker
        self._lines: list[_Line] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(HAIR + 2)
        self._heads = _heads(self._model)
        noun = _NOUNS.get(facts_.name, "line")
        self._add = button(f"Add {noun}", icon="plus", on_click=self._on_add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(HAIR + 2)
        whole.addWidget(self._heads)
        whole.addLayout(self._rows)
        whole.addLayout(row(self._add, 0))
        self.adopt(self._add, f"{facts_.name}.add")
        self._add.setAccessibleName(f"Add {noun} to {facts_.title}")
        self._heads.hide()

    def value(self) -> Any:
        return tuple(line.value() for line in self._lines if not line.is_blank())

    def set_value(self, value: Any) -> None:
        while self._lines:
            self._take_away(self._lines[-1])
        for part in value or ():
            self._append().set_value(part)

    def problem(self) -> str:
        found = (editor.problem() for line in self._lines for editor in line.editors.values())
        return next((problem for problem in found if problem), "")

    def set_state(self, state: str) -> None:
        """A line's trouble is said beneath the lines: the button has no state of its own."""

    def _on_add(self) -> None:
        line = self._append()
        next(iter(line.editors.values())).take_focus()

    def _append(self) -> _Line:
        line = _Line(self._model, self.session, self._maker)
        line.changed.connect(self.changed)
        line.left.connect(self.left)
        line.removed.connect(partial(self._on_removed, line))
        line.another.connect(self._on_add)
        line.name(self.facts.name, len(self._lines))
        self._lines.append(line)
        self._rows.addWidget(line)
        line.show()
        self._heads.show()
        last = self._add.previousInFocusChain()
        while last.focusPolicy() is Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain()
        for widget in [*(editor.input for editor in line.editors.values()), line.remove]:
            QWidget.setTabOrder(last, widget)
            last = widget
        return line

    def _on_removed(self, line: _Line) -> None:
        self._take_away(line)
        self._add.setFocus()
        self.changed.emit()
        self.left.emit()

    def _take_away(self, line: _Line) -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line)
        line.forget_names()
        line.hide()
        line.deleteLater()
        for number, other in enumerate(self._lines):
            other.name(self.facts.name, number)
        self._heads.setVisible(bool(self._lines))


def _heads(model: type[Part]) -> QWidget:
    """The titles over the lines, in the same shares of the width."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 36 + GAP, 0)
    grid.setHorizontalSpacing(GAP)
    for at, declared in enumerate(facts(model).values()):
        grid.addWidget(label(declared.title, "hint"), 0, at)
        grid.setColumnStretch(at, _share(declared))
    return whole
