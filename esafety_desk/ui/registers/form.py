"""The form of any record, in place of its detail: typed, checked as one types, kept as a draft, saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from esafety_desk.records.base import Record
from esafety_desk.records.facts import facts
from esafety_desk.records.problems import checked
from esafety_desk.services import keeping
from esafety_desk.ui.kit.basics import Button, button, label, row
from esafety_desk.ui.kit.gutter import GutterArea
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.draft_keeper import DraftKeeper
from esafety_desk.ui.registers.form_body import FormBody
from esafety_desk.ui.registers.form_notices import Cautions, RestoredNotice
from esafety_desk.ui.registers.live_check import LiveCheck
from esafety_desk.ui.registers.panels import panels_for
from esafety_desk.ui.registers.why_line import WhyLine
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE, dress

_ROOM_AROUND, _LEAST_WIDTH, _SETTLED_MS = 120, 540, 60


class RecordForm(QFrame):
    """A new record or a change to one. ``saved`` carries services.keeping.Saved; ``closed`` follows it too."""

    saved = Signal(object)
    closed = Signal()

    def __init__(
        self,
        view: RegisterView,
        session: Session,
        *,
        carried: Mapping[str, Any] | None = None,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``carried`` are values given and not asked for, such as about_id; ``about`` says them in words."""
        super().__init__(parent)
        self._view, self._session = view, session
        self._carried = dict(carried or {})
        self._base: dict[str, Any] = {}
        self._is_saving = self._was_dirty = False
        dress(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName(f"form.{view.name}")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._title = label("", "heading")
        self._about = label(about, "secondary", wraps=True)
        self.body = FormBody(view, session, hidden=frozenset(self._carried))
        self._restored = RestoredNotice()
        self._cautions = Cautions(view.cautions)
        self._panels = panels_for(view, session)
        self._told = label("", "secondary")
        self._save: Button = button("Save", "primary", name="action.save", on_click=self.save)
        self._build()
        self._drafts = DraftKeeper(session, self.body.typed, self)
        self._check = LiveCheck(session, view.register.record, self._draft, self)
        self._connect()

    def begin(
        self, values: Mapping[str, Any] | None = None, *, origin: int | None = None, focus: str = ""
    ) -> None:
        """A new record, with what is known already. ``origin`` is the record it begins with, if any."""
        declared = facts(self._view.register.record)
        self._base = {}
        self._title.setText(f"New {self._view.singular}")
        self.setAccessibleName(self._title.text())
        first = {name: fact.default for name, fact in declared.items()}
        self._first = first | dict(values or {}) | self._carried
        self.body.show_values(self._first)
        self.body.propose()
        about = origin or next((value for value in self._carried.values() if value), None)
        self._drafts.begin(f"{self._view.name}:new" + (f"@{about}" if about else ""))
        self._after_filling(focus)

    def edit(self, record: Record, values: Mapping[str, Any] | None = None, focus: str = "") -> None:
        """Change a record that is kept; ``values`` are proposed in place of what it holds.

        With a ``focus`` it is one act on the record, whose draft is apart from those of other changes.
        """
        self._base = {name: getattr(record, name) for name in type(record).model_fields}
        self._first = dict(self._base)
        self._title.setText(f"Edit {record.reference}")
        self.setAccessibleName(self._title.text())
        self._proposed = dict(values or {})
        self.body.show_values(self._base | self._proposed)
        self.body.propose(self._base)
        self._drafts.begin(f"{self._view.name}:{record.id}" + (f"@{focus}" if focus else ""))
        self._after_filling(focus)

    def save(self) -> None:
        """Check everything and keep it; what stands in the way is shown beside its field."""
        unread = self.body.editor_problems()
        self.body.visit_all()
        if self._is_saving:
            return
        if unread:
            self._refuse(unread, {})
            return
        self._is_saving = True
        self._save.setEnabled(False)
        self._check.rest()
        values, confirmed, form = self._values(), self.body.confirmed(), self._drafts.form
        self._was_dirty = self._drafts.is_dirty
        self._drafts.rest()
        keep = partial(_keep, self._view.register.record, values, confirmed, form)
        self._session.change(self, keep, self._on_saved, self._on_failed)

    def close_form(self) -> None:
        """Leave the form; what was typed stays as a draft."""
        self._check.rest()
        self._drafts.flush()
        self.closed.emit()

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._drafts.flush()

    @property
    def register(self) -> str:
        return self._view.name

    @property
    def record_id(self) -> int | None:
        """The record being changed; None for a new one."""
        return self._base.get("id")

    def _build(self) -> None:
        inside = QWidget()
        within = QVBoxLayout(inside)
        within.setContentsMargins(SPACE + 4, 0, SPACE + 4, 0)
        within.setSpacing(SPACE)
        self._area = GutterArea()
        self._area.hold(inside)
        leave = button("", "icon", icon="close", told="Close (Esc)", on_click=self.close_form)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE + 4, SPACE - 4, SPACE + 4, GAP)
        head.setSpacing(GAP)
        head.addLayout(row(self._title, 0, leave))
        if self._about.text():
            head.addWidget(self._about)
        head.addWidget(self._restored)
        cancel = button("Cancel", name="action.cancel", on_click=self.close_form)
        foot = row(self._told, 0, cancel, self._save)
        foot.setContentsMargins(SPACE + 4, GAP + 2, SPACE + 4, SPACE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        whole.addWidget(WhyLine(self.body))
        whole.addLayout(foot)
        # Last: what is put into another thing with all that is in it is dressed anew, from top to bottom.
        for thing in (self._cautions, *self._panels, self.body):
            within.addWidget(thing)
        within.addStretch(1)

    def _connect(self) -> None:
        self.body.changed.connect(self._on_changed)
        self.body.left.connect(self._check.ask_soon)
        self._check.checked.connect(self._on_checked)
        self._drafts.found.connect(self._on_draft_found)
        self._drafts.kept.connect(self._on_kept)
        self._restored.start_afresh.connect(self._on_start_afresh)
        QApplication.instance().focusChanged.connect(self._on_focus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.body.isAncestorOf(now):
            QTimer.singleShot(0, now, partial(self._area.ensureWidgetVisible, now, 0, _ROOM_AROUND))

    def _values(self) -> dict[str, Any]:
        return self._base | self._carried | self.body.values()

    def _draft(self) -> tuple[dict[str, Any], frozenset[str]]:
        return self._values(), self.body.confirmed()

    def _after_filling(self, focus: str = "") -> None:
        self._show_around()
        self._told.setText("")
        self._area.verticalScrollBar().setValue(0)
        first = self.body.field(focus) or self.body.first()
        if first is not None:
            QTimer.singleShot(0, first, first.editor.take_focus)
        if focus:
            QTimer.singleShot(
                _SETTLED_MS, first, partial(self._area.ensureWidgetVisible, first, 0, _ROOM_AROUND)
            )

    def _on_changed(self) -> None:
        self._told.setText("")
        self._show_around()
        self._drafts.note_change()
        self._check.ask_soon()

    def _show_around(self) -> None:
        """What is said beside the fields follows what is typed."""
        values = self._values()
        self._cautions.show_for(values)
        for panel in self._panels:
            panel.show_draft(values)

    def _on_checked(self, messages: Mapping[str, str], questions: Mapping[str, str]) -> None:
        if not self._is_saving:
            self.body.say({**messages, **self.body.editor_problems()}, questions)

    def _on_draft_found(self, draft: Any) -> None:
        if draft is not None:
            self._restored.tell(_at(draft.saved_at))
            self.body.show_values(draft.values | self._proposed)
            self.body.propose(self.body.values())
            self._show_around()
            self._check.ask_soon()

    _proposed: Mapping[str, Any] = MappingProxyType({})

    def _on_kept(self) -> None:
        self._told.setText(f"Kept as a draft at {_at(self._session.clock())}")

    def _on_start_afresh(self) -> None:
        self._drafts.drop()
        self.body.show_values({**self._first, **self._proposed})
        self.body.propose(self._base or None)
        self._after_filling()

    def _on_saved(self, saved: keeping.Saved) -> None:
        self._is_saving = False
        self.saved.emit(saved)
        self.closed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._is_saving = False
        self._save.setEnabled(True)
        if self._was_dirty:
            self._drafts.note_change()
        if isinstance(error, keeping.Refused):
            self._refuse(error.messages, error.questions)
        else:
            self._session.report_error(error)

    def _refuse(self, messages: Mapping[str, str], questions: Mapping[str, str]) -> None:
        self.body.say(messages, questions)
        self._told.setText(_count(len(messages), len(questions)))
        first = self.body.first_in_trouble()
        if first is not None:
            first.take_focus()
            self._area.ensureWidgetVisible(first)


def _keep(
    record_type: type[Record],
    values: Mapping[str, Any],
    confirmed: frozenset[str],
    form: str,
    work: keeping.Work,
) -> keeping.Saved:
    """On the store thread: make the record and keep it. Raises Refused with every message."""
    record, messages = checked(record_type, values)
    if record is None:
        raise keeping.Refused(messages, {})
    return keeping.save(work, record, confirmed=confirmed, form=form)


def _count(messages: int, questions: int) -> str:
    if messages:
        return "1 field needs a look" if messages == 1 else f"{messages} fields need a look"
    return "1 question to answer" if questions == 1 else f"{questions} questions to answer"


def _at(when: datetime) -> str:
    return f"{when.astimezone():%H:%M}"
