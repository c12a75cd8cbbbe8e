"""The groups of the author's words: each as the figures propose it until it is edited, and back again by one click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from esafety_desk.policy.narrative import Answer, Became, Carried
from esafety_desk.policy.report_choices import Chapter
from esafety_desk.ui.governors.draft import Named
from esafety_desk.ui.governors.lines import Line, Maker, NamedNotes, Words
from esafety_desk.ui.kit.basics import button, column, emptied, label, row
from esafety_desk.ui.theme import GAP, HAIR


class Block(QWidget):
    """``edited`` when its words changed; ``means_nobody`` carries words that name nobody here."""

    edited = Signal()
    means_nobody = Signal(str)

    def __init__(self, title: str, hint: str = "", *, key: str) -> None:
        super().__init__()
        self.is_edited = False
        self._title = label(title, "heading")
        self._back = button(
            "As proposed", "link", name=f"action.{key}.as-proposed", on_click=self._on_back,
            told=f"{title}: as proposed",
        )  # fmt: skip
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP)
        within = column(row(self._title, 0, self._back), gap=HAIR)
        if hint:
            within.addWidget(label(hint, "hint", wraps=True))
        within.addLayout(self._lines)
        self.setLayout(within)
        self._back.hide()

    def _set_edited(self, is_edited: bool) -> None:
        self.is_edited = is_edited
        self._back.setVisible(is_edited)

    def _on_edited(self) -> None:
        self._set_edited(True)
        self.edited.emit()

    def _on_back(self) -> None:
        self._set_edited(False)
        self.edited.emit()


class ListBlock(Block):
    """Lines of one kind. ``place`` is how the check for names calls them: "Sentence 2"."""

    def __init__(
        self, title: str, make: Maker, *, place: str, key: str, least: int, hint: str = "", add: str = ""
    ) -> None:
        """``least`` lines are always there; with ``add`` a button of these words makes another."""
        super().__init__(title, hint, key=key)
        self._make, self._place, self._key, self._least = make, place, key, least
        self._made: list[Line] = []
        if add:
            another = button(add, "link", name=f"action.{key}.add", on_click=self._on_add)
            self.layout().addLayout(row(another, 0))

    def value(self) -> tuple[Any, ...] | None:
        """The author's lines, or None where the proposal stands."""
        found = [line.value() for line in self._made]
        return tuple(value for value in found if value is not None) if self.is_edited else None

    def show_lines(self, proposed: Sequence[Any], written: Sequence[Any] | None) -> None:
        self._set_edited(written is not None)
        if written is not None and tuple(written) == self.value():
            return  # an echo of what stands here; an emptied line keeps its place while one writes
        shown = list(proposed if written is None else written)
        shown += [None] * (self._least - len(shown))
        self._have(len(shown))
        for line, value in zip(self._made, shown, strict=True):
            line.show_value(value)

    def show_named(self, named: Sequence[Named]) -> None:
        number = 0
        for line in self._made:
            number += line.value() is not None
            line.mark([one for one in named if one.hit.place == f"{self._place} {number}"])

    def _have(self, count: int) -> None:
        if len(self._made) > count:
            emptied(self._lines)
            self._made = []
        while len(self._made) < count:
            number = len(self._made) + 1
            line = self._make(f"words.{self._key}.{number}", f"{self._place} {number}")
            line.edited.connect(self._on_edited)
            line.notes.means_nobody.connect(self.means_nobody)
            self._made.append(line)
            self._lines.addWidget(line)

    def _on_add(self) -> None:
        self._have(len(self._made) + 1)
        line = self._made[-1]
        line.findChild(Words).setFocus()


