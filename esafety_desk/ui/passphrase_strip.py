"""Asks for the passphrase a paper leaves the desk under; offered once, in words that can be said over the telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from esafety_desk.services.passphrases import passphrase_problem, suggest_passphrase
from esafety_desk.ui.kit.basics import button, column, label, row
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

_TOLD = (
    "Whoever opens the file is asked for this passphrase. Tell it to them another way: it is kept nowhere."
)


class PassphraseStrip(QFrame):
    """``given`` carries a passphrase that will do."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "notice", tone="accent")
        self.setAccessibleName("Save with a passphrase")
        self._field = SecretField("Passphrase for the file", name="field.file_passphrase", shown=True)
        self._field.returnPressed.connect(self._on_save)
        self._problem = label("", "error", wraps=True, name="message.file_passphrase")
        save = button("Save…", name="action.passphrase.save", on_click=self._on_save)
        leave = button("Without one", "quiet", name="action.passphrase.leave", on_click=self._put_away)
        within = column(label(_TOLD, wraps=True), self._field, self._problem, row(save, leave, 0), gap=HAIR)
        within.setContentsMargins(SPACE, GAP, SPACE, GAP)
        self.setLayout(within)
        self.hide()

    def begin(self) -> None:
        """Propose a passphrase; any other that is long enough will do."""
        self._field.setText(suggest_passphrase())
        self._field.show_text(True)
        self._problem.hide()
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def _put_away(self) -> None:
        self._field.wipe()
        self.hide()

    def _on_save(self) -> None:
        problem = passphrase_problem(self._field.text())
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if not problem:
            self.given.emit(self._field.text())
            self._put_away()
