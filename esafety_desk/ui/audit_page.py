"""Audit: everything that was done in the desk, in words, and the anchor that proves it later."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from esafety_desk.host.files import write_whole
from esafety_desk.policy.anchors import Anchor
from esafety_desk.policy.calendar import periods_of
from esafety_desk.policy.wording import counted
from esafety_desk.services import auditing
from esafety_desk.services.auditing import AuditPage as Lines
from esafety_desk.services.auditing import AuditQuery, Choices
from esafety_desk.services.keeping import Work
from esafety_desk.ui.audit_list import AuditList, AuditModel
from esafety_desk.ui.kit import clipboard
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.kit.search_box import SearchBox
from esafety_desk.ui.page import Page
from esafety_desk.ui.registers.editors.choice import QuietCombo
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE

_TERMS = 6


class AuditPage(Page):
    """Reads the newest lines when it comes into view; older ones come as one scrolls."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.head = PageHead("Audit", "Export…", primary_name="action.export")
        self.head.search_asked.connect(session.search_asked)
        self.head.primary_asked.connect(self._on_export)
        self._reference = SearchBox("Record, such as INC-2026-014", name="filter.reference")
        self._reference.setFixedWidth(246)
        self._reference.textChanged.connect(self._read)
        self._who, self._what, self._when = (
            self._combo(name, told)
            for name, told in (("who", "Filter: who"), ("what", "Filter: what"), ("when", "Filter: when"))
        )
        self._offer_days()
        self._anchor = AnchorCard(session)
        self._model = AuditModel(session.today(), self)
        self._model.more_wanted.connect(self._read_more)
        self.list = AuditList(self._model)
        self.list.opened.connect(self._open)
        self._lay_out()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The list takes it; were it the page's proxy, Tab would pass the filters by."""
        self.list.setFocus(reason)

    def refresh(self) -> None:
        desk = self._session.desk
        self._session.run(self, partial(auditing.choices, desk), self._offer, channel="choices")
        self._read()

    def find(self) -> None:
        self._reference.setFocus()

    def query(self) -> AuditQuery:
        """What the filters let through."""
        since, until = self._when.currentData() or (None, None)
        return AuditQuery(
            actor=self._who.currentData() or "",
            verb=self._what.currentData() or "",
            reference=self._reference.text().strip().upper(),
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )

    def _lay_out(self) -> None:
        card = Card(margins=1)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - HAIR)
        within.setSpacing(SPACE)
        within.addWidget(self.head)
        within.addWidget(self._anchor)
        within.addLayout(row(self._reference, self._who, self._what, self._when, 0, gap=GAP))
        within.addWidget(card, 1)

    def _combo(self, name: str, told: str) -> QuietCombo:
        combo = QuietCombo()
        combo.setObjectName(f"filter.{name}")
        combo.setAccessibleName(told)
        combo.setMinimumContentsLength(12)
        combo.activated.connect(self._read)
        return combo

    def _offer_days(self) -> None:
        today = self._session.today()
        self._when.addItem("Any time", None)
        self._when.addItem("Today", (today, today))
        self._when.addItem("The last 7 days", (today - timedelta(days=6), today))
        for period in list(reversed(periods_of(self._session.school.terms)))[:_TERMS]:
            if period.starts_on <= today:
                self._when.addItem(period.label, (period.starts_on, period.ends_on))

    def _offer(self, found: Choices) -> None:
        _fill(self._who, "Anyone", found.who)
        _fill(self._what, "Anything", found.what)

    def _read(self) -> None:
        ask = partial(auditing.page, self._session.desk, self.query())
        self._session.run(self, ask, self._show, channel="lines")

    def _read_more(self, before: int) -> None:
        ask = partial(auditing.page, self._session.desk, self.query(), before)
        self._session.run(
            self, ask, lambda found: self._model.go_on(found.entries, more=found.more), channel="lines"
        )

    def _show(self, found: Lines) -> None:
        self._model.begin(found.entries, more=found.more, today=self._session.today())
        self._anchor.show_anchor(found.anchor)
        self.head.set_sentence(
            f"{counted(found.count, 'line')}, each sealed with the one before it: none can be changed unseen."
        )

    def _open(self, reference: str) -> None:
        """Go to the record a line is about, where it is one that a page shows."""
        desk = self._session.desk
        self._session.run(self, partial(auditing.place_of, desk, reference), self._go, channel="place")

    def _go(self, found: tuple[str, int] | None) -> None:
        if found is not None:
            self._session.navigate.emit(*found)

    def _on_export(self) -> None:
        name = f"Audit-{self._session.today():%Y-%m-%d}.csv"
        self._session.outside.ask_where_to_save(
            self, "Export the audit", name, "CSV files (*.csv)", partial(self._export, self.query())
        )

    def _export(self, query: AuditQuery, path: Path) -> None:
        self._session.run(self, partial(_export, self._session.work(), query, path), self._on_exported)

    def _on_exported(self, path: Path) -> None:
        self._session.message.emit(f"{path.name} is saved. It names who holds a key: keep it safe.", None)
        self._read()


class AnchorCard(Card):
    """The chain's end, to be written down once a term on paper that does not lie beside the computer."""

    def __init__(self, session: Session) -> None:
        super().__init__(margins=GAP + 2)
        self.setAccessibleName("Anchor")
        self._session = session
        self._text = label("", "strong", name="audit.anchor")
        told = label(
            "Write this anchor down once a term, away from this computer. Held against it later, the audit "
            "shows whether its end was cut off or the whole desk was put back to an older day.",
            "secondary",
            wraps=True,
        )
        copy = button("Copy", "quiet", icon="copy", name="action.copy-anchor", on_click=self._on_copy)
        noted = button("I have written it down", name="action.anchor-noted", on_click=self._on_noted)
        self.body.addLayout(row(label("Anchor", "secondary"), self._text, 0, copy, noted, gap=GAP))
        self.body.addWidget(told)

    def show_anchor(self, anchor: Anchor) -> None:
        self._text.setText(str(anchor))

    def _on_copy(self) -> None:
        clipboard.put(self._text.text())

    def _on_noted(self) -> None:
        note = partial(auditing.note_anchor, self._session.work())
        self._session.run(self, note, self._on_kept)

    def _on_kept(self, _: None) -> None:
        self._session.message.emit("Noted. Today asks again next term.", None)
        self._session.records_changed.emit(frozenset())


def _export(work: Work, query: AuditQuery, path: Path) -> Path:
    write_whole(path, auditing.export(work, query))
    return path


def _fill(combo: QComboBox, anyone: str, found: tuple[tuple[str, str], ...]) -> None:
    chosen = combo.currentData()
    combo.clear()
    combo.addItem(anyone, None)
    for data, text in found:
        combo.addItem(text, data)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
