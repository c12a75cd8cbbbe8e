"""A new passphrase for the desk, given the old one."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from esafety_desk.host.errors import WrongPassphrase
from esafety_desk.services import keys
from esafety_desk.services.passphrases import passphrase_problem, suggest_passphrase
from esafety_desk.ui.kit.basics import button, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.store.desk import Desk
    from esafety_desk.store.keyslots import Cost


class ChangePassphrase(Card):
    """A card of its own: it is kept at once, apart from the settings around it."""

    def __init__(self, session: Session, opening: Opening) -> None:
        super().__init__("Passphrase")
        self._session, self._opening = session, opening
        self._old = FieldBox(
            "Present passphrase",
            SecretField("Present passphrase", name="field.old_passphrase"),
            name="old_passphrase",
        )
        self._new = FieldBox(
            "New passphrase",
            SecretField("New passphrase", name="field.new_passphrase"),
            "15 characters or more, or five words made up for you.",
            name="new_passphrase",
        )
        self._change = button("Change passphrase", name="action.change-passphrase", on_click=self._on_change)
        self._suggest = button(
            "Make up five words",
            "quiet",
            icon="key",
            name="action.suggest-passphrase",
            on_click=self._on_suggest,
        )
        for box in (self._old, self._new):
            self.body.addWidget(box)
        self.body.addLayout(row(self._change, self._suggest, 0))
        self.body.addStretch(1)

    def _on_suggest(self) -> None:
        self._new.input.setText(suggest_passphrase())
        self._new.input.show_text(True)

    def _on_change(self) -> None:
        session, old, new = self._session, self._old.input.text(), self._new.input.text()
        self._old.show_problem("" if old else "This is needed.")
        problem = passphrase_problem(new, session.school)
        self._new.show_problem(problem)
        if problem or not old:
            return
        self._change.setEnabled(False)
        change = partial(_change, session.desk, old, new, session.clock(), self._opening.cost)
        session.run(self, change, self._on_changed, self._on_failed)

    def _on_changed(self, _: None) -> None:
        self._change.setEnabled(True)
        for box in (self._old, self._new):
            box.input.wipe()
        self._session.message.emit("The passphrase is changed. The recovery key stays the same.", None)

    def _on_failed(self, error: Exception) -> None:
        self._change.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self._old.show_problem("This is not the present passphrase.")
            self._old.input.setFocus()
        else:
            self._session.report_error(error)


def _change(desk: Desk, old: str, new: str, now: datetime, cost: Cost) -> None:
    keys.change_passphrase(desk, old, new, now=now, cost=cost)
