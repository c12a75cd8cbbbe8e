"""The fields of a form, made from the record's declaration and set under its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from esafety_desk.records.facts import facts
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.editors import editor_for
from esafety_desk.ui.registers.field_frame import FieldFrame
from esafety_desk.ui.registers.field_lines import FieldLines
from esafety_desk.ui.registers.first_values import FirstValues
from esafety_desk.ui.session import Session


class FormBody(QWidget):
    """Two columns of fields; a wide one takes both. Fields come and go with what is typed elsewhere.

    The fields are made from the first on, over some turns of the event loop: what is seen and focused stands
    there at once. Whoever asks for ``frames`` has all of them.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, view: RegisterView, session: Session, hidden: frozenset[str] = frozenset()) -> None:
        """``hidden`` are fields whose values are given and not asked for."""
        super().__init__()
        self._view = view
        self._session = session
        self._given: dict[str, Any] = {}
        self._first = FirstValues(view.register.record, session)
        self._lines = FieldLines(self)
        self._shown: tuple[str, ...] = ()
        self._fields = {
            name: declared
            for name, declared in facts(view.register.record).items()
            if self._is_asked(name) and name not in hidden
        }
        self._made: dict[str, FieldFrame] = {}
        self._making = session.jobs.in_turns(self, self._make_fields())
        self._making.turned.connect(self._on_made)

    @property
    def frames(self) -> Mapping[str, FieldFrame]:
        """Every field of the form."""
        self._making.until()
        return self._made

    def values(self) -> dict[str, Any]:
        """What the form would keep: the values it was given, with those typed over them."""
        return self._given | {name: frame.editor.value() for name, frame in self._made.items()}

    def typed(self) -> dict[str, Any]:
        """The values of the fields alone, for a draft."""
        return {name: frame.editor.value() for name, frame in self.frames.items()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Fill the form; what ``values`` does not name keeps what stands."""
        self._put(values)
        self.arrange(fills=False)
        self._making.begin()

    def propose(self, standing: Mapping[str, Any] | None = None) -> None:
        """Fill in what the policy proposes, from now on too; what follows from ``standing`` is left as it is."""
        self._first.begin(standing)
        self.arrange()

    def editor_problems(self) -> dict[str, str]:
        """What the editors themselves could not read."""
        return {name: told for name, frame in self.frames.items() if (told := frame.editor.problem())}

    def confirmed(self) -> frozenset[str]:
        """The fields whose question was answered with yes."""
        return frozenset(name for name, frame in self._made.items() if frame.is_confirmed)

    def say(self, messages: Mapping[str, str], questions: Mapping[str, str]) -> None:
        """Put every message beside its field; a hidden field with trouble comes into view."""
        for name, frame in self.frames.items():
            asked = questions.get(name, "")
            if not asked and frame.is_confirmed:
                continue
            frame.say(messages.get(name, ""), asked)
        self.arrange(in_trouble=frozenset(messages) & frozenset(self._fields))

    def visit_all(self) -> None:
        """From now on every field says its trouble."""
        for frame in self.frames.values():
            frame.was_visited = True

    def first_in_trouble(self) -> FieldFrame | None:
        return next((self.frames[name] for name in self._shown if self.frames[name].is_in_trouble), None)

    def first(self) -> FieldFrame | None:
        return self.field(self._shown[0]) if self._shown else None

    def field(self, name: str) -> FieldFrame | None:
        """The field of that name, in its place by now; None where the form has none."""
        if name in self._fields:
            self._making.until(lambda: name in self._ready())
        return self._made.get(name)

    def arrange(self, in_trouble: Iterable[str] = (), fills: bool = True) -> None:
        """Show what is relevant now, and fill in what follows from it."""
        relevant = self._relevant()
        if fills:
            due = self._first.due(self.values(), relevant)
            self._put({name: value for name, value in due.items() if name in self._fields})
        self._advise()
        shown = tuple(name for name in self._fields if name in relevant or name in set(in_trouble))
        if shown != self._shown:
            self._shown = shown
            self._lay_out()

    def _put(self, values: Mapping[str, Any]) -> None:
        """Show ``values``; what has no field yet, or never has one, is remembered."""
        for name, value in values.items():
            if name in self._made:
                self._made[name].editor.set_value(value)
            else:
                self._given[name] = value

    def _make_fields(self) -> Iterator[None]:
        for name, declared in self._fields.items():
            frame = FieldFrame(editor_for(declared, self._session), self)
            self._made[name] = frame
            if name in self._given:
                frame.editor.set_value(self._given.pop(name))
            frame.editor.changed.connect(partial(self._on_changed, frame))
            frame.editor.left.connect(partial(self._on_left, frame))
            frame.answered.connect(self.changed)
            yield

    def _on_made(self) -> None:
        self._advise()
        self._lay_out()

    def _advise(self) -> None:
        """Say beneath a field what follows from what is typed."""
        for name, advice in self._view.advice.items():
            if name in self._made:
                said = advice(self.values(), self._session.school, self._session.today())
                self._made[name].advise(said)

    def _is_asked(self, name: str) -> bool:
        setting = self._view.wanted_by.get(name)
        return name not in self._view.left_out and (not setting or getattr(self._session.school, setting))

    def _on_changed(self, frame: FieldFrame) -> None:
        frame.ask_again()
        self.arrange()
        self.changed.emit()

    def _on_left(self, frame: FieldFrame) -> None:
        frame.was_visited = frame.was_visited or not frame.editor.is_empty() or bool(frame.editor.problem())
        self.left.emit()

    def _relevant(self) -> frozenset[str]:
        draft = self._view.register.record.model_construct(**self.values())
        return frozenset(
            name
            for name, declared in self._fields.items()
            if not declared.relevant_if or getattr(draft, declared.relevant_if)
        )

    def _lay_out(self) -> None:
        self._lines.show_only([self._made[name] for name in self._ready()])

    def _ready(self) -> list[str]:
        """The fields to be shown that are made; the last of them waits for the one that may share its line."""
        ready = [name for name in self._shown if name in self._made]
        return ready if len(ready) == len(self._shown) else ready[:-1]
