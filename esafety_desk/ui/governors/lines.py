"""One piece of the author's words: its fields, and beneath them whom it seems to name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from esafety_desk.policy.narrative import Promise
from esafety_desk.policy.wording import listed
from esafety_desk.ui.governors.draft import Named
from esafety_desk.ui.kit.basics import button, column, emptied, label, row
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.kit.growing_text import GrowingText
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, colours, dress

_MOST_LINES, _MOST_PEOPLE = 12, 4


class Words(GrowingText):
    """Running text in which names are marked."""

    def __init__(self, name: str, told: str) -> None:
        super().__init__(least=1, most=_MOST_LINES)
        self.setObjectName(name)
        self.setAccessibleName(told)

    def text(self) -> str:
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def mark(self, named: Sequence[Named], before: int = 0) -> None:
        """Underlay the names; ``before`` letters of the checked text stand outside this field."""
        marks = []
        for one in named:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            length = self.document().characterCount() - 1
            mark.cursor.setPosition(max(0, min(one.hit.start - before, length)))
            mark.cursor.setPosition(
                max(0, min(one.hit.end - before, length)), QTextCursor.MoveMode.KeepAnchor
            )
            look = QTextCharFormat()
            look.setBackground(QColor(colours().amber_tint))
            look.setForeground(QColor(colours().amber))
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)


class NamedNotes(QWidget):
    """Says of each name found whom it may mean, with one click to say that it means nobody here."""

    means_nobody = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(HAIR)
        self.hide()

    def show_named(self, named: Sequence[Named]) -> None:
        emptied(self._column)
        for one in {one.hit.words: one for one in named}.values():
            self._column.addWidget(self._note(one))
        self.setVisible(bool(named))

    def _note(self, named: Named) -> QFrame:
        note = QFrame()
        dress(note, "notice", tone="amber")
        words = named.hit.words
        told = label(f"“{words}” may name {_whom(named.people)}.", wraps=True, name="named")
        nobody = button(
            "It names nobody here", "link", name="action.names-nobody",
            on_click=lambda: self.means_nobody.emit(words),
        )  # fmt: skip
        within = column(told, row(nobody, 0), gap=0)
        within.setContentsMargins(GAP, HAIR, GAP, HAIR)
        note.setLayout(within)
        return note


class Line(Protocol):
    """What a block asks of each of its lines."""

    edited: Any
    notes: NamedNotes

    def value(self) -> Any: ...
    def show_value(self, value: Any) -> None: ...
    def mark(self, named: Sequence[Named]) -> None: ...


class _Line(QWidget):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notes = NamedNotes()

    def _holds(self, *things: QWidget) -> None:
        self.setLayout(column(*things, self.notes, gap=HAIR))


class SentenceLine(_Line):
    """One sentence; empty is none."""

    def __init__(self, name: str, told: str) -> None:
        super().__init__()
        self._words = Words(name, told)
        self._words.textChanged.connect(self.edited)
        self._holds(self._words)

    def value(self) -> str | None:
        return self._words.text() or None

    def show_value(self, value: str | None) -> None:
        self._words.set_text(value or "")

    def mark(self, named: Sequence[Named]) -> None:
        self._words.mark(named)
        self.notes.show_named(named)


class RiskLine(_Line):
    """A risk: a few words in bold, then what is so."""

    def __init__(self, name: str, told: str) -> None:
        super().__init__()
        self._title = _line(f"{name}.title", f"{told}, in a few words", "In a few words")
        self._words = Words(name, told)
        self._title.textEdited.connect(self.edited)
        self._words.textChanged.connect(self.edited)
        self._holds(self._title, self._words)

    def value(self) -> tuple[str, str] | None:
        found = self._title.text().strip(), self._words.text()
        return found if any(found) else None

    def show_value(self, value: tuple[str, str] | None) -> None:
        title, text = value or ("", "")
        _show(self._title, title)
        self._words.set_text(text)

    def mark(self, named: Sequence[Named]) -> None:
        before = len(self._title.text().strip()) + len(": ")
        self._words.mark([one for one in named if one.hit.start >= before], before)
        self.notes.show_named(named)


class PromiseLine(_Line):
    """An action for the time ahead: what, whose role, by when."""

    def __init__(self, session: Session, name: str, told: str) -> None:
        super().__init__()
        self._what = Words(name, told)
        self._owner = _line(f"{name}.owner", f"{told}: whose role", "Whose role")
        self._due = DateField(session.today)
        self._due.setObjectName(f"{name}.due")
        self._due.setAccessibleName(f"{told}: by when")
        self._what.textChanged.connect(self.edited)
        self._owner.textEdited.connect(self.edited)
        self._due.textEdited.connect(self.edited)
        self._holds(self._what, self._owner, self._due)

    def value(self) -> Promise | None:
        what = self._what.text()
        return Promise(what, self._owner.text().strip(), self._due.value()) if what else None

    def show_value(self, value: Promise | None) -> None:
        self._what.set_text(value.what if value else "")
        _show(self._owner, value.owner if value else "")
        if not self._due.hasFocus():
            self._due.set_value(value.due_on if value else None)

    def mark(self, named: Sequence[Named]) -> None:
        self._what.mark(named)
        self.notes.show_named(named)


Maker = Callable[[str, str], Line]
"""Makes a line from its object name and its spoken name."""


def _whom(people: Sequence[str]) -> str:
    """The people a name may mean; of many only how many more there are."""
    if len(people) <= _MOST_PEOPLE:
        return listed(people, "or")
    return f"{', '.join(people[: _MOST_PEOPLE - 1])} or {len(people) - _MOST_PEOPLE + 1} others"


def _line(name: str, told: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(told)
    made.setPlaceholderText(hint)
    return made


def _show(line: QLineEdit, text: str) -> None:
    if line.text().strip() != text:
        line.setText(text)
        line.setCursorPosition(0)
