"""The way in: a passphrase, or the recovery key on paper. Painted before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.ui.early import CENTRED, TOP_LEFT, give
from esafety_desk.ui.icons import pixmap
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.kit.basics import Button, button, column, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.opening import Opened, Opening
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE, colours, dress

CARD_WIDTH = 440


class UnlockView(QWidget):
    """``unlocked`` carries an opening.Opened; ``bug_met`` an exception that is none of the known ones."""

    unlocked = Signal(object)
    bug_met = Signal(object)
    painted = Signal()

    def __init__(self, jobs: Jobs, opening: Opening, sentence: str = "") -> None:
        super().__init__()
        self.setObjectName("page.unlock")
        self._jobs = jobs
        self._opening = opening
        self._is_painted = False
        self._passphrase = PassphraseWay(sentence or "Type your passphrase to open the desk.")
        self._passphrase.submitted.connect(self._on_passphrase)
        self._passphrase.other_asked.connect(self._on_recovery_asked)
        self._recovery: RecoveryWay | None = None
        self._current: _Way = self._passphrase
        self._lay_out()
        self.setFocusProxy(self._passphrase.fields[0])

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
        within.addStretch(3)

    def _on_painted(self) -> None:
        self.painted.emit()
        # Icons come with the second frame: loading what draws them takes as long as all the rest.
        self._mark.draw()
        self._passphrase.passphrase.draw()
        self._jobs.run(self, self._opening.look, lambda _: None, self._on_failed, channel="look")

    def _on_recovery_asked(self) -> None:
        if self._recovery is None:
            self._recovery = RecoveryWay()
            self._recovery.submitted.connect(self._on_recovery)
            self._recovery.other_asked.connect(lambda: self._turn_to(self._passphrase))
            self._body.addWidget(self._recovery)
        self._turn_to(self._recovery)

    def _turn_to(self, way: _Way) -> None:
        self._current.hide()
        self._current = way
        way.show()
        self.setFocusProxy(way.fields[0])
        way.begin()

    def _on_passphrase(self, passphrase: str) -> None:
        self._open(lambda: self._opening.by_passphrase(passphrase))

    def _on_recovery(self, key: str, new_passphrase: str) -> None:
        self._open(lambda: self._opening.by_recovery_key(key, new_passphrase))

    def _open(self, work: Callable[[], Opened]) -> None:
        self._current.set_busy(True)
        self._jobs.run(self, work, self._on_opened, self._on_failed)

    def _on_opened(self, opened: Opened) -> None:
        self._current.wipe()
        self.unlocked.emit(opened)

    def _on_failed(self, error: Exception) -> None:
        self._current.set_busy(False)
        if isinstance(error, KnownError):
            self._current.refuse(error.sentence)
        else:
            self._current.refuse("Something went wrong in the program. Nothing was changed.")
            self.bug_met.emit(error)


class _Way(QWidget):
    """One way in: fields, a place for what is wrong, one filled button, and the other way as a link."""

    other_asked = Signal()

    def __init__(self, title: str, sentence: str, step: Button, other: str, other_name: str) -> None:
        super().__init__()
        self.step = step
        self._step_text = step.text()
        self._title = _centred(label(title, "title"))
        self._sentence = _centred(label(sentence, "secondary", wraps=True))
        self.problem: QLabel = label("", "error", wraps=True, name="unlock.problem")
        self.problem.setMinimumHeight(36)
        give(self.problem, TOP_LEFT)
        self._other = button(other, "link", name=other_name, on_click=self.other_asked.emit)
        self.fields: list[QLineEdit] = []

    def lay_out(self, *fields: QWidget) -> None:
        other = row(0, self._other, 0)
        self.setLayout(
            column(self._title, self._sentence, SPACE - GAP, *fields, self.problem, self.step, other)
        )

    def begin(self) -> None:
        self.fields[0].setFocus()
        self.fields[0].selectAll()

    def wipe(self) -> None:
        for field in self.fields:
            field.clear()
        self.problem.clear()

    def refuse(self, sentence: str) -> None:
        """Say why the desk stays shut, and let it be typed again."""
        self.problem.setText(sentence)
        for field in self.fields[:1]:
            dress(field, field.property("look") or "", state="wrong")
        self.begin()

    def set_busy(self, busy: bool) -> None:
        """While the key is worked out nothing can be typed, and the button says what goes on."""
        self.step.setText("Opening…" if busy else self._step_text)
        for thing in (*self.fields, self.step, self._other):
            thing.setEnabled(not busy)
        if busy:
            self.problem.clear()
            dress(self.fields[0], self.fields[0].property("look") or "", state="")


class PassphraseWay(_Way):
    """The usual way in; ``submitted`` carries what was typed."""

    submitted = Signal(str)

    def __init__(self, sentence: str) -> None:
        step = button("Unlock", "primary", name="action.unlock", on_click=self._on_step)
        super().__init__("E-Safety Desk", sentence, step, "Use the recovery key", "action.use-recovery-key")
        self.passphrase = SecretField("Passphrase", name="field.passphrase", eye_later=True)
        self.passphrase.setPlaceholderText("Passphrase")
        self.passphrase.returnPressed.connect(self._on_step)
        self.fields = [self.passphrase]
        self.lay_out(self.passphrase)

    def _on_step(self) -> None:
        if self.passphrase.text():
            self.submitted.emit(self.passphrase.text())
        else:
            self.refuse("Type the passphrase first.")


class RecoveryWay(_Way):
    """Takes the key from the paper and, where the passphrase is forgotten, a new one."""

    submitted = Signal(str, str)

    def __init__(self) -> None:
        step = button(
            "Open the desk", "primary", name="action.open-with-recovery-key", on_click=self._on_step
        )
        super().__init__(
            "Recovery key", "Type it as it stands on the paper. Dashes and blanks do not matter.",
            step, "Use the passphrase", "action.use-passphrase",
        )  # fmt: skip
        self.key = QLineEdit()
        self.key.setObjectName("field.recovery_key")
        self.key.setAccessibleName("Recovery key")
        self.key.setPlaceholderText("Recovery key")
        self.key.setMaxLength(200)
        self.new_passphrase = SecretField("New passphrase", name="field.new_passphrase")
        self.new_passphrase.setPlaceholderText("New passphrase, or empty to keep the old one")
        self.fields = [self.key, self.new_passphrase]
        for field in self.fields:
            field.returnPressed.connect(self._on_step)
        self.lay_out(*self.fields)

    def _on_step(self) -> None:
        from esafety_desk.ui.opening import passphrase_problem

        new = self.new_passphrase.text()
        if not self.key.text().strip():
            self.refuse("Type the recovery key first.")
        elif new and (problem := passphrase_problem(new)):
            self.refuse(problem)
            self.new_passphrase.setFocus()
        else:
            self.submitted.emit(self.key.text(), new)


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


def _centred(made: QLabel) -> QLabel:
    give(made, CENTRED)
    return made
