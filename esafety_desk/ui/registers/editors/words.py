"""Editors of the school's own words: one word with type-ahead, several as chips to press or tokens to gather."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from esafety_desk.records.facts import FieldFacts
from esafety_desk.records.incident import RiskArea, risk_area_of
from esafety_desk.records.names import folded, tidy
from esafety_desk.records.words import Word
from esafety_desk.ui.icons import icon
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.registers.editors.roving import Roving
from esafety_desk.ui.registers.editors.suggestions import Suggestion, Suggestions
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import HAIR, colours, dress

FREE = frozenset({"platforms"})
"""Vocabularies in which a word that is not on the list may be kept as it was typed."""
_CHIPS = 16


def matching(words: tuple[Word, ...], typed: str) -> list[Word]:
    """The words with a part that begins as ``typed`` does, whatever accents and case."""
    wanted = folded(typed).strip()
    return [word for word in words if f" {wanted}" in f" {folded(word.label).replace('-', ' ')}"]


def on_offer(words: list[Word], vocabulary: str) -> list[Suggestion]:
    """Suggestions for ``words``; incident types under their risk areas."""
    if vocabulary != "incident-types":
        return [Suggestion(word.label, value=word.code) for word in words]
    offered: list[Suggestion] = []
    for area in RiskArea:
        mine = [Suggestion(word.label, value=word.code) for word in words if risk_area_of(word.code) is area]
        if mine:
            offered += [Suggestion(area.label, is_heading=True), *mine]
    return offered


class WordEditor(Editor):
    """One word: type a few letters and choose, or press the arrow down to see them all."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._line = _WordLine()
        self._line.setPlaceholderText("Type a few letters, or press ↓")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line)
        self.adopt(self._line)
        self._offers = Suggestions(self._line)
        self._offers.chosen.connect(self._on_chosen)
        self._offers.asked.connect(self._offer_all)
        self._line.pressed = self._offer_all
        self._line.textEdited.connect(self._on_edited)

    def value(self) -> Any:
        typed = tidy(self._line.text())
        code = self.session.words.code(self.facts.vocabulary, typed)
        known = code != typed or code in {word.code for word in self.session.words.of(self.facts.vocabulary)}
        return code if known or self.facts.vocabulary in FREE else (self._kept_code(typed) or None)

    def set_value(self, value: Any) -> None:
        self._line.setText(self.session.words.label(self.facts.vocabulary, value) if value else "")
        self._line.setCursorPosition(0)
        self._shown_value = value or ""

    _shown_value = ""

    def problem(self) -> str:
        return "Choose one from the list." if self._line.text().strip() and self.value() is None else ""

    def wants_full_width(self) -> bool:
        return False

    def _kept_code(self, typed: str) -> str:
        """The code first shown, where its word is archived and so no longer on offer."""
        label = self.session.words.label(self.facts.vocabulary, self._shown_value)
        return self._shown_value if typed and label == typed else ""

    def _on_edited(self, text: str) -> None:
        words = matching(self.session.words.of(self.facts.vocabulary), text)
        self._offers.offer(on_offer(words, self.facts.vocabulary))
        self.changed.emit()

    def _offer_all(self) -> None:
        self._offers.offer(
            on_offer(list(self.session.words.of(self.facts.vocabulary)), self.facts.vocabulary)
        )

    def _on_chosen(self, item: Suggestion) -> None:
        self._line.setText(item.text)
        self.changed.emit()
        self.left.emit()


class _WordLine(QLineEdit):
    """A line that shows its list when it is clicked while empty."""

    pressed: Any = None

    def mousePressEvent(self, event: Any) -> None:
        super().mousePressEvent(event)
        if self.pressed and not self.text():
            self.pressed()


