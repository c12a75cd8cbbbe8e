"""Ctrl+K: search across everything, and the quickest way to any page or act, laid over the window."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from esafety_desk.records.names import folded
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services import searching, viewing
from esafety_desk.services.searching import Hit
from esafety_desk.services.viewing import ListView
from esafety_desk.store.desk import Desk
from esafety_desk.ui.commands import Command, commands
from esafety_desk.ui.kit.basics import label, rule
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.search_box import SearchBox
from esafety_desk.ui.palette_rows import LINE, Line, LinePainter
from esafety_desk.ui.session import Session
from esafety_desk.ui.shell import Shell
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

_WIDTH, _TOP, _MOST_HEIGHT, _LIMIT = 640, 84, 440, 40
_WORD = re.compile(r"\w+")


def palette_for(shell: Shell) -> Palette:
    """The palette of an open desk, for the shell's ``make_search``."""
    session = shell.session
    found = commands(session, shell.show_page, shell.lock_asked.emit, shell.open_help, shell.open_meeting)
    return Palette(session, found, shell)


def _lately(desk: Desk, opened: Sequence[int], actor: str) -> tuple[list[Hit], Sequence[ListView]]:
    """On the store thread."""
    return searching.recent(desk, opened, actor), viewing.views(desk)


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return len(self.lines)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.title} {line.detail} {line.aside}".strip()
        return line if role == LINE else None


