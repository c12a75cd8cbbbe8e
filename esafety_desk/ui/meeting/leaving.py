"""The way out of a meeting: the passphrase, since whoever stands at the screen may not be who opened the desk."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from esafety_desk.host.errors import KnownError, WrongPassphrase
from esafety_desk.ui.kit.basics import button, column, label, row
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.theme import GAP, SPACE, dress

_WRONG = "This does not open the desk. Check Caps Lock and try again."
_SAFE = "Names and exact figures come back into view, so turn the projector off first."


class LeavingStrip(QFrame):
    """``given`` carries the passphrase that was typed; ``stayed``: the meeting goes on."""

    given = Signal(str)
    stayed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "notice", tone="accent")
        self.setAccessibleName("End the meeting")
        self._told = label("", "strong", wraps=True, name="meeting.leaving")
        self._field = SecretField("Your passphrase", name="field.meeting_passphrase")
        self._field.setPlaceholderText("Your passphrase")
        self._field.returnPressed.connect(self._on_given)
        self._problem = label("", "error", wraps=True, name="message.meeting_passphrase")
        self._problem.hide()
        self._end = button("End the meeting", name="action.meeting.end", on_click=self._on_given)
        stay = button("Go on with it", name="action.meeting.stay", on_click=self.stayed.emit)
        within = column(self._told, row(self._field, self._end, stay, gap=GAP), self._problem, gap=GAP)
        within.setContentsMargins(SPACE, GAP, SPACE, GAP)
        self.setLayout(within)
        self.hide()

    def begin(self, minutes: str) -> None:
        """Ask; ``minutes`` are what will be kept, in words."""
        kept = f"{minutes} will be kept under Actions. " if minutes else ""
        self._told.setText(f"{kept}{_SAFE}")
        self._say("")
        self.show()
        self._field.setFocus()

    def put_away(self) -> None:
        """Forget what was typed."""
        self._field.wipe()
        self._end.setEnabled(True)
        self.hide()

    def refuse(self, error: Exception) -> None:
        """Say in a sentence why the meeting goes on."""
        self._end.setEnabled(True)
        known = error.sentence if isinstance(error, KnownError) else "The minutes could not be kept."
        self._say(_WRONG if isinstance(error, WrongPassphrase) else known)
        self._field.wipe()
        self._field.setFocus()

    def _on_given(self) -> None:
        typed = self._field.text()
        self._say("" if typed else "Type your passphrase.")
        if typed and self._end.isEnabled():
            self._end.setEnabled(False)
            self.given.emit(typed)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
