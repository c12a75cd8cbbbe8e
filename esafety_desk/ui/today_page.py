"""Today: what is late, what falls due, what waits, each with its reason and one click to the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from esafety_desk.policy.agenda import Reminder
from esafety_desk.policy.figures import Chart
from esafety_desk.services import searching
from esafety_desk.services.standing import Notice, notices
from esafety_desk.services.today import Agenda, agenda
from esafety_desk.ui.desk_notices import DeskNotices
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row, rule, scrolling
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.message_bar import ROOM
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.page import Page
from esafety_desk.ui.recent_card import RecentCard
from esafety_desk.ui.session import Session
from esafety_desk.ui.term_cards import ChartCard, TermCard, show_behind
from esafety_desk.ui.theme import GAP, HAIR, SPACE, WIDE

_SHOWN_AT_FIRST, _RECENT = 6, 5
_BADGE_WIDTH = 72
_SIDE_WIDTHS = (316, 402)
_SIDE_SHARE = 0.36
_ONE_COLUMN = 800
_CHART_SHARES = {"stacked": 3, "bars": 2}
_NEW = {
    "enquiries": "Enquiry",
    "incidents": "Incident",
    "support-sessions": "Support session",
    "approvals": "Approval",
    "projects": "Project",
    "referrals": "Referral",
    "actions": "Action",
    "people": "Person",
}


class TodayPage(Page):
    """Reads the agenda when it comes into view and whenever a record changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._head = PageHead("Today", "New record")
        self._head.search_asked.connect(session.search_asked)
        self._head.primary_asked.connect(self.begin_new)
        self._menu = self._new_menu()
        self._lists = QVBoxLayout()
        self._lists.setSpacing(SPACE)
        self._side = QVBoxLayout()
        self._side.setSpacing(SPACE)
        self._recent = RecentCard(session)
        self._shown: tuple[Agenda, Sequence[Notice], date] | None = None
        self._lay_out()
        session.records_changed.connect(lambda _changed: self.refresh())
        session.backups.changed.connect(self.refresh)

    def refresh(self) -> None:
        session, day = self._session, self._session.today()
        session.jobs.run(
            self,
            lambda: (agenda(session.desk, day), notices(session.desk, session.clock())),
            lambda found: self._show(*found, day),
            channel="agenda",
            if_seen=True,
        )
        look = partial(searching.recent, session.desk, session.opened, session.actor, _RECENT)
        # Whatever cannot be read is told where it is wanted, and by the reading over of the whole desk.
        session.jobs.run(
            self, look, self._recent.show_hits, lambda _: self._recent.hide(), channel="recent", if_seen=True
        )

    def begin_new(self) -> None:
        opener, wide = self._head.primary, self._menu.sizeHint().width()
        below = QPoint(opener.width() - wide, opener.height() + HAIR)
        self._menu.popup(opener.mapToGlobal(below))
        self._menu.setActiveAction(self._menu.actions()[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least, most = _SIDE_WIDTHS
        self._side_area.setFixedWidth(max(least, min(most, round(self.width() * _SIDE_SHARE))))
        self._stand(beneath=self.width() < _ONE_COLUMN)

    def _stand(self, *, beneath: bool) -> None:
        """The term's figures stand beside what is due, or beneath it where the window is narrow."""
        if beneath != self._side_area.isHidden():
            self._side_area.setHidden(beneath)
            if beneath:
                self._whole.addWidget(self._side_area.takeWidget())
            else:
                self._side_area.setWidget(self._side_card)
            self._side_card.show()

    def _lay_out(self) -> None:
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._whole = QVBoxLayout()
        self._whole.setContentsMargins(0, 0, GAP + HAIR, ROOM)  # the scroll bar stands clear of the cards
        self._whole.setSpacing(SPACE)
        self._whole.addWidget(holder(self._lists, "scrolled"))
        self._whole.addWidget(self._recent)
        self._whole.addStretch(1)
        self._side_card = holder(self._side, "scrolled")
        areas = scrolling(holder(self._whole, "scrolled")), scrolling(self._side_card)
        self._side_area = areas[1]
        self._side_area.setObjectName("today.side")
        across = QHBoxLayout()
        across.setSpacing(HAIR)
        across.addWidget(areas[0], 1)
        across.addWidget(areas[1])
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - HAIR)
        within.setSpacing(SPACE)
        within.addWidget(self._head)
        within.addLayout(across, 1)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName("New record")
        for register, title in _NEW.items():
            act = menu.addAction(title)
            act.setObjectName(f"action.new.{register}")
            act.triggered.connect(
                lambda _checked=False, register=register: self._session.draft_asked.emit(register, {})
            )
        return menu

    def _show(self, found: Agenda, told: Sequence[Notice], day: date) -> None:
        """What stands there already is left alone, with its place, its focus and what was opened in it."""
        before, self._shown = self._shown, (found, told, day)
        if before != self._shown:
            self._show_lists(found, told, day)
        if before is None or (before[0].figures, before[0].charts) != (found.figures, found.charts):
            self._show_side(found)

    def _show_lists(self, found: Agenda, told: Sequence[Notice], day: date) -> None:
        self._head.set_title(f"{day:%A} {day.day} {day:%B}")
        self._head.set_sentence(found.sentence)
        emptied(self._lists)
        groups = (
            ("late", "Late", found.reminders.overdue),
            ("week", "This week", found.reminders.this_week),
            ("waiting", "Waiting", found.reminders.waiting),
        )
        is_grave = any(notice.tone == "red" for notice in told)
        if is_grave:
            self._lists.addWidget(DeskNotices(told, self._session))
        for key, title, reminders in groups:
            if reminders:
                self._lists.addWidget(_ReminderCard(key, title, reminders, self._session))
        if not any(reminders for _, _, reminders in groups):
            self._lists.addWidget(self._nothing_due(found))
        if told and not is_grave:
            self._lists.addWidget(DeskNotices(told, self._session))

    def _show_side(self, found: Agenda) -> None:
        emptied(self._side)
        ask = partial(show_behind, self._session)
        self._side.addWidget(TermCard(found.figures, ask))
        drawn = [chart for chart in found.charts if _says_anything(chart)]
        for chart in drawn:
            self._side.addWidget(ChartCard(chart, ask), _CHART_SHARES[chart.shape])
        if not drawn:
            self._side.addStretch(1)

    def _nothing_due(self, found: Agenda) -> QWidget:
        card = Card()
        state = EmptyState(
            "today",
            "Nothing is late, due or waiting",
            "What falls due appears here with its reason: replies, reviews, actions and decisions. "
            "Begin with an incident, a support session or a person.",
            "Record an incident",
            name="action.first-step",
        )
        state.step_asked.connect(lambda: self._session.draft_asked.emit("incidents", {}))
        if not any(map(_says_anything, found.charts)):
            guide = button("Show me a first day", "link", name="action.first-day")
            guide.clicked.connect(lambda: self._session.first_day_asked.emit())
            state.add_beneath_step(guide)
        card.body.addWidget(state)
        card.setMinimumHeight(320)
        return card


class _ReminderCard(Card):
    """One group of reminders; a long one shows its first few and the rest on request."""

    def __init__(self, key: str, title: str, reminders: Sequence[Reminder], session: Session) -> None:
        super().__init__()
        self.setObjectName(f"today.{key}")
        self.setAccessibleName(title)
        self._session = session
        self._reminders = reminders
        count = label(f"{len(reminders)}", "secondary")
        self.body.addLayout(row(label(title, "heading"), GAP, count, 0))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP + 2)
        self.body.addLayout(self._lines)
        for reminder in reminders[:_SHOWN_AT_FIRST]:
            self._add(reminder)
        if len(reminders) > _SHOWN_AT_FIRST:
            self._more = button(
                f"Show all {len(reminders)}", "link", name=f"today.{key}.more", on_click=self._show_all
            )
            self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._more.hide()
        first, *others = self._reminders[_SHOWN_AT_FIRST:]
        self._add(first).findChild(QPushButton).setFocus()
        self._session.jobs.in_turns(self, map(self._add, others)).begin()

    def _add(self, reminder: Reminder) -> QWidget:
        if self._lines.count():
            self._lines.addWidget(rule())
        line = _line(reminder, self._session)
        self._lines.addWidget(line)
        line.show()  # now, in this turn, rather than in one with all the others
        return line


def _says_anything(chart: Chart) -> bool:
    """Whether a bar would stand in it: an empty frame tells less than its line under This term."""
    return any(figure.size for series in chart.series for figure in series.figures)


def _line(reminder: Reminder, session: Session) -> QWidget:
    """Badge, title and reason, and the one click to the record."""
    badge = Badge(reminder.badge, reminder.tone)
    title = label(reminder.title, "strong", wraps=True)
    reason = label(reminder.reason, "secondary", wraps=True)
    opens = button(
        "Open",
        name=f"open.{reminder.reference}",
        told=f"Open {reminder.reference}: {reminder.title}",
        on_click=lambda: session.navigate.emit(reminder.register, reminder.id),
    )
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setColumnMinimumWidth(0, _BADGE_WIDTH)
    grid.setColumnStretch(1, 1)
    grid.addWidget(badge, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addLayout(column(title, reason, gap=1), 0, 1)
    grid.addWidget(opens, 0, 2, Qt.AlignmentFlag.AlignTop)
    return line
