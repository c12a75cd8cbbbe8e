"""The school's own lists in Settings: words added, renamed, archived and put into order, each kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.wording import counted
from esafety_desk.records.incident import RiskArea, risk_area_of
from esafety_desk.services import wording_lists
from esafety_desk.services.keeping import Work
from esafety_desk.services.wording_lists import ListedWord, WordsSaved
from esafety_desk.ui.kit.basics import Button, button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE

_WITH_AREAS = "incident-types"
_HINT = (
    "A new label shows everywhere at once; what was printed stays as it was. An archived word is no longer "
    "offered, and stays in the records that use it. Severities and states follow the policy's rules and are fixed."
)
_Verb = Callable[[Work], WordsSaved]


class WordsCard(Card):
    """One list at a time. Enter in a word's line keeps its new label, Esc brings the old one back."""

    shown = Signal()
    """The words of the chosen list are in view."""

    def __init__(self, session: Session) -> None:
        super().__init__("Words")
        self.setObjectName("card.words")
        self._session = session
        self._lines: dict[str, _WordLine] = {}
        self._which = QComboBox()
        self._which.setObjectName("field.vocabulary")
        self._which.setAccessibleName("List")
        for vocabulary, title in wording_lists.TITLES.items():
            self._which.addItem(title, vocabulary)
        self._new = QLineEdit()
        self._new.setObjectName("field.new_word")
        self._new.setAccessibleName("New word")
        self._new.setPlaceholderText("New word")
        self._new.returnPressed.connect(self._on_add)
        self._area = QComboBox()
        self._area.setObjectName("field.new_word.area")
        self._area.setAccessibleName("Risk area of the new type")
        for area in RiskArea:
            self._area.addItem(area.label, area)
        self._problem = label("", "error", wraps=True, name="message.words")
        self._grid = QGridLayout()
        self._lay_out()
        self._which.currentIndexChanged.connect(lambda: self.show_words())
        session.words_changed.connect(self.show_words)
        self.show_words()

    @property
    def vocabulary(self) -> str:
        return self._which.currentData()

    def show_words(self) -> None:
        """Read the chosen list anew."""
        desk, vocabulary = self._session.desk, self.vocabulary
        self._area.setVisible(vocabulary == _WITH_AREAS)
        read = partial(wording_lists.words_of, desk, vocabulary)
        self._session.run(self, read, partial(self._show, vocabulary), channel="words")

    def _lay_out(self) -> None:
        self.body.addWidget(label(_HINT, "hint", wraps=True))
        self.body.addLayout(row(self._which, 0))
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(HAIR)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(1, SPACE * 6)
        self.body.addLayout(self._grid)
        add = button("Add", name="action.add-word", icon="plus", on_click=self._on_add)
        adding = row(self._new, self._area, add)
        adding.setStretch(0, 1)
        self.body.addLayout(adding)
        self.body.addWidget(self._problem)
        self._problem.hide()

    def _show(self, vocabulary: str, words: Sequence[ListedWord]) -> None:
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        for line in self._lines.values():
            line.remove_from(self._grid)
        self._lines = {
            word.code: _WordLine(word, at, len(words), _area(vocabulary, word))
            for at, word in enumerate(words)
        }
        for at, line in enumerate(self._lines.values()):
            line.put_into(self._grid, at)
            line.name.editingFinished.connect(partial(self._on_renamed, vocabulary, line))
            line.up.clicked.connect(partial(self._move, vocabulary, line.word.code, -1))
            line.down.clicked.connect(partial(self._move, vocabulary, line.word.code, 1))
            line.archive.clicked.connect(partial(self._archive, vocabulary, line.word))
        if name:
            again = self.findChild(QWidget, name)
            (again if again is not None and again.isEnabled() else self._new).setFocus()
        self.shown.emit()

    def _on_add(self) -> None:
        text, vocabulary = self._new.text(), self.vocabulary
        area = RiskArea(self._area.currentData()) if vocabulary == _WITH_AREAS else None
        self._do(lambda work: wording_lists.add(work, vocabulary, text, area), self._new.clear)

    def _on_renamed(self, vocabulary: str, line: _WordLine) -> None:
        text = line.name.text()
        if text.strip() == line.word.label:
            self._problem.hide()
            return
        code = line.word.code
        self._do(lambda work: wording_lists.rename(work, vocabulary, code, text))

    def _move(self, vocabulary: str, code: str, step: int, _checked: bool = False) -> None:
        self._do(lambda work: wording_lists.move(work, vocabulary, code, step))

    def _archive(self, vocabulary: str, word: ListedWord, _checked: bool = False) -> None:
        to = not word.archived
        self._do(lambda work: wording_lists.archive(work, vocabulary, word.code, archived=to))

    def _do(self, verb: _Verb, then: Callable[[], object] | None = None) -> None:
        def done(saved: WordsSaved) -> None:
            self._problem.hide()
            if then is not None:
                then()

        self._session.change(self, verb, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._problem.setText(error.sentence)
            self._problem.show()
        else:
            self._session.report_error(error)


class _WordLine:
    """The widgets of one word."""

    def __init__(self, word: ListedWord, at: int, count: int, area: str) -> None:
        self.word = word
        self.name = _LabelLine(word.label)
        self.name.setObjectName(f"word.{word.code}")
        self.name.setAccessibleName(f"Word: {word.label}")
        self.told = Badge("Archived") if word.archived else label(_used(word, area), "hint")
        self.up = self._step("up", "chevron-up", at > 0)
        self.down = self._step("down", "chevron-down", at < count - 1)
        text = "Bring back" if word.archived else "Archive"
        self.archive: Button = button(
            text, "quiet", name=f"word.{word.code}.archive", told=f"{text}: {word.label}"
        )

    def put_into(self, grid: QGridLayout, at: int) -> None:
        for place, widget in enumerate(self._widgets()):
            grid.addWidget(widget, at, place, Qt.AlignmentFlag.AlignVCenter)
            widget.show()

    def remove_from(self, grid: QGridLayout) -> None:
        for widget in self._widgets():
            widget.setObjectName("")
            widget.blockSignals(True)
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _widgets(self) -> tuple[QWidget, ...]:
        return self.name, self.told, self.up, self.down, self.archive

    def _step(self, way: str, icon: str, is_possible: bool) -> Button:
        told = f"Move {way}: {self.word.label}"
        made = button("", "icon", icon=icon, told=told, name=f"word.{self.word.code}.{way}")
        made.setEnabled(is_possible)
        return made


class _LabelLine(QLineEdit):
    """Esc brings back what it said before."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._before = text
        self.setMaxLength(120)

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.setText(self._before)
            return
        super().keyPressEvent(event)


def _used(word: ListedWord, area: str) -> str:
    uses = f"in {counted(word.uses, 'record')}" if word.uses else "not used"
    return f"{area} · {uses}" if area else uses


def _area(vocabulary: str, word: ListedWord) -> str:
    return risk_area_of(word.code).label if vocabulary == _WITH_AREAS else ""
