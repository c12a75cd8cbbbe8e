"""What is asked once before an act on several records: who they are given to, or why they end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from esafety_desk.records.facts import facts
from esafety_desk.services.several import Ending
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.editors import editor_for
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

_LONGEST = 400


class SelectionAsking(QFrame):
    """``answered`` carries the person's id or the words; ``left`` tells that it was given up."""

    answered = Signal(object)
    left = Signal()

    def __init__(self, title: str, act: str) -> None:
        super().__init__()
        dress(self, "notice", tone="accent")
        self.setObjectName("selection.asking")
        self._name = label(title, "name")
        self._problem = label("", "error", wraps=True, name="message.selection")
        self._problem.hide()
        self._do = button(act, name="action.selection.confirm", on_click=self._on_do)
        leave = button("Leave it", "quiet", name="action.selection.leave", on_click=self.left.emit)
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(SPACE, GAP, SPACE, GAP)
        self._within.setSpacing(HAIR)
        self._within.addWidget(self._name)
        self._within.addWidget(self._problem)
        self._within.addLayout(row(self._do, leave, 0))

    def say(self, problem: str) -> None:
        """Say what is wrong with the answer."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def take_focus(self) -> None:
        """Put the cursor where the answer goes."""

    def _ask_by(self, widget: QWidget, spoken: QWidget) -> None:
        self._name.setBuddy(spoken)
        spoken.setAccessibleName(self._name.text())
        self._within.insertWidget(1, widget)

    def _answer(self) -> Any:
        return None

    def _on_do(self) -> None:
        self.answered.emit(self._answer())


class AskWho(SelectionAsking):
    """Asks for a person by the editor of the field they are put in."""

    def __init__(self, view: RegisterView, session: Session) -> None:
        declared = facts(view.register.record)[view.assigns]
        super().__init__(declared.title, "Assign")
        self._editor = editor_for(declared, session)
        self._ask_by(self._editor, self._editor.input)

    def take_focus(self) -> None:
        self._editor.take_focus()

    def _answer(self) -> Any:
        return self._editor.value()

    def _on_do(self) -> None:
        problem = self._editor.problem() or ("Say who." if self._editor.is_empty() else "")
        self.say(problem)
        if not problem:
            super()._on_do()


class AskWhy(SelectionAsking):
    """Asks for the words kept with each record."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.asks, ending.text.rstrip("…"))
        self._line = QLineEdit()
        self._line.setObjectName("field.selection.reason")
        self._line.setMaxLength(_LONGEST)
        self._line.setPlaceholderText("In a few words")
        self._line.returnPressed.connect(self._on_do)
        self._ask_by(self._line, self._line)

    def take_focus(self) -> None:
        self._line.setFocus()

    def _answer(self) -> Any:
        return self._line.text()
