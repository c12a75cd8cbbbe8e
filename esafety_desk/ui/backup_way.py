"""The way in by a backup: it takes the place of the desk, once it has been checked through and through."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from esafety_desk.ui.kit.basics import button
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.unlock_ways import Way

_SENTENCE = (
    "The newest backup in {} becomes the desk, once it is checked. A desk that stands here is kept beside it."
)


class BackupWay(Way):
    """``submitted`` carries the folder that was chosen, and the passphrase or recovery key that was typed."""

    submitted = Signal(object, str)

    def __init__(self, source: Path) -> None:
        step = button("Open the backup", "primary", name="action.open-backup", on_click=self._on_step)
        sentence = _SENTENCE.format(source.name or source)
        super().__init__("Open a backup", sentence, step, "Use the passphrase", "action.back-to-passphrase")
        self._source = source
        self.secret = SecretField("Passphrase of the backup", name="field.backup_passphrase")
        self.secret.setPlaceholderText("Its passphrase, or the recovery key")
        self.secret.returnPressed.connect(self._on_step)
        self.fields = [self.secret]
        self.lay_out(self.secret)

    def _on_step(self) -> None:
        if self.secret.text():
            self.submitted.emit(self._source, self.secret.text())
        else:
            self.refuse("Type the passphrase of the backup first.")
