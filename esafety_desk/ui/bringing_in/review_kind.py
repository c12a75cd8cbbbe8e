"""The type of an imported incident: the proposed ones under figures, and every other one in a list."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QComboBox, QVBoxLayout, QWidget

from esafety_desk.policy.wording import listed
from esafety_desk.records.incident import Incident
from esafety_desk.services.reviewing import ToReview
from esafety_desk.ui.kit.basics import emptied, label
from esafety_desk.ui.kit.chip import Chip
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP


class ReviewKind(QWidget):
    """``kind`` is the code that is chosen; the likeliest one is when an incident comes into view."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: ToReview | None = None
        self.kind = ""
        self._group = QButtonGroup(self)
        self._proposed = QWidget()
        self._flow = FlowLayout(self._proposed)
        self._because = label("", "hint", wraps=True, name="review.because")
        self.box = QComboBox()
        self.box.setObjectName("field.kind")
        self.box.setAccessibleName("Type")
        self.box.activated.connect(lambda _: self._take(self.box.currentData() or ""))
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(GAP)
        for thing in (label("Type", "heading"), self._proposed, self._because, self.box):
            within.addWidget(thing)

    def show_kinds(self, found: ToReview) -> None:
        self._shown = found
        emptied(self._flow)
        words = self._session.words
        for number, proposal in enumerate(found.proposals, 1):
            chip = Chip(f"{number}  {words.label('incident-types', proposal.kind)}", name=f"type.{number}")
            chip.setAccessibleName(f"Type: {words.label('incident-types', proposal.kind)}")
            chip.clicked.connect(partial(self._on_chip, proposal.kind))
            chip.setProperty("kind", proposal.kind)
            self._group.addButton(chip)
            self._flow.addWidget(chip)
        self._proposed.setVisible(bool(found.proposals))
        self.box.clear()
        for word in words.of("incident-types"):
            self.box.addItem(word.label, word.code)
        assert isinstance(found.record, Incident)
        self._take(found.proposals[0].kind if found.proposals else found.record.kind)

    def choose_proposal(self, at: int) -> None:
        """Choose the proposed type with this number."""
        if self._shown and at < len(self._shown.proposals):
            self._take(self._shown.proposals[at].kind)

    def _on_chip(self, kind: str, _checked: bool) -> None:
        self._take(kind)

    def _take(self, kind: str) -> None:
        self.kind = kind
        self.box.setCurrentIndex(self.box.findData(kind))
        for chip in self._proposed.findChildren(Chip):
            chip.setChecked(chip.property("kind") == kind)
        proposals = self._shown.proposals if self._shown else ()
        words = next((proposal.because for proposal in proposals if proposal.kind == kind), ())
        self._because.setText(
            f"Proposed for these words: {listed([f'“{word}”' for word in words])}." if words else ""
        )
        self._because.setVisible(bool(words))
