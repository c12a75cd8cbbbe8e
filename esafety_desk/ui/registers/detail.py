"""The record beside its list: read at a glance, added to, held, withdrawn; never a dialog to read something."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QStackedLayout, QVBoxLayout, QWidget

from esafety_desk.policy.retention import class_of
from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keeping
from esafety_desk.services.story import Story, story
from esafety_desk.ui.evidence_panel import EvidencePanel
from esafety_desk.ui.kit.basics import Button, button, label, row
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.gutter import GutterArea
from esafety_desk.ui.registers.acts_bar import ActsBar
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.looks import Looks
from esafety_desk.ui.registers.merge_strip import MergeStrip
from esafety_desk.ui.registers.panels import panels_for
from esafety_desk.ui.registers.papers_button import PapersButton
from esafety_desk.ui.registers.reason_strip import ReasonStrip, holding, release, withdrawing
from esafety_desk.ui.registers.requests import as_kept
from esafety_desk.ui.registers.story_view import StoryView
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

_EXTRAS = {
    "done": ("Mark as done", ""),
    "note": ("Add note", "notes"),
    "action": ("Add action", "actions"),
    "refer": ("Refer…", "referrals"),
}
_FINISHED = frozenset({"Done on", "Set aside because"})


class DetailPanel(QFrame):
    """Shows the story of one record. ``edit_asked`` carries its id, ``add_asked`` (register, id, words)."""

    edit_asked = Signal(int)
    add_asked = Signal(str, int, str)
    form_asked = Signal(object)
    """A FormRequest."""
    shown = Signal()
    """The story asked for last is in view."""

    def __init__(self, view: RegisterView, session: Session) -> None:
        super().__init__()
        self._view, self._session = view, session
        self._story: Story | None = None
        self._wanted: int | None = None
        self._reveals = False
        dress(self, "card")
        self.setObjectName("detail")
        self.setAccessibleName(f"Chosen {view.singular}")
        self._reference = label("", "secondary", name="detail.reference")
        self._reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._show = button("Show", name="action.show", on_click=self._on_show)
        self._looks = Looks(session, self)
        self._strip = ReasonStrip(session)
        self._merge = MergeStrip(session)
        self._acts = ActsBar(view, session, self._extra_buttons())
        self._acts.asked.connect(self.form_asked)
        self._papers = PapersButton(view, session)
        self._area = GutterArea()
        self._nothing = EmptyState(view.name, "Nothing chosen", "Choose a line of the list to read it here.")
        self._blank = QWidget()
        self._resting: QWidget = self._nothing
        self._build()
        self.show_record(None)

    @property
    def record_id(self) -> int | None:
        """The record that is shown or on its way."""
        return self._wanted

    def show_record(self, record_id: int | None) -> None:
        """Show this record, without the content of a restricted one; None shows that nothing is chosen."""
        if record_id != self._wanted:
            self._reveals = False
            self.step_back()
        self._wanted = record_id
        if record_id is None:
            self._story = None
            self._looks.began("")
            self._layers.setCurrentWidget(self._resting)
        else:
            self.refresh()

    def say_what_to_choose(self, *, of: int) -> None:
        """Where no record is shown, say so, unless the list beside it is empty: there is nothing to choose then."""
        self._resting = self._nothing if of else self._blank
        if self._wanted is None:
            self._layers.setCurrentWidget(self._resting)

    def refresh(self) -> None:
        """Read the record anew; what is shown stays until the answer is here."""
        if self._wanted is None:
            return
        desk, words = self._session.desk, self._session.words
        ask = partial(story, desk, self._view.register, self._wanted, words, reveal=self._reveals)
        self._session.run(self, ask, self._on_story, self._on_failed, channel="story")

    def is_open(self, record_id: int | None) -> bool:
        """True where the content of this record is in view, a restricted one asked for."""
        shown = self._story is not None and self._story.id == record_id
        return shown and (self._reveals or not self._story.restricted)

    def step_back(self) -> bool:
        """Esc: give up withdrawing, holding or merging; False if none was under way."""
        strips = (self._strip, self._merge)
        was_open = any(not strip.isHidden() for strip in strips)
        for strip in strips:
            strip.hide()
        return was_open

    def _build(self) -> None:
        edit: Button = button("Edit", name="action.edit", on_click=self._on_edit)
        edit.setToolTip("Edit (Enter)")
        head = row(self._reference, 0, self._papers, self._show, edit)
        head.setContentsMargins(SPACE + 4, SPACE - 4, SPACE + 4, HAIR)
        foot = row(self._acts)
        foot.setStretch(0, 1)
        foot.setSpacing(HAIR)
        foot.addWidget(self._more_button(), 0, Qt.AlignmentFlag.AlignBottom)
        foot.setContentsMargins(SPACE + 4, GAP, GAP, SPACE)
        whole = QWidget()
        within = QVBoxLayout(whole)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(0)
        within.addLayout(head)
        within.addWidget(self._area, 1)
        within.addWidget(self._strip)
        within.addWidget(self._merge)
        within.addLayout(foot)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(1, 1, 1, 1)
        for layer in (self._nothing, self._blank, whole):
            self._layers.addWidget(layer)
        self._whole = whole
        self._edit = edit

    def _extra_buttons(self) -> list[Button]:
        made = []
        for extra in self._view.extras:
            text, register = _EXTRAS[extra]
            act = partial(self._on_add, register) if register else self._on_mark_done
            made.append(button(text, name=f"action.{extra}", on_click=act))
            if not register:
                self._mark_done = made[-1]
        return made

    _mark_done: Button | None = None
    _hold: QAction | None = None
    _release: QAction | None = None

    def _more_button(self) -> Button:
        more = button("", "icon", icon="more", told="More", name="action.more")
        menu = QMenu(more)
        self._merge_with = menu.addAction("Merge with…", self._on_merge)
        self._merge_with.setObjectName("action.merge-with")
        if class_of(self._view.register, ()) is not None:
            self._hold = menu.addAction(f"Hold this {self._view.singular}…", self._on_hold)
            self._hold.setObjectName("action.hold")
            self._release = menu.addAction("Release the hold", self._on_release)
            self._release.setObjectName("action.release")
        withdraw = menu.addAction(f"Withdraw this {self._view.singular}…", self._on_withdraw)
        withdraw.setObjectName("action.withdraw")
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(QPoint(0, -menu.sizeHint().height()))))
        return more

    def _on_story(self, told: Story) -> None:
        if told.id != self._wanted:
            return
        same = self._story is not None and self._story.id == told.id
        at = self._area.verticalScrollBar().value() if same else 0
        self._story = told
        self._reference.setText(told.reference)
        is_hidden = told.restricted and not self._reveals
        is_told = (self._view.name == PEOPLE.name or told.restricted) and not is_hidden
        self._looks.began(told.reference if is_told else "")
        self._show.setVisible(is_hidden)
        self._edit.setVisible(not is_hidden and not told.withdrawn)
        self._merge_with.setVisible(self._view.name == PEOPLE.name and not told.withdrawn)
        usable = None if is_hidden or told.withdrawn else told.id
        self._offer(usable)
        if self._hold is not None and self._release is not None:
            self._hold.setVisible(not told.decision.hold)
            self._release.setVisible(bool(told.decision.hold))
        if self._mark_done is not None:
            self._mark_done.setVisible(not any(fact.label in _FINISHED for fact in told.facts))
        self._area.hold(self._restricted() if is_hidden else self._open(told))
        self._layers.setCurrentWidget(self._whole)
        self._area.verticalScrollBar().setValue(at)

    def _open(self, told: Story) -> QWidget:
        inside = StoryView(told, self._view, self._session.today(), self._area.viewport())
        inside.followed.connect(self._session.navigate)
        inside.done.connect(self._on_done)
        for panel in panels_for(self._view, self._session):
            panel.asked.connect(self.form_asked)
            inside.add_panel(panel)
            panel.show_kept(told.id)
        inside.add_section(EvidencePanel(self._session, told.id, is_fixed=bool(told.withdrawn)))
        return inside

    def _offer(self, record_id: int | None) -> None:
        """Offer the acts and papers of the record as it is kept now; nothing where there is none."""
        if record_id is None:
            self._on_record(None)
            return
        read = partial(as_kept, self._session, self._view.name, record_id)
        self._session.run(self, read, self._on_record, lambda _: self._on_record(None), channel="record")

    def _on_record(self, record: Record | None) -> None:
        is_wanted = record is not None and record.id == self._wanted
        self._acts.offer(record if is_wanted else None)
        self._papers.offer(record if is_wanted else None)

    def _restricted(self) -> QWidget:
        return EmptyState("eye-off", "Restricted", "Its content is shown only when it is asked for.")

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, LookupError):
            self.show_record(None)
        else:
            self._session.report_error(error)

    def _on_show(self) -> None:
        self._reveals = True
        self.refresh()

    def _on_edit(self) -> None:
        if self._wanted is not None:
            self.edit_asked.emit(self._wanted)

    def _on_add(self, register: str) -> None:
        if self._story is not None:
            hidden = self._story.restricted and not self._reveals
            words = self._story.reference if hidden else f"{self._story.reference} · {self._story.title}"
            self.add_asked.emit(register, self._story.id, words)

    def _on_mark_done(self) -> None:
        if self._story is not None:
            self._on_done(self._story.id, True)

    def _on_merge(self) -> None:
        if self._story is not None:
            self.step_back()
            self._merge.begin(PersonId(self._story.id))

    def _on_withdraw(self) -> None:
        if self._story is not None:
            self.step_back()
            self._strip.begin(withdrawing(self._view, self._story))

    def _on_hold(self) -> None:
        if self._story is not None:
            self.step_back()
            self._strip.begin(holding(self._story))

    def _on_release(self) -> None:
        if self._story is not None:
            self._session.change(self, partial(release, self._story.id))

    def _on_done(self, action_id: int, is_done: bool) -> None:
        today = self._session.today() if is_done else None
        self._session.change(self, partial(_tick, action_id, today), None, self._on_tick_failed)

    def _on_tick_failed(self, error: Exception) -> None:
        self.refresh()
        self._session.report_error(error)


def _tick(action_id: int, day: Any, work: keeping.Work) -> keeping.Saved:
    """On the store thread: an action is done on ``day``, or open again where it is None."""
    action = keeping.load(work, "actions", action_id)
    return keeping.save(work, action.changed(done_on=day))
