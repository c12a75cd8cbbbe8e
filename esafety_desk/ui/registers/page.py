"""The page of any register: how things stand, the list at the left, the record or its form at the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from esafety_desk.records.base import PersonId
from esafety_desk.services import keeping, naming
from esafety_desk.services.viewing import ListView
from esafety_desk.ui.page import Page
from esafety_desk.ui.registers.arranging import Arranging
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.empty_list import EmptyList
from esafety_desk.ui.registers.filters import FilterBar
from esafety_desk.ui.registers.form import RecordForm
from esafety_desk.ui.registers.list_model import RegisterModel
from esafety_desk.ui.registers.looks import READ_AFTER_MS
from esafety_desk.ui.registers.only_these import OnlyThese
from esafety_desk.ui.registers.panels import LIST_LEAST, above_for, beneath, list_card
from esafety_desk.ui.registers.register_head import RegisterHead
from esafety_desk.ui.registers.requests import FormRequest
from esafety_desk.ui.registers.right_side import RightSide
from esafety_desk.ui.registers.selection_bar import SelectionBar
from esafety_desk.ui.registers.table import RegisterTable
from esafety_desk.ui.registers.taking_out import TakingOut
from esafety_desk.ui.registers.tallies import sentence
from esafety_desk.ui.registers.unfinished import UnfinishedNotice
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import DETAIL_WIDTH, SPACE, WIDE, dress

_FORM_WIDTH = 600


class RegisterPage(Page):
    """Made from a declaration; a new register is a new declaration, never a new page."""

    def __init__(self, view: RegisterView, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._session = view, session
        self._sizes: list[int] = []
        self._wanted: int | None = None
        self._me: PersonId | None = None
        self._dwell = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, "page")
        self.setAccessibleName(view.register.title)
        self.head = RegisterHead(view, session)
        self.filters = FilterBar(view, session.school, session.today())
        self.only = OnlyThese()
        self.model = RegisterModel(view, session, self)
        self._ask()  # read while the rest is made
        self.table = RegisterTable(self.model)
        self.selection = SelectionBar(view, session, self.table)
        self.out = TakingOut(self, session, self.table, lambda: self.only.told or self.filters.told())
        self.right = RightSide(view, session)
        self.detail = self.right.detail
        self.arranging = Arranging(view, session, self.filters, self.table, self.right)
        self._unfinished = UnfinishedNotice(view, session)
        self._empty = EmptyList(view)
        self._build()
        self._connect()
        self.arranging.read()
        self._unfinished.look()
        session.run(self, partial(naming.leader_on, session.desk, session.today()), self._on_me, channel="me")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The list takes it. Not by a focus proxy: with one, Tab would leap over the head and the filters."""
        (self.table if self.model.rowCount() or not self.model.is_loaded else self._empty).setFocus(reason)

    def show_record(self, record_id: int) -> None:
        self.right.close_form()
        if self.only.ids is not None and record_id not in self.only.ids:
            self.only.clear()
            self._ask()
        self._wanted = record_id
        self._bring_into_view()
        self.detail.show_record(record_id)

    def begin_new(self) -> None:
        self.begin_new_with({})

    def begin_new_with(self, values: Mapping[str, Any]) -> None:
        self.right.begin_new(values)

    def open_form(self, asked: FormRequest) -> None:
        """Open the form that is asked for, here or on its own register's page."""
        self.right.open_form(asked)

    def edit(self, record_id: int) -> None:
        """Open the form of a record that is kept."""
        self.right.edit(record_id)

    def show_only(self, told: str, ids: frozenset) -> None:
        self.right.close_form()
        self.filters.clear()
        self.only.show_only(told, ids)
        self._ask()

    def show_view(self, view: ListView) -> None:
        self.right.close_form()
        self.arranging.use(view)

    def find(self) -> None:
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def save(self) -> None:
        if self.form is not None:
            self.form.save()

    def step_back(self) -> bool:
        return self.right.step_back() or self.selection.step_back()

    def flush(self) -> None:
        if self.form is not None:
            self.form.flush()

    def refresh(self) -> None:
        if self.model.is_loaded:
            self.model.refresh()
        self._count()
        self.detail.refresh()
        if self.form is None:
            self._unfinished.look()

    @property
    def form(self) -> RecordForm | None:
        """The form that is open."""
        return self.right.form

    def _build(self) -> None:
        """From the outside in: what is put into another thing with all that is in it is dressed anew."""
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - 6)
        within.setSpacing(SPACE)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        for thing in (self.head, self.filters, self.only, self._unfinished):
            within.addWidget(thing)
        within.addWidget(self._splitter, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(SPACE)
        self._list = QStackedWidget()
        self._card = list_card(self._list, self.selection)
        self._splitter.addWidget(beneath(above_for(self._view, self._session, self), self._card))
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty)
        self._splitter.addWidget(self.right)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([10_000, DETAIL_WIDTH])

    def _connect(self) -> None:
        self.head.primary_asked.connect(self.begin_new)
        self.head.search_asked.connect(self._session.search_asked)
        self.filters.changed.connect(self._ask)
        self.head.print_asked.connect(self.out.print_all)
        self.head.export_asked.connect(self.out.export_all)
        self.selection.print_asked.connect(self.out.print_selected)
        self.selection.export_asked.connect(self.out.export_selected)
        for asker in (self.selection, self.table):
            asker.copy_asked.connect(self.out.copy_selected)
        self.only.changed.connect(self._ask)
        self.arranging.applied.connect(self._on_view_applied)
        self.model.loaded.connect(self._on_loaded)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self.edit)
        self._dwell.timeout.connect(self._note_opened)
        self.right.form_opened.connect(self._on_form_opened)
        self.right.form_closed.connect(self._on_form_closed)
        self.right.saved.connect(self._on_saved)
        self._unfinished.go_on.connect(lambda key: self.begin_new() if key is None else self.edit(key))
        self._session.school_changed.connect(lambda: self.filters.know_school(self._session.school))
        self._empty.step_asked.connect(self._on_empty_step)
        ask_files = partial(self._session.draft_asked.emit, "bring-in", {"what": self._view.name})
        self._empty.files_asked.connect(ask_files)
        self._session.records_changed.connect(self._on_records_changed)

    def _ask(self) -> None:
        self.model.ask(replace(self.filters.query(), only=self.only.ids))

    def _on_view_applied(self) -> None:
        self.only.clear()
        self._ask()

    def _on_form_opened(self) -> None:
        self._unfinished.put_away()
        if not self._sizes:
            self._sizes = self._splitter.sizes()
        self._make_room()
        self.head.set_primary("")

    def _make_room(self) -> None:
        """Widen the right side for the form; where both do not fit, the list steps aside meanwhile."""
        whole = self.width() - 2 * WIDE
        for aside in (self._card, self.filters):
            aside.setVisible(whole >= _FORM_WIDTH + LIST_LEAST)
        right = min(max(_FORM_WIDTH, whole // 2), max(whole - LIST_LEAST, _FORM_WIDTH))
        self._splitter.setSizes([whole - right, right])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.form is not None:
            self._make_room()

    def _on_form_closed(self) -> None:
        self._card.show()
        self.filters.show()
        self._splitter.setSizes(self._sizes)
        self._sizes = []
        self.head.set_primary(f"New {self._view.singular}")
        self.table.setFocus()
        self._unfinished.look()

    def _on_saved(self, saved: keeping.Saved) -> None:
        self._session.note_opened(saved.record.id)
        if type(saved.record) is self._view.register.record:
            self._wanted = saved.record.id

    def _on_me(self, me: PersonId | None) -> None:
        self._me = me
        self.filters.know_me(me)
        self._count()

    def _count(self) -> None:
        session = self._session
        count = partial(sentence, session.desk, self._view, session.today(), self._me)
        session.run(self, count, self.head.set_sentence, channel="sentence")

    def _on_records_changed(self, changed: frozenset) -> None:
        self._count()
        if changed & {self._view.name, "people"}:
            self.model.refresh()
        self.detail.refresh()

    def _on_loaded(self) -> None:
        self._show_list_or_words()
        self._bring_into_view()
        if self.table.chosen is None and self.detail.record_id is None and self.model.rowCount():
            self.table.choose(self.model.id_at(0))
            self._dwell.stop()  # nobody has asked for it

    def _bring_into_view(self) -> None:
        """Choose the record asked for; filters that hide it are cleared."""
        if self._wanted is None or not self.model.is_loaded:
            return
        if self.table.choose(self._wanted):
            self._wanted = None
        elif self.filters.narrows() and self.model.query.register is self._view.register:
            self.filters.clear()

    def _on_picked(self, record_id: int | None) -> None:
        if record_id is not None or self._wanted is None:
            self.detail.show_record(record_id)
            self._dwell.start()

    def _note_opened(self) -> None:
        if self.detail.record_id is not None:
            self._session.note_opened(self.detail.record_id)

    def _show_list_or_words(self) -> None:
        has_focus = self.table.hasFocus()
        self._list.setCurrentWidget(self.table if self.model.rowCount() else self._empty)
        self.detail.say_what_to_choose(of=self.model.rowCount())
        self._empty.show_for(self.filters.narrows())
        self.filters.tell(self.model.rowCount())
        if has_focus and not self.model.rowCount():
            self._empty.setFocus()

    def _on_empty_step(self) -> None:
        if self.filters.narrows():
            self.filters.clear()
            self.filters.text.setFocus()
        else:
            self.begin_new()
