"""The wording of papers in Settings: one at a time, its fields beside it, checked as it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.letters import LETTERS
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Work
    from esafety_desk.services.papers.wordings import Wording, WordingSaved

_HINT = (
    "What papers say around what is kept. An empty line parts paragraphs, “# ” begins a heading, “- ” a line "
    "of a list, and a field in braces is filled in when the paper is printed."
)
_HEIGHT = 220


class LettersCard(Card):
    """Nothing is kept until Save; what is wrong with a wording is said beneath it."""

    shown = Signal()
    """The wording of the chosen paper is in view."""

    def __init__(self, session: Session) -> None:
        super().__init__("Wording of papers")
        self.setObjectName("card.letters")
        self._session = session
        self._known: dict[str, Wording] = {}
        self._which = QComboBox()
        self._which.setObjectName("field.letter")
        self._which.setAccessibleName("Paper")
        for letter in LETTERS.values():
            self._which.addItem(letter.title, letter.name)
        self._text = QPlainTextEdit()
        self._text.setObjectName("field.letter.text")
        self._text.setAccessibleName("Wording")
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(_HEIGHT)
        self._fields = label("", "hint", wraps=True, name="letter.fields")
        self._problem = label("", "error", wraps=True, name="message.letter")
        self._save = button("Save wording", name="action.letter.save", on_click=self._on_save)
        self._back = button("As it came", "quiet", name="action.letter.back", on_click=self._on_back)
        self._lay_out()
        self._which.currentIndexChanged.connect(lambda: self._show())
        self._text.textChanged.connect(self._on_typed)
        self.read()

    @property
    def name(self) -> str:
        return self._which.currentData()

    def read(self) -> None:
        """Read every wording anew."""
        desk = self._session.desk

        def wordings() -> tuple[Wording, ...]:
            from esafety_desk.services.papers import wordings

            return wordings.wordings(desk)

        self._session.run(self, wordings, self._on_read, channel="letters")

    def _lay_out(self) -> None:
        self.body.addWidget(label(_HINT, "hint", wraps=True))
        self.body.addLayout(row(self._which, 0))
        self.body.addWidget(self._text)
        self.body.addWidget(self._fields)
        self.body.addWidget(self._problem)
        self.body.addLayout(row(self._save, self._back, 0))
        self._problem.hide()

    def _on_read(self, found: tuple[Wording, ...]) -> None:
        self._known = {wording.name: wording for wording in found}
        self._show()

    def _show(self) -> None:
        wording = self._known.get(self.name)
        if wording is None:
            return
        self._text.setPlainText(wording.text.strip())
        told = "; ".join(f"{{{name}}} {meaning}" for name, meaning in wording.fields)
        self._fields.setText(f"Fields: {told}.")
        self._say("")
        self._allow()
        self.shown.emit()

    def _on_typed(self) -> None:
        self._say("")
        self._allow()

    def _allow(self) -> None:
        wording = self._known.get(self.name)
        typed = self._text.toPlainText().strip()
        self._save.setEnabled(wording is not None and typed != wording.text.strip())
        self._back.setEnabled(wording is not None and wording.is_own)

    def _on_save(self) -> None:
        name, text = self.name, self._text.toPlainText()

        def reword(work: Work) -> WordingSaved:
            from esafety_desk.services.papers import wordings

            return wordings.reword(work, name, text)

        self._session.change(self, reword, lambda _: self.read(), self._on_failed)

    def _on_back(self) -> None:
        def go_back(work: Work, name: str) -> WordingSaved:
            from esafety_desk.services.papers import wordings

            return wordings.go_back(work, name)

        self._session.change(self, partial(go_back, name=self.name), lambda _: self.read(), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._say(error.sentence)
        else:
            self._session.report_error(error)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
