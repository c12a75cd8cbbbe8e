"""One minute at a time, at the foot of the view: a decision, or an action with the role that does it and a day."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from esafety_desk.policy.meeting import LONGEST, OWNERS
from esafety_desk.policy.narrative import Promise
from esafety_desk.services import meeting
from esafety_desk.ui.kit.basics import button, column, holder, label, row
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE, dress

_NAMES = "This may name someone. Say it by role."
_KINDS = ("Decision", "Action")


class MinuteStrip(QFrame):
    """``taken`` carries a decision's words or a Promise; ``touched``: something was typed; ``closed``: put away."""

    taken = Signal(object)
    touched = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        dress(self, "notice", tone="accent")
        self.setAccessibleName("Minutes")
        self._kind = _closed_list("field.minute.kind", "Kind of minute", _KINDS)
        self._words = QLineEdit()
        self._words.setObjectName("field.minute.words")
        self._words.setAccessibleName("Minute")
        self._words.setMaxLength(LONGEST)
        self._words.returnPressed.connect(self.take)
        self._owner = _closed_list("field.minute.owner", "Who does it", OWNERS)
        self._due = DateField(session.today)
        self._due.setObjectName("field.minute.due_on")
        self._due.setAccessibleName("Due")
        self._due.setPlaceholderText("Due: tue or 3/9")
        self._due.returnPressed.connect(self.take)
        self._told = label("", "hint", wraps=True, name="minute.told")
        self._add = button("Add", "primary", name="action.minute.add", on_click=self.take)
        self._nobody = button("It names nobody", name="action.minute.nobody", on_click=self._keep)
        self._lay_out()
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._words.textEdited.connect(self._on_typed)
        self._due.textEdited.connect(self._on_typed)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.take)
        self._on_kind()
        self.hide()

    def begin(self) -> None:
        self.show()
        self._words.setFocus()

    @property
    def is_half_typed(self) -> bool:
        return bool(self._words.text().strip())

    def half_typed(self) -> dict[str, Any]:
        """What stands in the fields, for a draft."""
        due = self._due.draft()
        return {
            "kind": self._kind.currentIndex(),
            "words": self._words.text(),
            "owner": self._owner.currentText(),
            "due": due if isinstance(due, str) or due is None else due.isoformat(),
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put back what ``half_typed`` gave."""
        self._kind.setCurrentIndex(int(kept.get("kind", 0)))
        self._words.setText(str(kept.get("words", "")))
        self._owner.setCurrentText(str(kept.get("owner", "")))
        self._due.set_draft(kept.get("due"))
        if self.is_half_typed:
            self.begin()

    def refuse(self, sentence: str) -> None:
        """Say what is in the way of what was asked, beside what stands here."""
        self.begin()
        self._say(sentence, is_wrong=True)

    def take(self) -> None:
        """Add what stands here, once it is known to name nobody."""
        words, desk = self._words.text().strip(), self._session.desk
        if not words:
            self._say("Say what was decided, or what is to be done.", is_wrong=True)
        elif self._is_action and not self._due.is_readable:
            self._say("This is no date. Type it as 3/9 or 3 sept.", is_wrong=True)
        else:
            self._add.setEnabled(False)
            self._session.run(
                self,
                partial(meeting.names_someone, desk, words),
                partial(self._on_read, words),
                self._on_failed,
                channel="names",
            )

    def _lay_out(self) -> None:
        close = button("Put away", "quiet", name="action.minute.close", on_click=self.closed.emit)
        self._of_action = holder(row(self._owner, self._due, gap=GAP))
        below = row(self._of_action, self._told, 0, self._nobody, self._add, close, gap=GAP)
        below.setStretch(1, 1)
        within = column(row(self._kind, self._words, gap=GAP), below, gap=GAP)
        within.setContentsMargins(SPACE, GAP, SPACE, GAP)
        self.setLayout(within)
        self._due.setMinimumWidth(250)
        self._nobody.hide()

    @property
    def _is_action(self) -> bool:
        return self._kind.currentText() == _KINDS[1]

    def _on_kind(self) -> None:
        self._of_action.setVisible(self._is_action)
        self._words.setPlaceholderText("What is to be done" if self._is_action else "What was decided")
        self.touched.emit()

    def _on_typed(self) -> None:
        self._say("")
        self.touched.emit()

    def _on_read(self, words: str, names_someone: bool) -> None:
        self._add.setEnabled(True)
        if names_someone:
            self._say(_NAMES, is_wrong=True)
            self._nobody.show()
        elif words == self._words.text().strip():
            self._keep()

    def _on_failed(self, error: Exception) -> None:
        self._add.setEnabled(True)
        self._say("This could not be read for names. Try again.", is_wrong=True)
        self._session.report_error(error)

    def _keep(self) -> None:
        words = self._words.text().strip()
        if not words:
            return
        due = self._due.value()
        self.taken.emit(Promise(words, self._owner.currentText(), due) if self._is_action else words)
        self._words.clear()
        self._due.set_value(None)
        self._say("Added. It is kept with the minutes.")
        self._words.setFocus()

    def _say(self, text: str, *, is_wrong: bool = False) -> None:
        self._told.setText(text)
        dress(self._told, "error" if is_wrong else "hint")
        self._nobody.hide()


def _closed_list(name: str, told: str, words: tuple[str, ...]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(told)
    made.addItems(list(words))
    return made
