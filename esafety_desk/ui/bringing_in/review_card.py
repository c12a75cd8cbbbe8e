"""One imported record under review: left what the list said, right what the leader confirms."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from esafety_desk.policy.wording import full, listed
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import Record
from esafety_desk.records.incident import Incident
from esafety_desk.records.support import SupportSession
from esafety_desk.services.headings import heading
from esafety_desk.services.reviewing import Confirmed, ToReview
from esafety_desk.ui.bringing_in.review_kind import ReviewKind
from esafety_desk.ui.bringing_in.review_names import ReviewNames
from esafety_desk.ui.kit.basics import button, column, holder, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE

_OPEN_AGAIN = (
    "Outside school, and nobody has decided whether the school acts: it is open again until somebody does."
)


class ReviewCard(QWidget):
    """``open_asked`` is emitted where the whole record is wanted."""

    open_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shown: ToReview | None = None
        self._count = label("", "caption", name="review.count")
        self._title = label("", "heading", wraps=True, name="review.title")
        self._when = label("", "secondary", wraps=True)
        self._account = label("", wraps=True, name="review.account")
        self._source = label("", "hint", wraps=True, name="review.source")
        self.kinds = ReviewKind(session)
        self._names = ReviewNames()
        self._over = QCheckBox("It is over, the day not known")
        self._over.setObjectName("field.is_over")
        self._again = label(_OPEN_AGAIN, "hint", wraps=True, name="review.open-again")
        self._decided_on = DateField(session.today)
        self._decided_on.setObjectName("field.decided_on")
        self._decided_on.setAccessibleName("Decided on")
        self._conditions = QLineEdit(maxLength=2_000)
        self._conditions.setObjectName("field.conditions")
        self._conditions.setAccessibleName("Why it was refused")
        self._lacking = {
            "decided_on": holder(column(label("Decided on", "name"), self._decided_on, gap=HAIR)),
            "conditions": holder(column(label("Why it was refused", "name"), self._conditions, gap=HAIR)),
        }
        self.problem = label("", "error", wraps=True, name="message.review")
        both = row(self._said(), self._confirmed(), gap=SPACE)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        self.setLayout(both)

    @property
    def confirmed(self) -> Confirmed:
        """What is chosen."""
        return Confirmed(
            kind=self.kinds.kind if self.kinds.isVisibleTo(self) else "",
            people=self._names.people,
            is_over=self._over.isChecked(),
            decided_on=self._decided_on.value(),
            conditions=self._conditions.text().strip(),
        )

    def take_focus(self, reason: Qt.FocusReason) -> None:
        (self.kinds.box if self.kinds.isVisibleTo(self) else self._names).setFocus(reason)

    def show_nothing(self) -> None:
        self.shown = None

    def show_record(self, found: ToReview, number: int, of: int) -> None:
        """Put ``found`` in view, with the likeliest chosen and nothing kept."""
        self.shown = found
        record = found.record
        self._count.setText(f"{number:,} OF {of:,}  ·  {record.reference}")
        self._title.setText(heading(record, self._session.words))
        self._when.setText(self._facts(record))
        self._account.setText(_words(record))
        self._source.setText(found.source)
        self.problem.hide()
        is_incident = isinstance(record, Incident)
        self.kinds.setVisible(is_incident)
        if is_incident:
            self.kinds.show_kinds(found)
        self._over.setChecked(False)
        self._over.setVisible(is_incident and not record.is_outside and not record.is_closed)
        self._again.setVisible(is_incident and record.is_outside and record.is_closed)
        self._decided_on.set_value(None)
        self._conditions.clear()
        for name, field in self._lacking.items():
            field.setVisible(name in found.lacks)
        self._names.show_names(found)

    def say(self, problem: str) -> None:
        """What the record still lacks."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def toggle_closed(self) -> None:
        if not self._over.isHidden():
            self._over.toggle()

    def _said(self) -> Card:
        left = Card()
        for thing in (self._count, self._title, self._when):
            left.body.addWidget(thing)
        left.body.addSpacing(GAP)
        left.body.addWidget(self._account)
        left.body.addSpacing(GAP)
        left.body.addWidget(label("The row it came from", "name"))
        left.body.addWidget(self._source)
        left.body.addStretch(1)
        opens = button("Open the record", "link", name="action.open", on_click=self.open_asked.emit)
        left.body.addWidget(opens, 0, Qt.AlignmentFlag.AlignLeft)
        return left

    def _confirmed(self) -> Card:
        right = Card()
        right.body.addWidget(self.kinds)
        right.body.addWidget(label("People", "heading"))
        right.body.addWidget(self._names)
        for field in self._lacking.values():
            right.body.addWidget(field)
        right.body.addSpacing(GAP)
        for thing in (self._over, self._again, self.problem):
            right.body.addWidget(thing)
        right.body.addStretch(1)
        return right

    def _facts(self, record: Record) -> str:
        day, said = full(record.dated_on), [""]
        if isinstance(record, Incident):
            day += f", {record.happened_at}" if record.happened_at else ""
            said = [record.whereabouts.label, self._platforms(record.platforms)]
        elif isinstance(record, SupportSession):
            said = [self._platforms(record.platforms)]
        elif isinstance(record, AccountApproval):
            said = [record.decision.label, self._platforms((record.platform,))]
        return "  ·  ".join(filter(None, (day, *said)))

    def _platforms(self, codes: tuple[str, ...]) -> str:
        return listed([self._session.words.label("platforms", code) for code in codes])


def _words(record: Record) -> str:
    """What the record tells in words of its own."""
    if isinstance(record, Incident):
        return record.account
    return record.advice if isinstance(record, SupportSession) else getattr(record, "purpose", "")
