"""An act on the keys asks once more for the passphrase of whoever does it, on its own card."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from esafety_desk.host.errors import KnownError, WrongPassphrase
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP

KeyAct = Callable[[], Any]


class ProofCard(Card):
    """``proven`` carries what was typed as one's own passphrase; ``start`` then does the act and tells how it went."""

    proven = Signal(str)

    def __init__(
        self, session: Session, heading: str, sentence: str, act: str, *, name: str, gives_up: bool = False
    ) -> None:
        super().__init__()
        self._session = session
        self._heading = label(heading, "heading", wraps=True)
        self._sentence = label(sentence, "secondary", wraps=True)
        self._asked: Callable[[str], None] = self.proven.emit
        self.mine = FieldBox(
            "Your passphrase", SecretField("Your passphrase", name=""), name=f"{name}_passphrase"
        )
        self.mine.input.returnPressed.connect(self._on_act)
        self.act = button(act, name=f"action.{name}", on_click=self._on_act)
        leave = button("Leave it", "quiet", name=f"action.{name}.leave", on_click=self.hide)
        if not gives_up:
            leave.hide()
        self.setAccessibleName(heading or act)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._sentence)
        self.fill()
        self.body.addSpacing(GAP)
        self.body.addWidget(self.mine)
        self.body.addLayout(row(self.act, leave, 0) if gives_up else row(self.act, 0))
        self.body.addStretch(1)

    def fill(self) -> None:
        """Put what the act needs besides the passphrase above it."""

    def problems(self) -> bool:
        """Show what is wrong with the rest of the card; True where something is."""
        return False

    def ask(self, heading: str, sentence: str, then: Callable[[str], None]) -> None:
        """Show the card for one thing in particular; ``then`` gets the passphrase."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._asked = then
        self.mine.input.wipe()
        self.mine.show_problem("")
        self.show()
        self.mine.input.setFocus()

    def start(self, act: KeyAct, then: Callable[[Any], None]) -> None:
        """Do ``act`` on the store thread; a wrong passphrase is said beside its field."""
        self.act.setEnabled(False)
        self._session.run(self, act, partial(self._on_done, then), self._on_failed)

    def _on_act(self) -> None:
        typed = self.mine.input.text()
        self.mine.show_problem("" if typed else "This is needed.")
        if not self.problems() and typed:
            self._asked(typed)

    def _on_done(self, then: Callable[[Any], None], answer: Any) -> None:
        self.act.setEnabled(True)
        self.mine.input.wipe()
        then(answer)

    def _on_failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.mine.show_problem("This does not open the desk.")
            self.mine.input.setFocus()
        elif isinstance(error, KnownError):
            self.mine.show_problem(error.sentence)
        else:
            self._session.report_error(error)
