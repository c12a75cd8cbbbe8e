"""The user guide in a window of its own, beside what one is doing: contents and search left, the page right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from esafety_desk.services import guide
from esafety_desk.services.guide import HelpPage
from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.kit.search_box import SearchBox
from esafety_desk.ui.theme import GAP, HAIR, HEADING_PX, SPACE, TITLE_PX, colours, dress, text_font

_SIZE = (960, 640)
_CONTENTS_WIDTH = 304
_LEADING = 125
_INDENT = 24
_KEY = Qt.ItemDataRole.UserRole


class HelpWindow(QWidget):
    """Holds nothing of the desk, so it may stay open while one works; it closes with its ``parent``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle("Help")
        self.resize(*_SIZE)
        self._shown = ""
        self._box = SearchBox("Search the help", name="help.search")
        self._box.textChanged.connect(self._on_text)
        self._list = QListWidget()
        self._list.setObjectName("help.contents")
        self._list.setAccessibleName("Pages of the help")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(self._on_chosen)
        self._none = label("No page holds this. Try fewer letters, or another word.", "hint", wraps=True)
        self._text = QTextBrowser()
        self._text.setObjectName("help.text")
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._on_link)
        self._text.document().setDocumentMargin(SPACE)
        self._text.document().setIndentWidth(_INDENT)
        dress(self._text, "page-text")
        self._lay_out()
        for keys in ("Esc", "F1"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self._on_text("")

    @property
    def shown(self) -> str:
        """The key of the page in view."""
        return self._shown

    def open_at(self, name: str) -> None:
        """Show the page about a page of the window, and come to the front."""
        self._box.clear()
        self._choose(guide.page_about(name).key)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP)
        for thing in (self._box, self._list):
            left.addWidget(thing)
        left.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(_CONTENTS_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout(self)
        across.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        across.setSpacing(SPACE)
        across.addWidget(side)
        across.addWidget(self._text, 1)

    def _on_text(self, text: str) -> None:
        found = guide.find(text)
        self._list.blockSignals(True)
        self._list.clear()
        for page in found:
            item = QListWidgetItem(page.title)
            item.setData(_KEY, page.key)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._list.setVisible(bool(found))
        self._none.setVisible(not found)
        if text.strip() and found:
            self._list.setCurrentRow(0)

    def _choose(self, key: str) -> None:
        for row in range(self._list.count()):
            if self._list.item(row).data(_KEY) == key:
                self._list.setCurrentRow(row)
        self._show(guide.page(key))

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(guide.page(item.data(_KEY)))

    def _show(self, page: HelpPage) -> None:
        self._shown = page.key
        self._text.document().setDefaultStyleSheet(f"a {{ color: {colours().accent}; }}")
        self._text.setMarkdown(page.text)
        _set_in_type(self._text.document())
        self._text.setAccessibleName(page.title)

    def _on_link(self, link: QUrl) -> None:
        self._box.clear()
        self._choose(link.path().removesuffix(".md"))


def _set_in_type(document: QTextDocument) -> None:
    """Give headings, paragraphs and tables the measures of the window; Markdown brings none."""
    sizes = {1: TITLE_PX, 2: HEADING_PX}
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        measures = QTextBlockFormat()
        measures.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        is_in_table = cursor.currentTable() is not None
        measures.setNonBreakableLines(False)  # code gives way as well, so that nothing is scrolled sideways
        measures.setTopMargin(SPACE if level > 1 else 0)
        measures.setBottomMargin(0 if is_in_table else HAIR if block.textList() else GAP)
        cursor.mergeBlockFormat(measures)
        if level in sizes:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = QTextCharFormat()
            letters.setFont(text_font(sizes[level], strong=True))
            cursor.mergeCharFormat(letters)
        block = block.next()
    for table in document.rootFrame().childFrames():
        if isinstance(table, QTextTable):
            looks = table.format()
            looks.setBorder(0)
            looks.setCellPadding(HAIR)
            looks.setCellSpacing(0)
            looks.setBottomMargin(SPACE)
            table.setFormat(looks)
