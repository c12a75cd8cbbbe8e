"""The head of every page: a title, one sentence on how things stand, search in its corner, one filled button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from esafety_desk.ui.icons import SIZE, icon
from esafety_desk.ui.kit.basics import Button, button, column, label, row
from esafety_desk.ui.theme import SPACE, colours, dress, text_font


class PageHead(QWidget):
    """``search_asked``: the search in the corner was clicked. ``primary_asked``: the filled button was."""

    search_asked = Signal()
    primary_asked = Signal()

    def __init__(
        self, title: str, primary: str = "", *, primary_name: str = "action.new", searches: bool = True
    ) -> None:
        super().__init__()
        self._title = label(title, "title")
        self._sentence = ElidedLabel("sentence")
        self._search = SearchButton()
        self._search.clicked.connect(self.search_asked)
        self.primary: Button = button(primary, "primary", name=primary_name, on_click=self.primary_asked.emit)
        # The sentence has a line of its own, so that it stands in full beside whatever is at the right.
        self._line = row(self._title, 0, self._search, self.primary, gap=SPACE)
        self.setLayout(column(self._line, self._sentence, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._search.setVisible(searches)
        self.primary.setVisible(bool(primary))

    def add_beside_search(self, widget: QWidget) -> None:
        """Put a small act before the search."""
        self._line.insertWidget(self._line.indexOf(self._search), widget)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)

    def set_primary(self, text: str) -> None:
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setVisible(bool(text))


class SearchButton(QPushButton):
    """Looks like a search field, opens the search across everything."""

    def __init__(self) -> None:
        super().__init__("Search everything")
        self.setObjectName("action.search")
        self.setAccessibleName("Search everything")
        self.setFixedWidth(260)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        dress(self, "search")
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(text_font(12))
        painter.setPen(colours().ink_2)
        at_right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -12, 0), at_right, "Ctrl+K")

    def _draw(self) -> None:
        self.setIconSize(QSize(SIZE + 6, SIZE))
        self.setIcon(icon("search", colours().ink_2, gap=6))


class ElidedLabel(QLabel):
    """One line that gives way with "…" rather than push others aside; the whole text is its tool tip then."""

    def __init__(self, look: str = "", text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            dress(self, look)

    def sizeHint(self) -> QSize:
        """As tall without words as with them, so that nothing jumps when they come."""
        hint = super().sizeHint()
        return hint.expandedTo(QSize(0, self.fontMetrics().size(0, "x").height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