class Palette(QWidget):
    """Lies over ``parent`` while it is open. Every keystroke asks anew; only the newest answer is shown."""

    def __init__(self, session: Session, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._commands = session, commands
        self._before: QWidget | None = None
        self._lately: tuple[int, ...] = ()
        self._awaits = self._follows = False
        self._views: Sequence[ListView] = ()
        self.setObjectName("palette")
        self.setAccessibleName("Search everything")
        self.box = SearchBox("Search people, records and commands", name="palette.text")
        dress(self.box, "bare")
        self.box.textChanged.connect(self._on_text)
        self.box.installEventFilter(self)
        self._lines = _Lines(self)
        self.list = self._make_list()
        self._hint = label("", "hint")
        self._hint.setContentsMargins(SPACE, 0, SPACE, 0)
        self._panel = QFrame(self)
        dress(self._panel, "card")
        within = QVBoxLayout(self._panel)
        within.setContentsMargins(HAIR, HAIR, HAIR, GAP)
        within.setSpacing(HAIR)
        for thing in (self.box, rule(), self.list, self._hint):
            within.addWidget(thing)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the palette, empty, with what can be done from anywhere."""
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.box.clear()
        self._show(self._fitting(""), "")
        self._look_for_lately()
        self.resize(self.parentWidget().size())
        self._place()
        self.show()
        self.raise_()
        self.box.setFocus()

    def close_palette(self) -> None:
        """Put the palette away and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() is QEvent.Type.Resize:
            self.resize(self.parentWidget().size())
            self._place()
        is_override = watched is self.box and event.type() is QEvent.Type.ShortcutOverride
        if is_override and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if watched is self.box and event.type() is QEvent.Type.KeyPress:
            return self._takes(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(20, 24, 29, 90))

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return True

    def _make_list(self) -> QListView:
        made = QListView()
        made.setObjectName("palette.results")
        made.setAccessibleName("Found")
        made.setModel(self._lines)
        made.setItemDelegate(LinePainter(made))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setMouseTracking(True)
        made.setUniformItemSizes(True)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.entered.connect(made.setCurrentIndex)
        made.clicked.connect(self._follow)
        return made

    def _takes(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.currentIndex().row()
        page = max(1, self.list.height() // LinePainter.HEIGHT - 1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in steps:
            self._choose(row + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow_when_found()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _on_text(self, text: str) -> None:
        self._awaits, self._follows = True, False
        session = self._session
        find = partial(searching.find, session.desk, text, _LIMIT, session.words, self._lately)
        if text.strip():
            session.run(self, find, partial(self._on_found, text), channel="search")
        else:
            self._look_for_lately()

    def _look_for_lately(self) -> None:
        """Ask what was opened and worked on last, and for the views of all lists: offered before anything is typed."""
        session, opened = self._session, self._session.opened
        look = partial(_lately, session.desk, opened, session.actor)
        session.run(self, look, self._on_lately, channel="search")

    def _on_lately(self, found: tuple[list[Hit], Sequence[ListView]]) -> None:
        hits, self._views = found
        self._lately = tuple(dict.fromkeys([*self._session.opened, *(hit.id for hit in hits)]))
        self._show_found([*(self._hit(hit) for hit in hits), *self._fitting("")], "")

    def _on_found(self, text: str, hits: list[Hit]) -> None:
        said = f"Nothing holds “{text.strip()}”. Try fewer letters, or another word."
        acts = self._fitting(text)
        self._show_found(
            [*acts[:3], *(self._hit(hit) for hit in hits), *acts[3:]], "" if hits or acts else said
        )

    def _fitting(self, text: str) -> list[Line]:
        """The commands and views a word of which begins with each word of ``text``."""
        offered = [
            *(Line(one.title, "", one.keys, one.icon, one.act) for one in self._commands),
            *(self._view_line(view) for view in self._views),
        ]
        wanted = folded(text).split()
        return [
            line
            for line in offered
            if all(any(w.startswith(part) for w in _words(line.title)) for part in wanted)
        ]

    def _view_line(self, view: ListView) -> Line:
        title = f"{REGISTERS[view.register].title}: {view.name}"
        return Line(title, "", "View", "columns", partial(self._session.view_asked.emit, view))

    def _hit(self, hit: Hit) -> Line:
        has_day = hit.dated_on is not None and hit.register != "people"
        said = [hit.reference, day_text(hit.dated_on, self._session.today()) if has_day else ""]
        said += ["recent"] if hit.id in self._lately else []
        aside = " · ".join(filter(None, said))
        return Line(hit.title, hit.detail, aside, hit.register, partial(self._go_to, hit.register, hit.id))

    def _go_to(self, register: str, record_id: int) -> None:
        self._session.navigate.emit(register, record_id)

    def _follow_when_found(self) -> None:
        """Go to the chosen line; where what was typed is still being looked for, to the first that is found."""
        if self._awaits:
            self._follows = True
        else:
            self._follow(self.list.currentIndex())

    def _show_found(self, lines: Sequence[Line], said: str) -> None:
        self._awaits = False
        self._show(lines, said)
        if self._follows:
            self._follows = False
            self._follow(self.list.currentIndex())

    def _show(self, lines: Sequence[Line], said: str) -> None:
        self._lines.show(lines)
        self._hint.setText(said)
        self._hint.setVisible(bool(said))
        self.list.setVisible(bool(lines))
        self._choose(0)
        self._place()

    def _choose(self, row: int) -> None:
        if self._lines.lines:
            index = self._lines.index(max(0, min(row, len(self._lines.lines) - 1)))
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _follow(self, index: QModelIndex) -> None:
        if index.isValid():
            line: Line = index.data(LINE)
            self.close_palette()
            line.act()

    def _place(self) -> None:
        """As tall as what is found, in whole lines, as far as there is room."""
        room = min(_MOST_HEIGHT, max(160, self.height() - _TOP - SPACE))
        self.list.setFixedHeight(0)
        around = self._panel.sizeHint().height()
        lines = min(len(self._lines.lines), (room - around) // LinePainter.HEIGHT)
        self.list.setFixedHeight(lines * LinePainter.HEIGHT)
        width = min(_WIDTH, self.width() - 2 * SPACE)
        self._panel.setGeometry((self.width() - width) // 2, _TOP, width, around + lines * LinePainter.HEIGHT)
