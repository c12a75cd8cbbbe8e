"""Which columns a list shows and in which order, and the name the whole of it is kept under."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from esafety_desk.services.viewing import LONGEST, ListView
from esafety_desk.ui.kit.basics import button, label, row, rule
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.theme import GAP, SPACE, dress

_FIELD = Qt.ItemDataRole.UserRole


class ColumnsList(QListWidget):
    """A line a column: the space bar shows or hides it, Alt and an arrow moves it, the mouse drags it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("columns.list")
        self.setAccessibleName("Columns")
        self.setAccessibleDescription("Space shows or hides a column. Alt and an arrow key moves it.")
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self._soon = QTimer(self, singleShot=True, interval=0)  # not while the list is still at it
        self._soon.timeout.connect(self.changed)
        self.itemChanged.connect(lambda _: self._soon.start())
        self.model().rowsMoved.connect(lambda *_: self._soon.start())

    def show_columns(self, columns: Sequence[tuple[str, str, bool]]) -> None:
        """Each column's field and title, and whether it is shown. What is listed so already stays where it is."""
        self.blockSignals(True)
        if self.shown() == [field for field, _, is_shown in columns if is_shown]:
            titles = {field: title for field, title, _ in columns}
            for line in (self.item(at) for at in range(self.count())):
                line.setText(titles[line.data(_FIELD)])
            self.blockSignals(False)
            return
        at = max(0, self.currentRow())
        self.clear()
        for field, title, is_shown in columns:
            line = QListWidgetItem(title)
            line.setData(_FIELD, field)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            self.addItem(line)
        self.setCurrentRow(at)
        self.blockSignals(False)

    def shown(self) -> list[str]:
        """The fields of those that are shown, in their order."""
        lines = (self.item(at) for at in range(self.count()))
        return [line.data(_FIELD) for line in lines if line.checkState() is Qt.CheckState.Checked]

    def move(self, by: int) -> None:
        """Move the chosen column; at either end it stays."""
        at = self.currentRow()
        to = at + by
        if at < 0 or not 0 <= to < self.count():
            return
        self.blockSignals(True)
        self.insertItem(to, self.takeItem(at))
        self.setCurrentRow(to)
        self.blockSignals(False)
        self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class ColumnsPanel(QFrame):
    """``arranged`` carries the fields to show, ``reset_asked`` the columns as they come.

    ``keep_asked`` carries the name, whether the list opens with the view, and whether it is another view.
    """

    arranged = Signal(object)
    reset_asked = Signal()
    keep_asked = Signal(str, bool, bool)
    drop_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        self.setObjectName("columns")
        self.setAccessibleName("Columns and this view")
        self.list = ColumnsList()
        self.list.changed.connect(lambda: self.arranged.emit(self.list.shown()))
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST)
        self._name.returnPressed.connect(lambda: self._keep(is_another=False))
        self._box = FieldBox(
            "Name of this view", self._name, "Filters, columns, their order and the sorting are kept with it.",
            name="view_name",
        )  # fmt: skip
        self._first = QCheckBox("The list opens with it")
        self._first.setObjectName("field.view_first")
        self._again = button(
            "Keep as another", name="action.view.keep-another", on_click=lambda: self._keep(is_another=True)
        )
        self._drop = button("Delete", "quiet", name="action.view.delete", on_click=self.drop_asked.emit)
        self._lay_out()

    def show_list(self, columns: Sequence[tuple[str, str, bool]], current: ListView | None) -> None:
        """Show how the list is laid out now, and under which name it is kept, if any."""
        self.list.show_columns(columns)
        self._again.setVisible(current is not None)
        self._drop.setVisible(current is not None)

    def name_it(self, current: ListView | None) -> None:
        """Show the name of the view that is in use, to be changed or kept."""
        self._name.setText(current.name if current else "")
        self._first.setChecked(current is not None and current.opens_first)
        self._box.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the name."""
        self._box.show_problem(text)
        self._name.setFocus()

    def _keep(self, *, is_another: bool) -> None:
        self.keep_asked.emit(self._name.text(), self._first.isChecked(), is_another)

    def _lay_out(self) -> None:
        leave = button("", "icon", icon="close", told="Close (Esc)", name="action.columns.close")
        leave.clicked.connect(self.left)
        up = button("", "icon", icon="chevron-up", told="Move it up (Alt+Up)", name="action.columns.up")
        up.clicked.connect(lambda: self.list.move(-1))
        down = button(
            "", "icon", icon="chevron-down", told="Move it down (Alt+Down)", name="action.columns.down"
        )
        down.clicked.connect(lambda: self.list.move(1))
        reset = button("As they come", "link", name="action.columns.reset", on_click=self.reset_asked.emit)
        keep = button("Keep view", name="action.view.keep", on_click=lambda: self._keep(is_another=False))
        within = QVBoxLayout(self)
        within.setContentsMargins(SPACE + 4, SPACE - 4, SPACE, SPACE)
        within.setSpacing(GAP)
        within.addLayout(row(label("Columns", "heading"), 0, leave))
        within.addWidget(self.list, 1)
        within.addLayout(row(up, down, 0, reset))
        for thing in (rule(), self._box, self._first):
            within.addWidget(thing)
        within.addLayout(row(keep, self._again, 0, self._drop))
