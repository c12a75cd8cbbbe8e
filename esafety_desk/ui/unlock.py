"""The way in: a passphrase, or the recovery key on paper. Painted before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.ui.early import CENTRED, give
from esafety_desk.ui.icons import pixmap
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.opening import Opened, Opening
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE, colours, dress
from esafety_desk.ui.unlock_ways import PassphraseWay, RecoveryWay, Way

if TYPE_CHECKING:
    from esafety_desk.ui.outside import Outside

CARD_WIDTH = 440
WHERE_IT_LIES = "The folder of the backup"
BUG_SENTENCE = (
    "Something went wrong in the program, and the desk is not open. Details for a report can be copied."
)


class UnlockView(QWidget):
    """``unlocked`` carries an opening.Opened; ``bug_met`` an exception that is none of the known ones."""

    unlocked = Signal(object)
    bug_met = Signal(object)
    key_turned = Signal(bool)
    """True when a secret was handed in, False when it was refused."""
    painted = Signal()

    def __init__(
        self, jobs: Jobs, opening: Opening, sentence: str = "", outside: Callable[[], Outside] | None = None
    ) -> None:
        """``outside`` asks where a backup lies, and is made only then; without it none can be opened."""
        super().__init__()
        self._outside = outside
        self.setObjectName("page.unlock")
        self._jobs = jobs
        self._opening = opening
        self._is_painted = False
        self._copy_details: QWidget | None = None
        self._passphrase = PassphraseWay(sentence or "Type your passphrase to open the desk.")
        self._passphrase.submitted.connect(self._on_passphrase)
        self._passphrase.other_asked.connect(self._on_recovery_asked)
        self._recovery: RecoveryWay | None = None
        self._current: Way = self._passphrase
        self._lay_out()

    def setFocus(self) -> None:
        """The first field takes it; were it the view's proxy, Tab would pass by what lies under the card."""
        self._current.fields[0].setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._on_painted)

    def _lay_out(self) -> None:
        card = Card(margins=WIDE + HAIR)
        card.setFixedWidth(CARD_WIDTH)
        self._mark = _Mark("lock")
        card.body.addWidget(self._mark)
        card.body.addSpacing(GAP)
        card.body.addWidget(self._passphrase)
        self._body = card.body
        where = label(f"Desk in {self._opening.folder}", "hint", wraps=True, name="unlock.folder")
        give(where, CENTRED)
        where.setFixedWidth(CARD_WIDTH)
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        within.setSpacing(SPACE)
        within.addStretch(2)
        within.addLayout(row(0, card, 0))
        within.addLayout(row(0, where, 0))
        backup = button("Open a backup", "link", name="action.choose-backup", on_click=self._on_backup_asked)
        if self._outside is None:
            backup.hide()
        within.addLayout(row(0, backup, 0))
        within.addStretch(3)

    def _on_painted(self) -> None:
        self.painted.emit()
        # Icons come with the second frame: loading what draws them takes as long as all the rest.
        self._mark.draw()
        self._passphrase.passphrase.draw()
        if self._current is self._passphrase:
            self._jobs.run(self, self._opening.look, lambda _: None, self._on_failed, channel="look")

    def _on_recovery_asked(self) -> None:
        if self._recovery is None:
            self._recovery = RecoveryWay()
            self._recovery.submitted.connect(self._on_recovery)
            self._recovery.other_asked.connect(lambda: self._turn_to(self._passphrase))
            self._body.addWidget(self._recovery)
        self._turn_to(self._recovery)

    def _on_backup_asked(self) -> None:
        if self._outside is not None:
            self._outside().ask_which_folder(self, WHERE_IT_LIES, self.choose_backup)

    def choose_backup(self, source: Path) -> None:
        """Turn to the way in by the backup in ``source``."""
        from esafety_desk.ui.backup_way import BackupWay

        way = BackupWay(source)
        way.submitted.connect(self._on_backup)
        way.other_asked.connect(lambda: self._turn_to(self._passphrase))
        self._body.addWidget(way)
        self._turn_to(way)

    def _on_backup(self, source: Path, secret: str) -> None:
        self._open(lambda: self._opening.by_backup(source, secret))

    def tell(self, sentence: str) -> None:
        """Say what went wrong; what can be typed stays as it is."""
        self._current.tell(sentence)

    def show_bug(self, details: str) -> None:
        """Say that the program failed; ``details`` hold no record's content."""
        from esafety_desk.ui.kit import clipboard

        self._put_away_details()
        self.tell(BUG_SENTENCE)
        copy = button(
            "Copy details", "link", name="action.copy-details", on_click=lambda: clipboard.put(details)
        )
        self._copy_details = QWidget()
        self._copy_details.setLayout(row(0, copy, 0))
        self._body.addWidget(self._copy_details)

    def _put_away_details(self) -> None:
        if self._copy_details is not None:
            self._copy_details.deleteLater()
            self._copy_details = None

    def _turn_to(self, way: Way) -> None:
        self._current.hide()
        self._current = way
        way.show()
        way.begin()

    def _on_passphrase(self, passphrase: str) -> None:
        self._open(lambda: self._opening.by_passphrase(passphrase))

    def _on_recovery(self, key: str, new_passphrase: str) -> None:
        self._open(lambda: self._opening.by_recovery_key(key, new_passphrase))

    def _open(self, work: Callable[[], Opened]) -> None:
        self._put_away_details()
        self._current.set_busy(True)
        self.key_turned.emit(True)
        self._jobs.run(self, work, self._on_opened, self._on_failed)

    def _on_opened(self, opened: Opened) -> None:
        self._current.wipe()
        self.unlocked.emit(opened)

    def _on_failed(self, error: Exception) -> None:
        self._current.set_busy(False)
        self.key_turned.emit(False)
        if isinstance(error, KnownError):
            self._current.refuse(error.sentence)
        else:
            self.bug_met.emit(error)


class _Mark(QFrame):
    """An icon on a round tint, in the middle."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture = label()
        self._picture.setFixedSize(QSize(52, 52))
        give(self._picture, CENTRED)
        dress(self._picture, "mark")
        self.setLayout(row(0, self._picture, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._picture.pixmap().isNull():
            self.draw()

    def draw(self) -> None:
        self._picture.setPixmap(pixmap(self._icon, colours().accent, 26, self.devicePixelRatioF()))
