"""The parts of the report: ticked ones are in it, and each leads to its page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, Qt, Signal
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from esafety_desk.policy.report_choices import Chapter

_CHAPTER = Qt.ItemDataRole.UserRole
_BEFORE, _AFTER = ("Summary",), ("How this was counted", "Sign-off")
_LEAST_HEIGHT = 170


class PartsList(QListWidget):
    """The mouse or Space ticks, a click on a title or Return goes there."""

    changed = Signal()
    """A part was put in or left out."""
    asked = Signal(int, QPointF)
    """The page, counted from 1, and the point on it at which the chosen part begins."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report.contents")
        self.setAccessibleName("Contents of the report")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places: dict[str, tuple[int, QPointF]] = {}
        self._left_out: frozenset[Chapter] = frozenset()
        for title in _BEFORE:
            self._add(title)
        for chapter in Chapter:
            self._add(chapter.label, chapter)
        for title in _AFTER:
            self._add(title)
        self._ticked = False
        self.itemChanged.connect(self._on_ticked)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._go)

    @property
    def left_out(self) -> frozenset[Chapter]:
        return self._left_out

    def show_places(self, document: QPdfDocument | None) -> None:
        """Learn from the outline of ``document`` where each part begins; what has nothing to say is told so."""
        self._places = _places(document) if document is not None else {}
        for number in range(self.count()):
            item = self.item(number)
            is_in = item.text() in self._places or not self._places
            is_ticked = not item.data(_CHAPTER) or item.checkState() is Qt.CheckState.Checked
            item.setToolTip("Nothing to say about these days" if is_ticked and not is_in else "")

    def _add(self, title: str, chapter: Chapter | None = None) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if chapter is not None:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(_CHAPTER, chapter.value)
        self.addItem(item)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        """Also hears of other changes to a line; only a tick changes what is left out."""
        items = [one for one in map(self.item, range(self.count())) if one.data(_CHAPTER)]
        off = frozenset(
            Chapter(one.data(_CHAPTER)) for one in items if one.checkState() is Qt.CheckState.Unchecked
        )
        if off != self._left_out:
            self._left_out, self._ticked = off, True
            self.changed.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        was_ticked, self._ticked = self._ticked, False
        if not was_ticked:
            self._go(index)

    def _go(self, index: QModelIndex) -> None:
        place = self._places.get(index.data())
        if place is not None:
            self.asked.emit(*place)


def _places(document: QPdfDocument) -> dict[str, tuple[int, QPointF]]:
    """Where the outline leads, by heading without its number."""
    model, role = QPdfBookmarkModel(), QPdfBookmarkModel.Role
    model.setDocument(document)
    lines = [model.index(row, 0) for row in range(model.rowCount(QModelIndex()))]
    return {
        str(line.data(role.Title)).lstrip("0123456789 "): (line.data(role.Page) + 1, line.data(role.Location))
        for line in lines
    }
