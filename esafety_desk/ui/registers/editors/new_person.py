"""Adding someone on the spot, beneath the field that names them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from esafety_desk.records.facts import facts
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.problems import checked
from esafety_desk.services import keeping
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.registers.editors.choice import ComboEditor
from esafety_desk.ui.registers.editors.plain import LineEditor
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE, dress

_PLACES = {
    "given_name": (0, 0), "family_name": (0, 1), "kind": (1, 0, 1, 2), "year_group": (2, 0), "class_name": (2, 1),
}  # fmt: skip
_PUPILS_ONLY = ("year_group", "class_name")


class NewPersonPanel(QFrame):
    """The few things needed of a new person. Enter adds, Esc gives up."""

    added = Signal(int, str)
    given_up = Signal()

    def __init__(self, session: Session, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._editors: dict[str, Editor] = {}
        self._frames: dict[str, QWidget] = {}
        self._problem = label("", "error", wraps=True)
        dress(self, "card")
        within = QGridLayout(self)
        within.setContentsMargins(SPACE, GAP, SPACE, SPACE)
        within.setHorizontalSpacing(GAP)
        within.setVerticalSpacing(GAP)
        within.setColumnStretch(0, 1)
        within.setColumnStretch(1, 1)
        for field, place in _PLACES.items():
            within.addWidget(self._asked(field, name), *place)
        within.addWidget(self._problem, 3, 0, 1, 2)
        add = button("Add person", name=f"{name}.add", on_click=self._on_add)
        stop = button("Cancel", "quiet", name=f"{name}.cancel", on_click=self._give_up)
        within.addLayout(row(add, stop, 0), 4, 0, 1, 2)
        self._editors["kind"].changed.connect(self._show_relevant)

    def begin(self, name: str) -> None:
        """Open with ``name`` as it was typed, parted into first and last."""
        given, _, family = name.strip().partition(" ")
        self._editors["given_name"].set_value(_capital(given))
        self._editors["family_name"].set_value(_capital(family))
        self._editors["kind"].set_value(PersonKind.PUPIL)
        self._problem.hide()
        self._show_relevant()
        self.show()
        self._editors["given_name" if not family else "kind"].take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Come into view as a whole once the form has made room."""
        super().resizeEvent(event)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isAncestorOf(self.window().focusWidget() or self):
            QTimer.singleShot(0, self, lambda: above.ensureWidgetVisible(self, 0, GAP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _asked(self, field: str, name: str) -> QWidget:
        declared = facts(Person)[field]
        made = ComboEditor if declared.choices else LineEditor
        editor = made(declared, self._session, self)
        editor.input.setObjectName(f"{name}.{field}")
        self._editors[field] = editor
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        title = label(declared.title, "name")
        title.setBuddy(editor.input)
        layout.addWidget(title)
        layout.addWidget(editor)
        self._frames[field] = whole
        return whole

    def _show_relevant(self) -> None:
        is_pupil = self._editors["kind"].value() is PersonKind.PUPIL
        for field in _PUPILS_ONLY:
            self._frames[field].setVisible(is_pupil)

    def _on_add(self) -> None:
        is_pupil = self._editors["kind"].value() is PersonKind.PUPIL
        draft = {f: e.value() for f, e in self._editors.items() if is_pupil or f not in _PUPILS_ONLY}
        person, messages = checked(Person, draft)
        if person is None:
            self._say(f"{facts(Person)[next(iter(messages))].title}: {next(iter(messages.values()))}")
            return
        self.setEnabled(False)
        self._session.change(self, lambda work: keeping.save(work, person), self._on_saved, self._on_failed)

    def _on_saved(self, saved: keeping.Saved) -> None:
        self.setEnabled(True)
        self.hide()
        self.added.emit(saved.record.id, saved.record.full_name)

    def _on_failed(self, error: Exception) -> None:
        self.setEnabled(True)
        if isinstance(error, keeping.Refused):
            self._say(" ".join([*error.messages.values(), *error.questions.values()]))
        else:
            self._session.report_error(error)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()

    def _give_up(self) -> None:
        self.hide()
        self.given_up.emit()


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:] if name.islower() else name
