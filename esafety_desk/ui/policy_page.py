"""The policy as it stands today: each clause with its state, why, what would mend it, and the records behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSplitter, QVBoxLayout, QWidget

from esafety_desk.policy.verdicts import Evidence
from esafety_desk.services import policy_standing, scorecard
from esafety_desk.services.policy_standing import Standing
from esafety_desk.services.scorecard import ClauseStatus
from esafety_desk.ui.clause_list import STATES, ClauseList
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.gutter import GutterArea
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.page import Page
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.registers.requests import FormRequest
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import DETAIL_WIDTH, GAP, HAIR, SPACE, WIDE, dress

_NUMBER_WIDTH, _LEAST = 36, 300
_SAID = {"red": "to act on", "amber": "to watch", "green": "in order", "grey": "without a record yet"}


class PolicyPage(Page):
    """Reads the scorecard when it comes into view and whenever a record changes while it is in view."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._clause_ids: dict[str, int] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, "page")
        self.setAccessibleName("Policy scorecard")
        self.head = PageHead("Policy")
        self.head.search_asked.connect(session.search_asked)
        self._standing = QVBoxLayout()
        self.clauses = ClauseList()
        self.clauses.picked.connect(self._show_clause)
        self._area = GutterArea()
        self._lay_out()
        session.records_changed.connect(self._on_changed)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The list of clauses takes it. Not by a focus proxy: with one, Tab would leap over the head."""
        self.clauses.setFocus(reason)

    def refresh(self) -> None:
        session = self._session
        session.run(self, partial(_read, session), self._show, channel="scorecard")

    def _on_changed(self, _changed: frozenset) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        left = Card(margins=1)
        left.body.setContentsMargins(1, 1, 1, 1)
        left.body.addWidget(self.clauses)
        left.setMinimumWidth(_LEAST)
        right = QFrame()
        dress(right, "card")
        right.setMinimumWidth(DETAIL_WIDTH - 52)
        inside = QVBoxLayout(right)
        inside.setContentsMargins(1, SPACE, 1, 1)
        inside.addWidget(self._area)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(SPACE)
        across.addWidget(left)
        across.addWidget(right)
        across.setStretchFactor(0, 1)
        across.setSizes([10_000, DETAIL_WIDTH + WIDE])
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - 6)
        within.setSpacing(SPACE)
        within.addWidget(self.head)
        within.addLayout(self._standing)
        within.addWidget(across, 1)

    def _show(self, found: tuple[Sequence[ClauseStatus], Standing | None, dict[str, int]]) -> None:
        clauses, standing, self._clause_ids = found
        counts = Counter(clause.status for clause in clauses)
        said = [f"{counts[status]} {told}" for status, told in _SAID.items() if counts[status]]
        self.head.set_sentence(" · ".join(said))
        emptied(self._standing)
        self._standing.addWidget(self._version(standing))
        self.clauses.show_clauses(clauses)

    def _version(self, standing: Standing | None) -> QWidget:
        """Which version holds, and who has read it."""
        card = Card(margins=GAP + 2)
        card.setObjectName("policy.version")
        if standing is None:
            record = button("Record the version", name="action.record-version", on_click=self._begin_version)
            words = label("No version of the policy is on record yet.", "secondary")
            card.body.addLayout(row(words, 0, record))
            return card
        version, today = standing.version, self._session.today()
        late = version.review_due < today
        name = LinkLabel(f"Policy {version.name}", partial(self._go_to_version, version.id))
        name.setWordWrap(False)
        due = f"review {'was due' if late else 'due'} {day_text(version.review_due, today)}"
        told = label(f"adopted {day_text(version.adopted_on, today)} · {due}", "secondary")
        things: list[QWidget | int] = [name, told]
        if late:
            things.append(Badge("Late", "red"))
        card.body.addLayout(row(*things, 0, *self._readers(standing), gap=GAP + HAIR))
        return card

    def _readers(self, standing: Standing) -> list[QWidget]:
        name = standing.version.name
        said = f"read by {standing.readers} of {standing.staff} staff"
        show = partial(
            self._show_records, "acknowledgements", f"Policy {name}: who has read it", standing.read
        )
        read = LinkLabel(said, show) if standing.read else label(said, "secondary")
        read.setWordWrap(False)
        if not standing.unread:
            return [read]
        told = f"Policy {name}: staff who have not read it yet"
        unread = LinkLabel("Who has not", partial(self._show_records, "people", told, standing.unread))
        unread.setWordWrap(False)
        unread.setObjectName("policy.unread")
        return [read, unread]

    def _show_clause(self, clause: ClauseStatus) -> None:
        word, tone = STATES[clause.status]
        state = Badge(word, tone)
        state.setObjectName("clause.state")
        edit = button("Edit the text", name="action.edit-clause", on_click=partial(self._edit, clause.ref))
        if clause.ref not in self._clause_ids:
            edit.hide()  # never the other way about: what is shown before it has a parent is a window
        inside = column(
            row(label(clause.ref, "secondary"), state, 0, edit),
            label(clause.title, "heading", wraps=True, name="clause.title"),
            label(clause.text, wraps=True, name="clause.text"),
            HAIR,
            *_paragraph("Why", clause.reason, "clause.reason"),
            *_paragraph("What would turn it green", clause.to_green, "clause.to_green"),
            *self._evidence(clause),
            0,
        )
        inside.setContentsMargins(SPACE + 4, 0, SPACE + 4, SPACE)
        self._area.hold(holder(inside))

    def _evidence(self, clause: ClauseStatus) -> list[QWidget]:
        if not clause.evidence:
            return []
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnMinimumWidth(0, _NUMBER_WIDTH)
        grid.setColumnStretch(1, 1)
        for at, item in enumerate(clause.evidence):
            self._add_evidence(grid, at, clause.ref, item)
        return [_heading("Evidence"), whole]

    def _add_evidence(self, grid: QGridLayout, at: int, ref: str, item: Evidence) -> None:
        number = label(f"{item.count:,}", "strong")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(number, at, 0)
        if item.ids:
            show = partial(self._show_records, item.register, f"{ref} · {item.label}", frozenset(item.ids))
            told = LinkLabel(item.label, show)
        else:
            told = label(item.label, wraps=True)
        told.setAccessibleName(f"{item.count:,} {item.label}")
        told.setObjectName(f"evidence.{at}")
        grid.addWidget(told, at, 1)

    def _show_records(self, register: str, told: str, ids: frozenset[int]) -> None:
        self._session.evidence_asked.emit(register, told, ids)

    def _go_to_version(self, record_id: int) -> None:
        self._session.navigate.emit("policy-versions", record_id)

    def _begin_version(self) -> None:
        self._session.draft_asked.emit("policy-versions", {})

    def _edit(self, ref: str) -> None:
        self._session.form_asked.emit(FormRequest("clauses", record_id=self._clause_ids[ref], focus="text"))


def _heading(text: str) -> QWidget:
    made = label(text, "strong")
    made.setContentsMargins(0, GAP, 0, 0)
    return made


def _paragraph(title: str, text: str, name: str) -> list[QWidget]:
    return [_heading(title), label(text, "secondary", wraps=True, name=name)] if text else []


def _read(session: Session) -> tuple[Sequence[ClauseStatus], Standing | None, dict[str, int]]:
    """On the store thread: the scorecard, the version in force, and where each clause is kept."""
    desk, today = session.desk, session.today()
    return (
        scorecard.scorecard(desk, today),
        policy_standing.standing(desk, today),
        policy_standing.clause_ids(desk),
    )
