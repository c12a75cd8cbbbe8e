"""One item of a subject-access pack: each of its texts as it will be given out, and what was taken out of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import column, holder, label, scrolling
from esafety_desk.ui.theme import GAP, SPACE, colours

if TYPE_CHECKING:
    from esafety_desk.services.papers.disclosure import Item, Review, Told

_LINES_AT_MOST = 12
_LETTERS_A_LINE = 56


class PackItem(QWidget):
    """``rewritten``: field, text, and whether it is as it was found. ``reason_given``: why the item is left out."""

    rewritten = Signal(str, str, bool)
    reason_given = Signal(str)

    def __init__(self, item: Item, review: Review) -> None:
        super().__init__()
        self.setObjectName("pack.item")
        self._shown: dict[str, str] = {}
        within = column(label(item.title, "heading", wraps=True), gap=GAP)
        if item.is_by_name:
            told = "Only the name in its text leads here. Make sure that it is this person who is meant."
            within.addWidget(label(told, "question", wraps=True))
        if item.key in review.left_out:
            within.addWidget(label("Left out because", "name"))
            within.addWidget(self._reason(review.left_out[item.key]))
        for told in item.told:
            if told.is_free:
                self._add(within, item, told, review)
        within.addLayout(_plain(item))
        within.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(holder(within)))

    def _reason(self, text: str) -> QLineEdit:
        reason = QLineEdit(text)
        reason.setObjectName("pack.reason")
        reason.setAccessibleName("Left out because")
        reason.setPlaceholderText("Such as: it is somebody else's information")
        reason.textEdited.connect(self.reason_given)
        return reason

    def _add(self, within: QVBoxLayout, item: Item, told: Told, review: Review) -> None:
        within.addWidget(label(told.label, "name"))
        text = self._shown[told.key] = review.text(item, told)
        editor = QPlainTextEdit(text)
        editor.setObjectName(f"pack.text.{told.key}")
        editor.setAccessibleName(told.label)
        editor.setTabChangesFocus(True)
        lines = min(max(text.count("\n") + 1 + len(text) // _LETTERS_A_LINE, 1), _LINES_AT_MOST)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * lines + 26)
        _StandIns(editor.document())
        editor.textChanged.connect(partial(self._on_typed, told, editor))
        within.addWidget(editor)
        for removal in told.cleaned.removals:
            within.addWidget(label(f"Taken out: “{removal.was}”, now {removal.said}", "hint", wraps=True))
        for doubt in told.cleaned.doubts:
            shared = f"“{doubt}” is somebody else's name as well. Read these words twice."
            within.addWidget(label(shared, "question", wraps=True))

    def _on_typed(self, told: Told, editor: QPlainTextEdit) -> None:
        text = editor.toPlainText()
        if text == self._shown[told.key]:
            return  # colours changed, not words
        self._shown[told.key] = text
        self.rewritten.emit(told.key, text, text == told.cleaned.text)


def _plain(item: Item) -> QGridLayout:
    """What is no text of anyone's own: dates, choices, people by what they are."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE)
    grid.setColumnStretch(1, 1)
    for at, told in enumerate(one for one in item.told if not one.is_free):
        grid.addWidget(label(told.label, "hint", wraps=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(told.cleaned.text, wraps=True), at, 1)
    return grid


class _StandIns(QSyntaxHighlighter):
    """What stands in for a name is seen at once, in the tint of a selection."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        look = QTextCharFormat()
        look.setBackground(QColor(colours().tint))
        look.setForeground(QColor(colours().accent))
        start = text.find("[")
        while start >= 0:
            end = text.find("]", start)
            if end < 0:
                return
            self.setFormat(start, end - start + 1, look)
            start = text.find("[", end)
