"""The open desk: the rail, one page at a time beside it, the keys that work everywhere, the message bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut, QWindow
from PySide6.QtWidgets import QStackedWidget, QWidget

from esafety_desk.host import loading
from esafety_desk.host.errors import KnownError
from esafety_desk.records.school import School
from esafety_desk.services import school as schools
from esafety_desk.services import today
from esafety_desk.ui.day_watch import DayWatch
from esafety_desk.ui.idle import IdleWatch
from esafety_desk.ui.kit.basics import column, row
from esafety_desk.ui.kit.message_bar import MessageBar
from esafety_desk.ui.overseer import Overseer
from esafety_desk.ui.page import Page
from esafety_desk.ui.places import KEYED, PLACE_OF, PLACES
from esafety_desk.ui.rail import Rail
from esafety_desk.ui.registers.requests import FormRequest
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import be_still

if TYPE_CHECKING:
    from esafety_desk.services.viewing import ListView
    from esafety_desk.store.desk import Desk
    from esafety_desk.ui.meeting.view import MeetingView

_PAUSE_MS = 300
PageMakers = Mapping[str, Callable[[QWidget], Page]]
"""Each makes its page within the widget it is given."""
BUG_SENTENCE = (
    "Something went wrong in the program. What you typed is kept; details for a report can be copied."
)


class Shell(QWidget):
    """Made anew at each unlock. ``makers`` make a page when its place is first shown."""

    lock_asked = Signal()
    bug_met = Signal(object)
    help_asked = Signal(str)
    """The name of the page that help is wanted about."""

    def __init__(
        self,
        session: Session,
        makers: PageMakers,
        make_search: Callable[[Shell], QWidget],
        make_meeting: Callable[[Shell], MeetingView],
        rail: Rail | None = None,
    ) -> None:
        """``make_search`` makes the search across everything (Ctrl+K), ``make_meeting`` the meeting view (F11).

        Each is called when it is first asked for. ``rail`` is one that was made ahead.
        """
        super().__init__()
        be_still()
        self.session = session
        session.setParent(self)
        self._makers = makers
        self._make_search, self._make_meeting = make_search, make_meeting
        self._meeting: MeetingView | None = None
        self._search: QWidget | None = None
        self._pages: dict[str, Page] = {}
        self.rail = rail or Rail()
        self.rail.set_school(session.school.name)
        self._stack = QStackedWidget()
        self._stack.setAccessibleName("Page")
        self.messages = MessageBar(self._stack)
        self._idle = IdleWatch(session.school.idle_lock_minutes, self)
        self._is_painted = False
        self._overseer = Overseer(session, self)
        # Counting waits its turn: what was saved is shown in its list first.
        self._count_soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._count_soon.timeout.connect(self._count)
        self._days = DayWatch(session.today, self)
        self._days.turned.connect(self._on_day_turned)
        self._lay_out()
        self._listen()
        self._add_keys()
        self.go(PLACES[0].key)
        self._count_soon.start()

    @property
    def page(self) -> Page:
        """The page in view; where a place holds several, the one whose tab is chosen."""
        return self._stack.currentWidget().in_view

    def go(self, key: str) -> None:
        """Show the page of a place, made now if it was not yet."""
        if key not in self._pages:
            with loading.alone:  # its code may still be on the way
                page = self._makers[key](self._stack)
            if not page.objectName():
                page.setObjectName(f"page.{key}")
            self._pages[key] = page
            self._stack.addWidget(page)
        page = self._pages[key]
        self.rail.choose(key)
        self._stack.setCurrentWidget(page)
        self.messages.raise_()
        page.refresh()
        page.setFocus()

    def show_page(self, name: str) -> None:
        """Show the page of that name, whichever place it stands at."""
        self.go(PLACE_OF[name].key)
        self._stack.currentWidget().choose(name)

    def show_record(self, register: str, record_id: int) -> None:
        """Bring a record into view on its register's page."""
        if register in PLACE_OF:
            self.session.note_opened(record_id)
            self.show_page(register)
            self.page.show_record(record_id)

    def stand_beneath(self, widget: QWidget) -> None:
        """Put ``widget`` beneath the page in view, whichever it is."""
        self._right.addWidget(widget)

    def show_view(self, view: ListView) -> None:
        """Show a register's list in one of its views."""
        if view.register in PLACE_OF:
            self.show_page(view.register)
            self.page.show_view(view)

    def watch(self, window: QWindow) -> None:
        """Lock when ``window`` has been at rest for as long as the school says."""
        self._idle.watch(window)

    def flush(self) -> None:
        """Ask every page to keep what is half-typed."""
        for page in self._pages.values():
            page.flush()
        if self._meeting is not None:
            self._meeting.flush()

    def open_help(self) -> None:
        """Ask for the page of the guide about what is in view."""
        self.help_asked.emit(self.page.objectName().removeprefix("page."))

    def rest(self) -> None:
        """Begin nothing more: the desk is to be closed."""
        self._overseer.stop()
        if self._meeting is not None:
            self._meeting.put_away()
            self._meeting.deleteLater()

    def open_search(self) -> None:
        if self._search is None:
            self._search = self._make_search(self)
        self._search.open()

    def open_meeting(self) -> None:
        """Lay the meeting view over the whole window; this desk is not reached again without the passphrase."""
        if self._meeting is None:
            self._meeting = self._make_meeting(self)
            self._meeting.lock_asked.connect(self.lock_asked)
            self._meeting.help_asked.connect(lambda: self.help_asked.emit("meeting"))
        self._meeting.begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self._overseer.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._step_back()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._right = column(self._stack, gap=0)
        within = row(self.rail, self._right, gap=0)
        within.setStretch(1, 1)
        self.setLayout(within)

    def _listen(self) -> None:
        self.messages.undo_asked.connect(self.session.undo)
        self._idle.rested.connect(self.lock_asked)
        self._overseer.found.connect(self.messages.warn)
        self.rail.chosen.connect(self.go)
        self.rail.lock_asked.connect(self.lock_asked)
        self.rail.help_asked.connect(self.open_help)
        session = self.session
        session.message.connect(self.messages.say)
        session.failed.connect(self._on_failed)
        session.navigate.connect(self.show_record)
        session.draft_asked.connect(self._on_draft_asked)
        session.form_asked.connect(self._on_form_asked)
        session.evidence_asked.connect(self._on_evidence_asked)
        session.view_asked.connect(self.show_view)
        session.search_asked.connect(self.open_search)
        session.meeting_asked.connect(self.open_meeting)
        session.flush_asked.connect(self.flush)
        session.lock_asked.connect(self.lock_asked)
        session.records_changed.connect(self._on_records_changed)

    def _add_keys(self) -> None:
        keys = {
            "Ctrl+K": self.open_search,
            "Ctrl+L": self.lock_asked.emit,
            "Ctrl+N": lambda: self.page.begin_new(),
            "Ctrl+F": lambda: self.page.find(),
            "Ctrl+S": lambda: self.page.save(),
            "F1": self.open_help,
            "F11": self.open_meeting,
            "?": lambda: self.help_asked.emit("keys"),
        }
        for number, place in enumerate(KEYED, start=1):
            keys[f"Ctrl+{number}"] = lambda key=place.key: self.go(key)
        for keys_pressed, act in keys.items():
            QShortcut(QKeySequence(keys_pressed), self).activated.connect(act)

    def _step_back(self) -> None:
        if not self.page.step_back() and not self.messages.isHidden():
            self.messages.hide()

    def _on_day_turned(self) -> None:
        """What was due is late now: said at once where it shows, elsewhere when it comes into view."""
        self.page.refresh()
        self._count_soon.start()

    def _count(self) -> None:
        session = self.session
        session.run(self, lambda: _late(session.desk, session.today()), self._on_counted, channel="counts")

    def _on_counted(self, late: Mapping[str, int]) -> None:
        counts = Counter({"today": sum(late.values())})
        for register, number in late.items():
            counts[PLACE_OF[register].key] += number
        self.rail.set_counts(counts)

    def _on_records_changed(self, changed: frozenset) -> None:
        self._count_soon.start()
        if "school" in changed:
            self._read_school()
        if "words" in changed:
            self._read_words()

    def _read_school(self) -> None:
        desk = self.session.desk
        self.session.run(self, lambda: schools.school(desk), self._on_school_read, channel="school")

    def _read_words(self) -> None:
        desk = self.session.desk
        self.session.run(self, lambda: schools.words(desk), self.session.set_words, channel="words")

    def _on_school_read(self, school: School) -> None:
        self.session.set_school(school)
        self.rail.set_school(school.name)
        self._idle.set_minutes(school.idle_lock_minutes)

    def _on_draft_asked(self, register: str, values: dict) -> None:
        if register in PLACE_OF:
            self.show_page(register)
            self.page.begin_new_with(values)

    def _on_form_asked(self, asked: FormRequest) -> None:
        self.show_page(asked.register)
        self.page.open_form(replace(asked, elsewhere=False))

    def _on_evidence_asked(self, register: str, told: str, ids: frozenset) -> None:
        if register in PLACE_OF:
            self.show_page(register)
            self.page.show_only(told, ids)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, KnownError):
            self.messages.warn(error.sentence)
        else:
            self.bug_met.emit(error)

    def show_bug(self, details: str) -> None:
        """Say that the program failed; ``details`` hold no record's content."""
        self.messages.warn(BUG_SENTENCE, details)


def _late(desk: Desk, day: date) -> Counter[str]:
    """How many things are late, by register."""
    return today.late_by_register(desk, day)
