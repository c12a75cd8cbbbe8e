"""The table of a register: rows of one height, columns that give way when there is little room."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from esafety_desk.services.listing import ListRow
from esafety_desk.ui.registers.column_heads import ColumnHeads
from esafety_desk.ui.registers.list_model import ROW, RegisterModel
from esafety_desk.ui.theme import ROW_HEIGHT, colours, text_font

_PAD = 10
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_THIS_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS


class RowPainter(QStyledItemDelegate):
    """Paints a row in one pass, with soft bars where its content is still on the way."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        worn, row = colours(), index.data(ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(worn.tint))
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if row is None:
            _paint_soft_bar(painter, room)
            return
        self._write(painter, room, index, row)
        if chosen and option.rect.left() == 0:
            _paint_mark(painter, option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        """A cell that had to be cut says all of it."""
        text = index.data() or ""
        is_cut = option.fontMetrics.horizontalAdvance(text) > view.visualRect(index).width() - 2 * _PAD
        QToolTip.showText(event.globalPos(), text if is_cut else "", view)
        return True

    def _write(self, painter: QPainter, room: QRect, index: QModelIndex, row: ListRow) -> None:
        model = index.model()
        shown = model.columns[index.column()]
        text = model.text(row, shown)
        second = row.restricted or shown.field == "reference"
        painter.setFont(text_font())
        painter.setPen(QColor(colours().ink_2 if second else colours().ink))
        if model.is_late(row, shown):
            painter.setPen(QColor(colours().red))
        side = model.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        metrics = painter.fontMetrics()
        painter.drawText(room, side, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


def _paint_soft_bar(painter: QPainter, room: QRect) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().rail))
    bar = QRect(room.left(), room.center().y() - 4, max(16, room.width() * 3 // 5), 9)
    painter.drawRoundedRect(bar, 4, 4)
    painter.restore()


def _paint_mark(painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
    """A bar before the row that the keys move, and before every one of several that are selected."""
    table = option.widget
    if not isinstance(table, RegisterTable):
        return
    has_keys = index.row() == table.currentIndex().row() and table.hasFocus()
    if has_keys or table.count > 1:
        wide = 3 if has_keys else 2
        ink = colours().accent if has_keys else colours().ink_2
        painter.fillRect(QRect(0, option.rect.top(), wide, option.rect.height()), QColor(ink))


class RegisterTable(QTableView):
    """Emits ``picked`` when another record is chosen and ``opened`` on Enter or a double click.

    Several are selected by Shift, Ctrl and Ctrl+A: ``selected`` tells how many, ``copy_asked`` that they are to be
    copied. What is selected stays so while it is in the list.
    """

    picked = Signal(object)
    opened = Signal(int)
    selected = Signal(int)
    copy_asked = Signal()

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._chosen: int | None = None
        self._is_choosing = False
        self._held: frozenset[int] = frozenset()
        self.count = 0
        self.setModel(model)
        self.setObjectName(f"list.{model.view.name}")
        self.setAccessibleName(model.view.register.title)
        self.heads = ColumnHeads(model, self)
        self.setHorizontalHeader(self.heads)
        self.setItemDelegate(RowPainter(self))
        self._calm()
        self._head()
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    @property
    def chosen(self) -> int | None:
        """The id of the record in view."""
        return self._chosen

    def choose(self, record_id: int | None) -> bool:
        """Select a record and bring it into view; False if the list does not hold it."""
        row = -1 if record_id is None else self._model.row_of(record_id)
        if row >= 0:
            self._go_to(row)
            self.scrollTo(self._model.index(row, 0))
        return row >= 0

    def selection(self) -> list[int]:
        """The ids of the selected records, in the order of the list."""
        return self._model.ids_in(self._spans())

    def select_one(self) -> bool:
        """Let all but the current record go; False where no more than that was selected."""
        had_several = self.count > 1
        if had_several:
            self._go_to(self.currentIndex().row())
        return had_several

    def select_these(self, ids: Set[int]) -> None:
        """Select the records of ``ids`` that the list holds."""
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for rows in self._model.rows_among(ids):
            chosen.select(self._model.index(rows.start, 0), self._model.index(rows.stop - 1, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def forget(self) -> None:
        """Choose nothing."""
        self.setCurrentIndex(QModelIndex())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        chosen = self._model.id_at(current.row()) if current.isValid() else None
        if chosen != self._chosen and not self._is_choosing:
            self._chosen = chosen
            self.picked.emit(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when the list gets the focus, but leaves it unmarked."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self._go_to(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heads.fit(self.viewport().width())

    def _calm(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMinimumSectionSize(ROW_HEIGHT)

    def _head(self) -> None:
        self.heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.show_order(self._model.view.sort, self._model.view.descending)
        self.setSortingEnabled(True)

    def show_order(self, field: str, descending: bool) -> None:
        """Sort by ``field``, as a click on its head would."""
        fields = [shown.field for shown in self._model.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.heads.setSortIndicator(fields.index(field) if field in fields else -1, order)

    def _go_to(self, row: int) -> None:
        """Make one row the current one, whatever key is held down meanwhile."""
        self.selectionModel().setCurrentIndex(self._model.index(row, 0), _THIS_ALONE)

    def _spans(self) -> list[range]:
        """The selected rows as stretches, from top to bottom, none twice."""
        spans: list[range] = []
        for top, bottom in sorted((one.top(), one.bottom()) for one in self.selectionModel().selection()):
            if spans and top <= spans[-1].stop:
                top, bottom = spans[-1].start, max(spans.pop().stop - 1, bottom)
            spans.append(range(top, bottom + 1))
        return spans

    def _on_selection(self) -> None:
        if not self._is_choosing:
            before, self.count = self.count, sum(map(len, self._spans()))
            self.selected.emit(self.count)
            if max(before, self.count) > 1:
                self.viewport().update()  # each row of several bears a mark

    def _on_about_to_reset(self) -> None:
        self._held = frozenset(self.selection()) if self.count > 1 else frozenset()
        self._is_choosing = True
        at = self.currentIndex()
        self._offset = self.visualRect(at).top() if at.isValid() else None

    def _on_reset(self) -> None:
        """Find the chosen record in its new place and hold it where it was on the screen."""
        row = -1 if self._chosen is None else self._model.row_of(self._chosen)
        if row >= 0:
            self._go_to(row)
            if self._offset is not None:
                self.verticalScrollBar().setValue(row * ROW_HEIGHT - max(0, self._offset))
            self.scrollTo(self._model.index(row, 0))
        if self._held:
            self.select_these(self._held)
        self._is_choosing = False
        self._on_selection()
        if row < 0 and self._chosen is not None:
            self._chosen = None
            self.picked.emit(None)

    _offset: Any = None

    def _open(self, row: int) -> None:
        record_id = self._model.id_at(row)
        if record_id is not None:
            self.opened.emit(record_id)
