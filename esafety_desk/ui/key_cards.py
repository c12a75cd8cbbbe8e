"""Giving a deputy a key, and making a new recovery key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from esafety_desk.records.base import PersonId
from esafety_desk.services import keys
from esafety_desk.services.passphrases import passphrase_problem, suggest_passphrase
from esafety_desk.services.unlocking import new_recovery_key
from esafety_desk.ui.key_proof import ProofCard
from esafety_desk.ui.kit import clipboard
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.kit.recovery_paper import recovery_paper
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.registers.editors.choice import QuietCombo
from esafety_desk.ui.session import Session

_LONG_WORDS = "stargazer caravanner mushrooms lighthouse pineapple"
_BESIDE_WORDS = 64
"""As wide as five long words, with the eye and the margins beside them: they are to be read and written down."""


class DeputyCard(ProofCard):
    """A deputy opens the desk with a passphrase of their own, and the audit tells them apart."""

    done = Signal()

    def __init__(self, session: Session, opening: Opening) -> None:
        super().__init__(
            session,
            "Give a deputy a key",
            "They open the desk with a passphrase of their own, and the audit tells who did what. "
            "Let them type it, or write down these five words for them.",
            "Give the key",
            name="add-deputy",
        )
        self._opening = opening
        self.proven.connect(self._on_proven)

    def fill(self) -> None:
        self._who = FieldBox("Deputy", QuietCombo(), name="deputy")
        self._theirs = FieldBox(
            "Their passphrase",
            SecretField("Their passphrase", name="", shown=True),
            "15 characters or more, or five words made up.",
            name="deputy_passphrase",
        )
        field = self._theirs.input
        field.setMinimumWidth(field.fontMetrics().horizontalAdvance(_LONG_WORDS) + _BESIDE_WORDS)
        again = button(
            "Five other words", "quiet", icon="key", name="action.other-words", on_click=self._make_up
        )
        self._make_up()
        self.body.addWidget(self._who)
        self.body.addWidget(self._theirs)
        self.body.addLayout(row(again, 0))

    def refresh(self) -> None:
        """Read anew who could be a deputy."""
        desk = self._session.desk
        self._session.run(self, partial(keys.possible_deputies, desk), self._show, channel="deputies")

    def problems(self) -> bool:
        problem = passphrase_problem(self._theirs.input.text(), self._session.school)
        self._theirs.show_problem(problem)
        nobody = self._who.input.currentData() is None
        self._who.show_problem("Choose someone. Enter them under People first." if nobody else "")
        return bool(problem) or nobody

    def _show(self, people: tuple[tuple[PersonId, str], ...]) -> None:
        chosen = self._who.input.currentText()
        self._who.input.clear()
        self._who.input.addItem("Choose…", None)
        for key, name in people:
            self._who.input.addItem(name, key)
        self._who.input.setCurrentIndex(max(0, self._who.input.findText(chosen)))

    def _make_up(self) -> None:
        self._theirs.input.setText(suggest_passphrase())

    def _on_proven(self, mine: str) -> None:
        session, who, theirs = self._session, self._who.input, self._theirs.input.text()
        add = partial(
            keys.add_deputy, session.desk, mine, who.currentData(), theirs,
            now=session.clock(), cost=self._opening.cost,
        )  # fmt: skip
        self.start(add, partial(self._on_added, who.currentText()))

    def _on_added(self, name: str, _slot: str) -> None:
        self._make_up()
        self._session.message.emit(f"{name} can open the desk.", None)
        self.done.emit()


class RecoveryCard(ProofCard):
    """A new recovery key is shown, written down, and only then put in the place of the old one."""

    done = Signal()

    def __init__(self, session: Session, opening: Opening) -> None:
        self._key = ""
        super().__init__(
            session,
            "New recovery key",
            "Opens the desk if a passphrase is forgotten. Make a new one if the paper is lost or was seen. "
            "Write it down before you put it in force: it is not shown again, and the old one opens nothing then.",
            "Put it in force",
            name="recovery",
        )
        self._opening = opening
        self.proven.connect(self._on_proven)

    def fill(self) -> None:
        self._shown = label("", "strong", wraps=True, name="keys.recovery")
        self._shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown.hide()
        self._problem = label("", "error", wraps=True, name="message.recovery")
        self._problem.hide()
        make = button("Show a new key", icon="key", name="action.show-recovery-key", on_click=self._on_make)
        self._ways = (
            button("Print", "quiet", icon="print", name="action.print-recovery-key", on_click=self._on_print),
            button("Copy", "quiet", icon="copy", name="action.copy-recovery-key", on_click=self._on_copy),
        )
        for way in self._ways:
            way.hide()
        self.body.addWidget(self._shown)
        self.body.addLayout(row(make, *self._ways, 0))
        self.body.addWidget(self._problem)

    def problems(self) -> bool:
        self._say("" if self._key else "Show a new key and write it down first.")
        return not self._key

    def _on_make(self) -> None:
        self._key = new_recovery_key()
        self._shown.setText(self._key.replace("-", " "))
        for thing in (self._shown, *self._ways):
            thing.show()
        self._say("")

    def _on_print(self) -> None:
        self._session.outside.print_text(self, "Recovery key", recovery_paper(self._key))

    def _on_copy(self) -> None:
        clipboard.put(self._key)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _on_proven(self, mine: str) -> None:
        session = self._session
        renew = partial(
            keys.renew_recovery_key,
            session.desk,
            mine,
            self._key,
            now=session.clock(),
            cost=self._opening.cost,
        )
        self.start(renew, self._on_renewed)

    def _on_renewed(self, _: None) -> None:
        self._key = ""
        self._shown.clear()
        for thing in (self._shown, *self._ways):
            thing.hide()
        self._session.message.emit("The new recovery key is in force. Destroy the old paper.", None)
        self.done.emit()