class AnswersBlock(Block):
    """What became of each thing that the last issued report asked or promised."""

    def __init__(self) -> None:
        super().__init__("What was asked and promised", key="answers")
        self._rows: list[tuple[str, QComboBox, QLineEdit, NamedNotes]] = []

    def value(self) -> Mapping[str, Answer]:
        found = {what: Answer(Became(b.currentData()), w.text().strip()) for what, b, w, _ in self._rows}
        return {what: answer for what, answer in found.items() if answer != Answer()}

    def show_answers(self, carried: Sequence[Carried], written: Mapping[str, Answer]) -> None:
        self.setVisible(bool(carried))
        if [item.what for item in carried] != [what for what, *_ in self._rows]:
            emptied(self._lines)
            self._rows = []
            for number, item in enumerate(carried, start=1):
                self._add_row(number, item)
        for what, became, words, _ in self._rows:
            answer = written.get(what, Answer())
            became.setCurrentIndex(became.findData(answer.became.value))
            if words.text().strip() != answer.words:
                words.setText(answer.words)

    def show_named(self, named: Sequence[Named]) -> None:
        for what, _, _, notes in self._rows:
            notes.show_named([one for one in named if one.hit.place == f"What became of “{what[:40]}”"])

    def _add_row(self, number: int, item: Carried) -> None:
        told = label(f"{item.what} ({item.owner}, {item.source})", wraps=True)
        became = QComboBox()
        became.setObjectName(f"words.answers.{number}")
        became.setAccessibleName(f"What became of: {item.what}")
        for one in Became:
            became.addItem(one.label, one.value)
        words = QLineEdit()
        words.setObjectName(f"words.answers.{number}.words")
        words.setAccessibleName(f"A word on: {item.what}")
        words.setPlaceholderText("A word on it")
        notes = NamedNotes()
        became.activated.connect(self.edited)
        words.textEdited.connect(self.edited)
        notes.means_nobody.connect(self.means_nobody)
        self._lines.addLayout(column(told, row(became, words), notes, gap=HAIR))
        self._rows.append((item.what, became, words, notes))


class RemarksBlock(Block):
    """The author's own paragraphs, each at the end of a part."""

    def __init__(self) -> None:
        super().__init__(
            "Your own paragraphs", "They stand at the end of the part you choose.", key="remarks"
        )
        self._texts: dict[Chapter, str] = {}
        self._chapter = QComboBox()
        self._chapter.setObjectName("words.remarks.part")
        self._chapter.setAccessibleName("Part of the report")
        for chapter in Chapter:
            self._chapter.addItem(chapter.label, chapter.value)
        self._chapter.currentIndexChanged.connect(self._show)
        self._words = Words("words.remarks", "Your own paragraphs")
        self._words.textChanged.connect(self._on_text)
        self._notes = NamedNotes()
        self._notes.means_nobody.connect(self.means_nobody)
        for thing in (self._chapter, self._words, self._notes):
            self._lines.addWidget(thing)
        self._named: Sequence[Named] = ()

    def value(self) -> Mapping[Chapter, str]:
        return {chapter: text for chapter, text in self._texts.items() if text}

    def show_remarks(self, written: Mapping[Chapter, str]) -> None:
        self._texts = dict(written)
        self._show()

    def show_named(self, named: Sequence[Named]) -> None:
        """Bring the first part that names someone into the field."""
        self._named = named
        places = {one.hit.place for one in named}
        named_parts = [chapter for chapter in Chapter if chapter.label in places]
        if named_parts and self._current not in named_parts and not self._words.hasFocus():
            self._chapter.setCurrentIndex(self._chapter.findData(named_parts[0].value))
        self._mark()

    @property
    def _current(self) -> Chapter:
        return Chapter(self._chapter.currentData())

    def _show(self) -> None:
        self._words.set_text(self._texts.get(self._current, "").strip())
        self._mark()

    def _mark(self) -> None:
        named = [one for one in self._named if one.hit.place == self._current.label]
        self._words.mark(named)
        self._notes.show_named(named)

    def _on_text(self) -> None:
        self._texts[self._current] = self._words.text()
        self.edited.emit()
