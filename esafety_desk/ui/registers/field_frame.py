"""One field of a form: its title, its editor, and beneath it the help, the trouble, or a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.kit.notice import Notice
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.theme import HAIR

_BENEATH_EDITOR = 2


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

    @property
    def is_answered(self) -> bool:
        """True where it is asked and was answered with yes."""
        return self.tick.isChecked() and not self.isHidden()


class FieldFrame(QWidget):
    """Puts an editor between its title and its messages. Messages wait until the field was visited."""

    answered = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
        self.editor = editor
        self.was_visited = False
        self._help_text = editor.facts.help
        self._help: QLabel | None = None
        self._message: QLabel | None = None
        self._question: Question | None = None
        title = label(editor.facts.title, "name")
        title.setBuddy(editor.input)
        title.setToolTip(editor.facts.reason)
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(0, 0, 0, 0)
        self._within.setSpacing(HAIR)
        self._within.addWidget(title)
        self._within.addWidget(editor)
        self._within.addStretch(1)
        self._show_help()

    @property
    def name(self) -> str:
        return self.editor.facts.name

    @property
    def message(self) -> str:
        """What is said to be wrong; empty where nothing is."""
        return "" if self._message is None or self._message.isHidden() else self._message.text()

    @property
    def help(self) -> str:
        """What is said to help; empty where something is wrong."""
        return "" if self._help is None or self._help.isHidden() else self._help.text()

    @property
    def is_confirmed(self) -> bool:
        return self._question is not None and self._question.is_answered

    @property
    def is_in_trouble(self) -> bool:
        is_asked = self._question is not None and not self._question.isHidden()
        return bool(self.message) or (is_asked and not self.is_confirmed)

    def advise(self, text: str) -> None:
        """Say ``text`` where the help stands; the help again where there is none."""
        self._help_text = text or self.editor.facts.help
        self._show_help()

    def _spoken(self) -> str:
        return f"{self._help_text} {self.editor.facts.reason}".strip()

    def say(self, message: str, question: str) -> None:
        """Show what is wrong, or what is asked, if the field was visited."""
        shown = message if self.was_visited else ""
        asked = question if self.was_visited and not shown else ""
        self._show_message(shown)
        self._show_help()
        self._ask(asked)
        self.editor.set_state("wrong" if shown else "question" if question and self.was_visited else "")
        self.editor.input.setAccessibleDescription(shown or question or self._spoken())

    def ask_again(self) -> None:
        """The value has changed: what was asked is not answered by the tick it bears."""
        if self._question is not None:
            self._question.tick.setChecked(False)

    def take_focus(self) -> None:
        """Put the cursor where the trouble is: at the question, else in the editor."""
        if self._question is not None and not self._question.isHidden():
            self._question.tick.setFocus()
        else:
            self.editor.take_focus()

    # What most fields never need is made when it is first needed: a form opens in half the time.

    def _show_message(self, text: str) -> None:
        if text and self._message is None:
            self._message = label(text, "error", wraps=True, name=f"message.{self.name}")
            self._within.insertWidget(_BENEATH_EDITOR, self._message)
        if self._message is not None:
            self._message.setText(text)
            self._message.setVisible(bool(text))

    def _show_help(self) -> None:
        text = "" if self.message else self._help_text
        if text and self._help is None:
            self._help = label(text, "hint", wraps=True)
            self._within.insertWidget(_BENEATH_EDITOR + (self._message is not None), self._help)
        if self._help is not None:
            self._help.setText(text)
            self._help.setVisible(bool(text))

    def _ask(self, text: str) -> None:
        if text and self._question is None:
            self._question = Question(self.name)
            self._question.answered.connect(self.answered)
            self._within.insertWidget(self._within.count() - 1, self._question)
            self.setTabOrder(_last_in(self.editor), self._question.tick)
        if self._question is not None:
            self._question.ask(text)


def _last_in(editor: Editor) -> QWidget:
    """What Tab comes to last in ``editor``."""
    last = at = editor.input
    while editor.isAncestorOf(at) or at is editor:
        last, at = at, at.nextInFocusChain()
    return last
