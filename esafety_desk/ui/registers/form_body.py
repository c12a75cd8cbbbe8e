"""The fields of a form, made from the record's declaration and set under its headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from esafety_desk.records.facts import Kind, facts
from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.editors import editor_for
from esafety_desk.ui.registers.field_frame import FieldFrame
from esafety_desk.ui.registers.first_values import FirstValues
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE

_ELASTIC = frozenset({Kind.TEXT, Kind.WORD, Kind.LINK})


class FormBody(QWidget):
    """Two columns of fields; a wide one takes both. Fields come and go with what is typed elsewhere."""

    changed = Signal()
    left = Signal()

    def __init__(self, view: RegisterView, session: Session, hidden: frozenset[str] = frozenset()) -> None:
        """``hidden`` are fields whose values are given and not asked for."""
        super().__init__()
        self._view = view
        self._session = session
        self._given: dict[str, Any] = {}
        self._first = FirstValues(view.register.record, session)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, SPACE)
        self._lines.setSpacing(SPACE)
        self._halves: list[QHBoxLayout] = []
        self._headings: dict[str, QWidget] = {}
        self._shown: tuple[str, ...] = ()
        self.frames: dict[str, FieldFrame] = {}
        for declared in facts(view.register.record).values():
            if self._is_asked(declared.name) and declared.name not in hidden:
                self._add(FieldFrame(editor_for(declared, session)))

    def values(self) -> dict[str, Any]:
        """What the form would keep: the values it was given, with those typed over them."""
        return self._given | {name: frame.editor.value() for name, frame in self.frames.items()}

    def typed(self) -> dict[str, Any]:
        """The values of the fields alone, for a draft."""
        return {name: frame.editor.value() for name, frame in self.frames.items()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Fill the form; what ``values`` does not name keeps what stands."""
        self._given |= {name: value for name, value in values.items() if name not in self.frames}
        for name, frame in self.frames.items():
            if name in values:
                frame.editor.set_value(values[name])
        self.arrange(fills=False)

    def propose(self, standing: Mapping[str, Any] | None = None) -> None:
        """Fill in what the policy proposes, from now on too; what follows from ``standing`` is left as it is."""
        self._first.begin(standing)
        self.arrange()

    def editor_problems(self) -> dict[str, str]:
        """What the editors themselves could not read."""
        return {name: told for name, frame in self.frames.items() if (told := frame.editor.problem())}

    def confirmed(self) -> frozenset[str]:
        """The fields whose question was answered with yes."""
        return frozenset(name for name, frame in self.frames.items() if frame.is_confirmed)

    def say(self, messages: Mapping[str, str], questions: Mapping[str, str]) -> None:
        """Put every message beside its field; a hidden field with trouble comes into view."""
        for name, frame in self.frames.items():
            asked = questions.get(name, "")
            if not asked and frame.is_confirmed:
                continue
            frame.say(messages.get(name, ""), asked)
        self.arrange(in_trouble=frozenset(messages) & frozenset(self.frames))

    def visit_all(self) -> None:
        """From now on every field says its trouble."""
        for frame in self.frames.values():
            frame.was_visited = True

    def first_in_trouble(self) -> FieldFrame | None:
        return next((self.frames[name] for name in self._shown if self.frames[name].is_in_trouble), None)

    def first(self) -> FieldFrame | None:
        return self.frames[self._shown[0]] if self._shown else None

    def arrange(self, in_trouble: Iterable[str] = (), fills: bool = True) -> None:
        """Show what is relevant now, and fill in what follows from it."""
        relevant = self._relevant()
        if fills:
            for name, value in self._first.due(self.values(), relevant).items():
                if name in self.frames:
                    self.frames[name].editor.set_value(value)
        self._advise()
        shown = tuple(name for name in self.frames if name in relevant or name in set(in_trouble))
        if shown != self._shown:
            self._shown = shown
            self._lay_out()

    def _advise(self) -> None:
        """Say beneath a field what follows from what is typed."""
        for name, advice in self._view.advice.items():
            if name in self.frames:
                said = advice(self.values(), self._session.school, self._session.today())
                self.frames[name].advise(said)

    def _is_asked(self, name: str) -> bool:
        setting = self._view.wanted_by.get(name)
        return name not in self._view.left_out and (not setting or getattr(self._session.school, setting))

    def _add(self, frame: FieldFrame) -> None:
        frame.setParent(self)
        frame.hide()
        self.frames[frame.name] = frame
        frame.editor.changed.connect(lambda: self._on_changed(frame))
        frame.editor.left.connect(lambda: self._on_left(frame))
        frame.answered.connect(self.changed)

    def _on_changed(self, frame: FieldFrame) -> None:
        frame.question.tick.setChecked(False)
        self.arrange()
        self.changed.emit()

    def _on_left(self, frame: FieldFrame) -> None:
        frame.was_visited = frame.was_visited or not frame.editor.is_empty() or bool(frame.editor.problem())
        self.left.emit()

    def _relevant(self) -> frozenset[str]:
        draft = self._view.register.record.model_construct(**self.values())
        declared = facts(self._view.register.record)
        return frozenset(
            name
            for name in self.frames
            if not declared[name].relevant_if or getattr(draft, declared[name].relevant_if)
        )

    def _lay_out(self) -> None:
        self._take_out()
        group, half = "", None
        for at, frame in enumerate(self.frames[name] for name in self._shown):
            if frame.editor.facts.group != group:
                group, half = frame.editor.facts.group, None
                self._lines.addWidget(self._heading(group))
            if frame.editor.wants_full_width() or (half is None and self._is_alone(at)):
                half = None
                self._lines.addWidget(frame)
            elif half is None:
                half = self._half_line(frame)
            else:
                half.itemAt(1).widget().hide()
                half.addWidget(frame, 1)
                half = None

    def _take_out(self) -> None:
        """Empty the layout. By removeWidget: an item merely taken lives on and keeps stale sizes."""
        for line in [self._lines, *self._halves]:
            for widget in [*self._headings.values(), *self.frames.values()]:
                line.removeWidget(widget)
        for half in self._halves:
            half.itemAt(0).widget().deleteLater()
            self._lines.removeItem(half)
            half.deleteLater()
        self._halves.clear()
        for heading in self._headings.values():
            heading.hide()
        for name, frame in self.frames.items():
            frame.setVisible(name in self._shown)

    def _half_line(self, frame: FieldFrame) -> QHBoxLayout:
        """A line with one field in its left half."""
        half = QHBoxLayout()
        half.setSpacing(SPACE)
        half.addWidget(frame, 1)
        half.addWidget(QWidget(), 1)
        self._lines.addLayout(half)
        self._halves.append(half)
        return half

    def _is_alone(self, at: int) -> bool:
        """True where a field that could share its line has nothing to share it with, and can use the room."""
        if self.frames[self._shown[at]].editor.facts.kind not in _ELASTIC:
            return False
        after = self.frames[self._shown[at + 1]].editor if at + 1 < len(self._shown) else None
        group = self.frames[self._shown[at]].editor.facts.group
        return after is None or after.wants_full_width() or after.facts.group != group

    def _heading(self, group: str) -> QWidget:
        if group not in self._headings:
            made = label(group.upper(), "caption")
            made.setParent(self)
            made.setAccessibleName(group)
            made.setContentsMargins(0, GAP if self._headings else 0, 0, 0)
            self._headings[group] = made
        self._headings[group].show()
        return self._headings[group]
