"""The right of a register's page: the record in view, or whatever is done with it in its place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from esafety_desk.records.base import Record
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.declarations import view_of
from esafety_desk.ui.registers.detail import DetailPanel
from esafety_desk.ui.registers.form import RecordForm
from esafety_desk.ui.registers.requests import FormRequest, as_kept
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import DETAIL_WIDTH


class RightSide(QStackedWidget):
    """``form_opened`` and ``form_closed`` tell when a form takes the place and gives it back.

    ``saved`` carries what a form saved: services.keeping.Saved.
    """

    form_opened = Signal()
    form_closed = Signal()
    saved = Signal(object)

    def __init__(self, view: RegisterView, session: Session) -> None:
        super().__init__()
        self._view, self._session = view, session
        self._form: RecordForm | None = None
        self._aside: QWidget | None = None
        self.detail = DetailPanel(view, session)
        self.addWidget(self.detail)
        self.setMinimumWidth(DETAIL_WIDTH - 52)
        self.detail.form_asked.connect(self.open_form)
        self.detail.edit_asked.connect(self.edit)
        self.detail.add_asked.connect(self._add)

    @property
    def form(self) -> RecordForm | None:
        """The form that is open."""
        return self._form

    def begin_new(self, values: Mapping[str, Any]) -> None:
        """Open the form of a new record with these values in it."""
        self._open(RecordForm(self._view, self._session, parent=self)).begin(values)

    def edit(self, record_id: int) -> None:
        """Open the form of a record that is kept."""
        self._session.note_opened(record_id)
        load = partial(as_kept, self._session, self._view.name, record_id)
        self._session.run(self, load, self._on_record, channel="edit")

    def open_form(self, asked: FormRequest) -> None:
        """Open the form that is asked for, here or on its own register's page."""
        if asked.elsewhere:
            self._session.form_asked.emit(asked)
        elif asked.record_id is None:
            view = view_of(asked.register)
            form = RecordForm(view, self._session, carried=asked.carried, about=asked.about, parent=self)
            self._open(form).begin(asked.values, origin=asked.origin, focus=asked.focus)
        else:
            load = partial(as_kept, self._session, asked.register, asked.record_id)
            self._session.run(self, load, partial(self._on_record_to_change, asked), channel="edit")

    def close_form(self) -> None:
        if self._form is not None:
            self._form.close_form()

    def show_aside(self, widget: QWidget) -> None:
        """Show ``widget`` in place of the record until ``put_aside_away``."""
        self.put_aside_away()
        self._aside = widget
        self.addWidget(widget)
        self.setCurrentWidget(widget)

    def put_aside_away(self) -> bool:
        """The record is in view again; False where nothing stood in its place."""
        aside, self._aside = self._aside, None
        if aside is None:
            return False
        self._let_go(aside)
        return True

    def step_back(self) -> bool:
        """Esc: leave the innermost thing; False if there was nothing to leave."""
        if self._form is not None:
            self._form.close_form()
            return True
        return self.put_aside_away() or self.detail.step_back()

    def _on_record(self, record: Record) -> None:
        if record.is_restricted and not self.detail.is_open(record.id):
            self._session.message.emit("This record is restricted. Press Show before you edit it.", None)
            return
        self._open(RecordForm(self._view, self._session, parent=self)).edit(record)

    def _on_record_to_change(self, asked: FormRequest, record: Record) -> None:
        form = self._open(RecordForm(view_of(asked.register), self._session, about=asked.about, parent=self))
        form.edit(record, asked.values, asked.focus)

    def _add(self, register: str, about_id: int, words: str) -> None:
        form = RecordForm(
            view_of(register), self._session, carried={"about_id": about_id}, about=words, parent=self
        )
        self._open(form).begin()

    def _open(self, form: RecordForm) -> RecordForm:
        self.close_form()
        self.put_aside_away()
        self._form = form
        form.saved.connect(self.saved)
        form.closed.connect(self._put_form_away)
        self.addWidget(form)
        self.setCurrentWidget(form)
        self.form_opened.emit()
        return form

    def _put_form_away(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            self._let_go(form)
            self.form_closed.emit()

    def _let_go(self, widget: QWidget) -> None:
        self.setCurrentWidget(self.detail)
        self.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