class WordChipsEditor(Editor):
    """Several words of a short list, all in view as chips. Each is named field.<name>.<code>."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, HAIR, 0, HAIR)
        self._chips: dict[str, QPushButton] = {}
        self._roving = Roving(self)
        for word in session.words.of(facts.vocabulary):
            self._add(word.code, word.label)
        self.setObjectName(f"field.{facts.name}")
        self.setAccessibleName(facts.title)

    def take_focus(self) -> None:
        self._roving.take_focus()

    def _add(self, code: str, label: str) -> None:
        chip = QPushButton(label)
        chip.setCheckable(True)
        chip.setObjectName(f"field.{self.facts.name}.{code}")
        chip.setAccessibleName(f"{self.facts.title}: {label}")
        dress(chip, "chip")
        self._roving.add(chip)
        chip.clicked.connect(self.changed)
        self._flow.addWidget(chip)
        self._chips[code] = chip

    def value(self) -> Any:
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: Any) -> None:
        for code in value or ():
            if code not in self._chips:
                self._add(code, self.session.words.label(self.facts.vocabulary, code))
        for code, chip in self._chips.items():
            chip.setChecked(code in (value or ()))


class TokensEditor(Editor):
    """Several words gathered as tokens before the line one types in; Backspace takes the last one off."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._codes: list[str] = []
        self._flow = FlowLayout(self, gap=HAIR + 2, last_stretches=True)
        self._line = _WordLine()
        self._line.setMinimumWidth(190)
        self._line.setPlaceholderText("Add: type a few letters, or press ↓")
        self._flow.addWidget(self._line)
        self.adopt(self._line)
        self._offers = Suggestions(self._line)
        self._offers.chosen.connect(lambda item: self._take(item.value))
        self._offers.asked.connect(lambda: self._offer(""))
        self._line.pressed = lambda: self._offer("")
        self._line.textEdited.connect(self._offer)
        self._line.returnPressed.connect(self._on_return)
        self.left.connect(self._on_return)

    def value(self) -> Any:
        return tuple(self._codes)

    def set_value(self, value: Any) -> None:
        self._codes = list(value or ())
        self._rebuild()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self._line.text() and self._codes:
            self._drop(self._codes[-1])
        else:
            super().keyPressEvent(event)

    def _offer(self, text: str) -> None:
        words = matching(self.session.words.of(self.facts.vocabulary), text)
        offered = [s for s in on_offer(words, self.facts.vocabulary) if s.value not in self._codes]
        typed = tidy(text)
        if typed and self.facts.vocabulary in FREE and folded(typed) not in {folded(s.text) for s in offered}:
            offered.append(Suggestion(f"Use “{typed}”", "not on the list", typed))
        self._offers.offer(offered)

    def _on_return(self) -> None:
        typed = tidy(self._line.text())
        code = self.session.words.code(self.facts.vocabulary, typed)
        if typed and (code != typed or self.facts.vocabulary in FREE):
            self._take(code)

    def _take(self, code: str) -> None:
        self._line.clear()
        if code not in self._codes:
            self._codes.append(code)
            self._rebuild()
            self.changed.emit()

    def _drop(self, code: str) -> None:
        self._codes.remove(code)
        self._rebuild()
        self._line.setFocus()
        self.changed.emit()

    def _rebuild(self) -> None:
        while self._flow.count() > 1:
            old = self._flow.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for at, code in enumerate(self._codes):
            self._flow.insert(at, self._token(code))
        self.updateGeometry()

    def _token(self, code: str) -> QPushButton:
        label = self.session.words.label(self.facts.vocabulary, code)
        token = QPushButton(label)
        token.setIcon(icon("close", colours().accent))
        token.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        token.setCheckable(True)
        token.setChecked(True)
        token.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        token.setAccessibleName(f"Remove {label}")
        token.setToolTip(f"Remove {label}")
        token.setObjectName(f"field.{self.facts.name}.{code}")
        dress(token, "chip")
        token.clicked.connect(lambda: self._drop(code))
        return token


def words_editor(facts: FieldFacts, session: Session) -> Editor:
    """Chips where the list is short and closed, tokens otherwise."""
    is_short = len(session.words.of(facts.vocabulary)) <= _CHIPS and facts.vocabulary not in FREE
    return WordChipsEditor(facts, session) if is_short else TokensEditor(facts, session)
