"""One field of a form: its title, its editor, and beneath it the help, the trouble, or a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.kit.notice import Notice
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.theme import HAIR


class Question(Notice):
    """Something that is asked once again, and the tick that answers it."""

    answered = Signal()

    def __init__(self, field: str) -> None:
        super().__init__()
        self._text = label("", wraps=True)
        self.tick = QCheckBox("Yes, that is right")
        self.tick.setObjectName(f"field.{field}.confirm")
        self.tick.clicked.connect(self.answered)
        self.within.addWidget(self._text)
        self.within.addWidget(self.tick)

    def ask(self, text: str) -> None:
        """Ask ``text``, or nothing. Another question than before is not yet answered."""
        if text and text != self._text.text():
            self._text.setText(text)
            self.tick.setChecked(False)
            self.tick.setAccessibleName(f"{text} Yes, that is right")
        self.setVisible(bool(text))


class FieldFrame(QWidget):
    """Puts an editor between its title and its messages. Messages wait until the field was visited."""

    answered = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.was_visited = False
        self.is_relevant = True
        name = editor.facts.name
        title = label(editor.facts.title, "name")
        title.setBuddy(editor.input)
        self._help_text = editor.facts.help
        self._help = label(self._help_text, "hint", wraps=True)
        self._message = label("", "error", wraps=True, name=f"message.{name}")
        self.question = Question(name)
        self.question.answered.connect(self.answered)
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(HAIR)
        for thing in (title, editor, self._message, self._help, self.question):
            within.addWidget(thing)
        within.addStretch(1)
        self._message.hide()
        self._help.setVisible(bool(editor.facts.help))

    @property
    def name(self) -> str:
        return self.editor.facts.name

    @property
    def is_confirmed(self) -> bool:
        return self.question.tick.isChecked() and not self.question.isHidden()

    @property
    def is_in_trouble(self) -> bool:
        return not self._message.isHidden() or (not self.question.isHidden() and not self.is_confirmed)

    def advise(self, text: str) -> None:
        """Say ``text`` where the help stands; the help again where there is none."""
        self._help_text = text or self.editor.facts.help
        self._help.setText(self._help_text)
        self._help.setVisible(bool(self._help_text) and self._message.isHidden())

    def say(self, message: str, question: str) -> None:
        """Show what is wrong, or what is asked, if the field was visited."""
        shown = message if self.was_visited else ""
        self._message.setText(shown)
        self._message.setVisible(bool(shown))
        self._help.setVisible(bool(self._help_text) and not shown)
        self.question.ask(question if self.was_visited and not shown else "")
        self.editor.set_state("wrong" if shown else "question" if question and self.was_visited else "")
        self.editor.input.setAccessibleDescription(shown or question or self._help_text)
