"""Issuing: which role answers for the report, and the sentence it attests to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from esafety_desk.policy.wording import counted
from esafety_desk.ui.governors.choices import label_of
from esafety_desk.ui.governors.draft import Drafted, ReportDraft
from esafety_desk.ui.kit.basics import button, column, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.theme import GAP, HAIR, dress

SENTENCE = "A person who knows the school could not name anyone from this report."
_FOR_GOOD = (
    "Once issued it is kept byte for byte, and its figures are frozen: later reports are compared with them."
)


class IssuePanel(QWidget):
    """``left`` when it was put off, ``words_asked`` to look at the names that stand in the way."""

    left = Signal()
    words_asked = Signal()

    def __init__(self, draft: ReportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._about = label("", "strong", wraps=True, name="issue.about")
        self._named = QFrame()
        dress(self._named, "notice", tone="amber")
        self._named_told = label("", wraps=True, name="issue.named")
        look = button("Look at the words", "link", name="action.issue.words", on_click=self.words_asked.emit)
        within = column(self._named_told, row(look, 0), gap=0)
        within.setContentsMargins(GAP, HAIR, GAP, HAIR)
        self._named.setLayout(within)
        self._role = QLineEdit("E-safety leader")
        self._role.setObjectName("field.issue.role")
        self._role.setAccessibleName("Role that answers for it")
        self._tick = QCheckBox("I attest this")
        self._tick.setObjectName("field.issue.attest")
        self._tick.setAccessibleName(f"I attest: {SENTENCE}")
        self._why = label("", "hint", wraps=True, name="issue.why")
        self._issue = button("Issue", "primary", name="action.issue.confirm", on_click=self._on_issue)
        leave = button("Not yet", "quiet", name="action.issue.leave", on_click=self.left.emit)
        self._role.textChanged.connect(self._allow)
        self._tick.toggled.connect(self._allow)
        card = Card("Issue this report")
        card.body.addLayout(
            column(
                self._about,
                label(_FOR_GOOD, "secondary", wraps=True),
                self._named,
                column(label("Role that answers for it", "name"), self._role, gap=HAIR),
                column(label(SENTENCE, wraps=True), self._tick, gap=HAIR),
                row(self._issue, leave, 0),
                self._why,
            )
        )
        card.body.addStretch(1)
        self.setLayout(column(card))
        draft.drafted.connect(self._on_drafted)
        draft.refused.connect(self._allow)
        self._allow()

    def begin(self) -> None:
        """Each issue is attested anew."""
        self._tick.setChecked(False)
        self._role.setFocus()

    def _on_drafted(self, drafted: Drafted) -> None:
        self._about.setText(f"{drafted.report.period_label} · {label_of(drafted.choices.edition)}")
        count = len(drafted.named)
        self._named.setVisible(bool(count))
        self._named_told.setText(f"{counted(count, 'name')} found in your words. Take them out first.")
        self._allow()

    def _allow(self) -> None:
        drafted = self._draft.latest
        why = ""
        if drafted is None or drafted.named:
            why = "The words still name someone." if drafted else ""
        elif not self._role.text().strip():
            why = "Say which role answers for it."
        elif not self._tick.isChecked():
            why = "Attest the sentence above to issue it."
        self._why.setText(why)
        self._issue.setEnabled(drafted is not None and not why)

    def _on_issue(self) -> None:
        self._issue.setEnabled(False)
        self._draft.issue(self._role.text().strip())
