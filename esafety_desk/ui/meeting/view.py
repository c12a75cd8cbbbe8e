"""F11: the whole window as a meeting may see it; people are roles, free text stays away, and the passphrase ends it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMainWindow, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.meeting import Minutes
from esafety_desk.policy.narrative import Promise
from esafety_desk.services import meeting
from esafety_desk.services.keeping import Saved
from esafety_desk.services.meeting import FORM, OnTheTable
from esafety_desk.store.drafts import Draft
from esafety_desk.store.keyslots import Cost
from esafety_desk.ui.governors.archive import told_of
from esafety_desk.ui.kit.basics import button, column, label, row
from esafety_desk.ui.kit.search_box import SearchBox
from esafety_desk.ui.meeting.leaving import LeavingStrip
from esafety_desk.ui.meeting.minute_strip import MinuteStrip
from esafety_desk.ui.meeting.parts import TABS, Parts
from esafety_desk.ui.meeting.screens import Stage
from esafety_desk.ui.registers.draft_keeper import DraftKeeper
from esafety_desk.ui.session import Session
from esafety_desk.ui.tabbed_page import TabStrip
from esafety_desk.ui.theme import GAP, MEETING_PX, SPACE, WIDE, dress

_HALF_TYPED = "A minute is half-typed. Add it, or clear its line, before the meeting ends."


class MeetingView(QWidget):
    """Lies over ``window`` until the passphrase is given; what lay there is hidden, so that its keys do nothing."""

    lock_asked = Signal()
    help_asked = Signal()

    def __init__(self, session: Session, window: QMainWindow, cost: Cost) -> None:
        """``cost`` is what one guess at a passphrase of this desk costs, at the least."""
        super().__init__(window)
        self._session, self._window, self._cost = session, window, cost
        self._stage = Stage(window)
        self._minutes = Minutes()
        self._draft = DraftKeeper(session, self._kept, self)
        self._draft.found.connect(self._on_draft)
        self.setObjectName("meeting")
        self.setAccessibleName("Meeting")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        dress(self, "meeting")  # before anything within is sized
        self._lay_out()
        self._connect()
        window.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Cover the window before anything else happens, then bring the newest report to the table."""
        if not self.isHidden():
            return
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._window.centralWidget().hide()
        self._stage.enter()
        self._stand_on(TABS[0].key)
        self._read(None)
        self._draft.begin(FORM)

    def put_away(self) -> None:
        """Take the view from the window at once; what was typed is not lost."""
        self._leaving.put_away()
        self._stage.leave()
        self.hide()

    def flush(self) -> None:
        """Keep the minutes as they stand, encrypted."""
        self._draft.flush()

    def _lay_out(self) -> None:
        self._choice = QComboBox()
        self._choice.setObjectName("field.meeting.report")
        self._choice.setAccessibleName("Report on the table")
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._box = SearchBox("Search figures and actions", name="meeting.search")
        self._tabs = TabStrip("Meeting", TABS, TABS[0].key, MEETING_PX)
        self._told = label("", "secondary", name="meeting.told")
        self._parts = Parts()
        self._minute = MinuteStrip(self._session)
        self._leaving = LeavingStrip()
        minute = button("Take a minute", name="action.minute", on_click=self._minute.begin)
        leave = button("End the meeting…", name="action.meeting.leave", on_click=self._ask_to_leave)
        head = row(self._choice, self._box, gap=SPACE)
        head.setStretch(1, 1)
        below = row(self._tabs, self._told, 0, minute, leave, gap=SPACE)
        within = column(head, below, self._parts, self._minute, self._leaving, gap=GAP)
        within.setStretch(2, 1)
        within.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        self.setLayout(within)

    def _connect(self) -> None:
        self._choice.activated.connect(lambda _row: self._read(self._choice.currentData()))
        self._box.textChanged.connect(self._parts.find)
        self._tabs.chosen.connect(self._stand_on)
        self._parts.turned.connect(self._on_turned)
        self._parts.decisions.removed.connect(self._set_minutes)
        self._minute.taken.connect(self._on_taken)
        self._minute.touched.connect(self._draft.note_change)
        self._minute.closed.connect(self._close_minute)
        self._leaving.given.connect(self._on_given)
        self._leaving.stayed.connect(self._stay)
        keys = {
            "Left": lambda: self._parts.step(-1),
            "PgUp": lambda: self._parts.step(-1),
            "Right": lambda: self._parts.step(1),
            "PgDown": lambda: self._parts.step(1),
            "Ctrl+N": self._minute.begin,
            "Ctrl+F": self._box.setFocus,
            "Ctrl+L": self.lock_asked.emit,
            "F1": self.help_asked.emit,
            "F11": self._ask_to_leave,
        }
        for pressed, act in keys.items():
            QShortcut(QKeySequence(pressed), self).activated.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes one step back, and never leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._leaving.isHidden():
            self._stay()
        elif not self._minute.isHidden():
            self._close_minute()
        else:
            self._box.clear()

    def _stand_on(self, key: str) -> None:
        self._box.clear()
        self._parts.stand_on(key)
        self._take_focus()

    def _take_focus(self) -> None:
        shown = self._parts.currentWidget()
        (shown if shown.focusPolicy() & Qt.FocusPolicy.TabFocus else self).setFocus()

    def _on_turned(self) -> None:
        self._tabs.stand_on(self._parts.key)
        self._told.setText(self._parts.told())

    def _read(self, number: int | None) -> None:
        session, day = self._session, self._session.today()
        read = partial(meeting.prepared, session.desk, day, number)
        session.run(self, read, self._on_read, channel="table")

    def _on_read(self, table: OnTheTable) -> None:
        self._choice.clear()
        for one in table.choices:
            self._choice.addItem(told_of(one), one.id)
        self._choice.setCurrentIndex(table.choices.index(table.chosen) if table.chosen else -1)
        self._choice.setVisible(bool(table.choices))
        self._parts.show_table(table, self._session.today())
        self._take_focus()

    def _on_taken(self, minute: str | Promise) -> None:
        decisions, actions = self._minutes.decisions, self._minutes.actions
        if isinstance(minute, Promise):
            self._set_minutes(Minutes(decisions, (*actions, minute)))
        else:
            self._set_minutes(Minutes((*decisions, minute), actions))

    def _set_minutes(self, minutes: Minutes) -> None:
        self._minutes = minutes
        self._parts.decisions.show_minutes(minutes)
        self._draft.note_change()

    def _close_minute(self) -> None:
        self._minute.hide()
        self._take_focus()

    def _kept(self) -> dict[str, object]:
        return {"taken": meeting.as_draft(self._minutes), "half_typed": self._minute.half_typed()}

    def _on_draft(self, draft: Draft | None) -> None:
        """Minutes that a lock or a crash interrupted are here again, as they stood."""
        if draft is not None:
            self._minutes = meeting.from_draft(draft.values.get("taken", {}))
            self._parts.decisions.show_minutes(self._minutes)
            self._minute.restore(draft.values.get("half_typed", {}))
            self._draft.rest()

    def _ask_to_leave(self) -> None:
        if self._minute.is_half_typed:
            self._minute.refuse(_HALF_TYPED)
            return
        self._minute.hide()
        self._leaving.begin(self._minutes.told())

    def _stay(self) -> None:
        self._leaving.put_away()
        self._take_focus()

    def _on_given(self, passphrase: str) -> None:
        session, minutes, cost = self._session, self._minutes, self._cost
        self._draft.rest()
        session.run(
            self,
            lambda: meeting.end(session.work(), passphrase, minutes, cost),
            self._on_ended,
            self._on_refused,
        )

    def _on_refused(self, error: Exception) -> None:
        self._draft.note_change()
        self._leaving.refuse(error)
        if not isinstance(error, KnownError):
            self._session.report_error(error)

    def _on_ended(self, saved: Saved | None) -> None:
        self._minutes = Minutes()
        self._parts.decisions.show_minutes(self._minutes)
        self.put_away()
        self._window.centralWidget().show()
        self._window.centralWidget().setFocus()
        if saved is not None:
            self._session.saved(saved)
