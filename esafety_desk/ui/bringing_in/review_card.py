"""One imported incident under review: what was written, a type, and who is meant by each name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QVBoxLayout, QWidget

from esafety_desk.policy.wording import full, listed
from esafety_desk.records.base import PersonId
from esafety_desk.services.reviewing import NameToMatch, ToReview
from esafety_desk.ui.kit.basics import column, emptied, holder, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Chip
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE

_AS_WRITTEN = "Leave as written"
_NOBODY = "Nobody of this name here: left as written"


class ReviewCard(QWidget):
    """Left what the log said, right what the leader confirms."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shown: ToReview | None = None
        self.kind = ""
        self._boxes: dict[str, QComboBox] = {}
        self._count = label("", "caption", name="review.count")
        self._title = label("", "heading", wraps=True, name="review.title")
        self._when = label("", "secondary", wraps=True)
        self._account = label("", wraps=True, name="review.account")
        self._source = label("", "hint", wraps=True, name="review.source")
        left = Card()
        for thing in (self._count, self._title, self._when):
            left.body.addWidget(thing)
        left.body.addSpacing(GAP)
        left.body.addWidget(self._account)
        left.body.addSpacing(GAP)
        left.body.addWidget(label("The row it came from", "name"))
        left.body.addWidget(self._source)
        left.body.addStretch(1)
        self._group = QButtonGroup(self)
        self._proposed = QWidget()
        self._flow = FlowLayout(self._proposed)
        self._because = label("", "hint", wraps=True, name="review.because")
        self._kinds = QComboBox()
        self._kinds.setObjectName("field.kind")
        self._kinds.setAccessibleName("Type")
        self._kinds.activated.connect(lambda _: self._take(self._kinds.currentData() or ""))
        self._names = QVBoxLayout()
        self._names.setSpacing(GAP)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._over = QCheckBox("It is over, the day not known")
        self._over.setObjectName("field.is_over")
        right = Card()
        right.body.addWidget(label("Type", "heading"))
        right.body.addWidget(self._proposed)
        right.body.addWidget(self._because)
        right.body.addWidget(self._kinds)
        right.body.addSpacing(GAP)
        right.body.addWidget(label("People", "heading"))
        right.body.addWidget(holder(self._names))
        right.body.addSpacing(GAP)
        right.body.addWidget(self._over)
        right.body.addStretch(1)
        both = row(left, right, gap=SPACE)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        self.setLayout(both)

    @property
    def people(self) -> dict[str, PersonId | None]:
        """Who is meant by each name, as chosen."""
        return {written: box.currentData() for written, box in self._boxes.items()}

    @property
    def is_over(self) -> bool:
        """Whether it was ticked as over."""
        return self._over.isChecked()

    def take_focus(self, reason: Qt.FocusReason) -> None:
        self._kinds.setFocus(reason)

    def show_nothing(self) -> None:
        self.shown = None

    def show_incident(self, found: ToReview, number: int, of: int) -> None:
        """Put ``found`` in view, with the likeliest chosen and nothing kept."""
        self.shown = found
        incident = found.incident
        self._count.setText(f"{number:,} OF {of:,}  ·  {incident.reference}")
        self._title.setText(incident.summary)
        platforms = [self._session.words.label("platforms", code) for code in incident.platforms]
        day = full(incident.dated_on) + (f", {incident.happened_at}" if incident.happened_at else "")
        self._when.setText("  ·  ".join(filter(None, (day, incident.whereabouts.label, listed(platforms)))))
        self._account.setText(incident.account)
        self._source.setText(found.source)
        self._over.setChecked(False)
        self._over.setVisible(not incident.is_outside and not incident.is_closed)
        self._show_kinds(found)
        self._show_names(found.names)

    def choose_proposal(self, at: int) -> None:
        """Choose the proposed type with this number."""
        if self.shown and at < len(self.shown.proposals):
            self._take(self.shown.proposals[at].kind)

    def toggle_closed(self) -> None:
        if not self._over.isHidden():
            self._over.toggle()

    def _show_kinds(self, found: ToReview) -> None:
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
        self._kinds.clear()
        for word in words.of("incident-types"):
            self._kinds.addItem(word.label, word.code)
        first = found.proposals[0].kind if found.proposals else found.incident.kind
        self._take(first)

    def _on_chip(self, kind: str, _checked: bool) -> None:
        self._take(kind)

    def _take(self, kind: str) -> None:
        self.kind = kind
        self._kinds.setCurrentIndex(self._kinds.findData(kind))
        for chip in self._proposed.findChildren(Chip):
            chip.setChecked(chip.property("kind") == kind)
        proposals = self.shown.proposals if self.shown else ()
        words = next((proposal.because for proposal in proposals if proposal.kind == kind), ())
        self._because.setText(
            f"Proposed for these words: {listed([f'“{word}”' for word in words])}." if words else ""
        )

    def _show_names(self, names: tuple[NameToMatch, ...]) -> None:
        emptied(self._names)
        self._boxes = {}
        if not names:
            self._names.addWidget(label("Nobody is named who is not linked already.", "hint", wraps=True))
        for number, name in enumerate(names):
            box = QComboBox()
            box.setObjectName(f"meant.{number}")
            box.setAccessibleName(f"Who is meant by {name.written}")
            box.addItem(_AS_WRITTEN if name.likely else _NOBODY, None)
            for person, told in name.likely:
                box.addItem(told, person)
            box.setCurrentIndex(1 if name.is_certain else 0)
            box.setEnabled(bool(name.likely))
            self._boxes[name.written] = box
            self._names.addLayout(column(label(name.written, "name"), box, gap=HAIR))
