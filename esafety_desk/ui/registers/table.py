"""The table of a register: rows of one height, columns that give way when there is little room."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
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
from esafety_desk.ui.registers.list_model import ROW, RegisterModel
from esafety_desk.ui.theme import ROW_HEIGHT, colours, text_font

_PAD, _HEAD_HEIGHT, _ALWAYS = 10, 40, 9


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
        table = option.widget
        if chosen and table is not None and table.hasFocus():
            _paint_focus(painter, option.rect, index.column() == 0)

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
        shown = model.view.columns[index.column()]
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


def _paint_focus(painter: QPainter, cell: QRect, is_first: bool) -> None:
    if is_first:
        painter.fillRect(QRect(cell.left(), cell.top(), 3, cell.height()), QColor(colours().accent))


class RegisterTable(QTableView):
    """Emits ``picked`` when another record is chosen and ``opened`` on Enter or a double click."""

    picked = Signal(object)
    opened = Signal(int)

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._chosen: int | None = None
        self._is_choosing = False
        self.setModel(model)
        self.setObjectName(f"list.{model.view.name}")
        self.setAccessibleName(model.view.register.title)
        self.setItemDelegate(RowPainter(self))
        self._calm()
        self._head()
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    @property
    def chosen(self) -> int | None:
        """The id of the record in view."""
        return self._chosen

    def choose(self, record_id: int | None) -> bool:
        """Select a record and bring it into view; False if the list does not hold it."""
        row = -1 if record_id is None else self._model.row_of(record_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))
            self.scrollTo(self._model.index(row, 0))
        return row >= 0

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
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when the list gets the focus, but leaves it unmarked."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _calm(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMinimumSectionSize(ROW_HEIGHT)

    def _head(self) -> None:
        head, view = self.horizontalHeader(), self._model.view
        head.setHighlightSections(False)
        head.setFixedHeight(_HEAD_HEIGHT)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        fields = [shown.field for shown in view.columns]
        order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(fields.index(view.sort) if view.sort in fields else -1, order)
        self.setSortingEnabled(True)

    def _fit_columns(self) -> None:
        """Give each column its width, the stretching ones what is left; without room the least kept go.

        Where even those that always stay want more than there is, the stretching ones give way.
        """
        columns, room = self._model.view.columns, self.viewport().width()
        shown = set(range(len(columns)))
        while sum(columns[at].width for at in shown) > room:
            at = min(shown, key=lambda at: (columns[at].keep, at))
            if columns[at].keep >= _ALWAYS:
                break
            shown.discard(at)
        spare = room - sum(columns[at].width for at in shown)
        widths = {at: columns[at].width for at in shown}
        for at in sorted(shown):
            more = max(0, min(spare, columns[at].roomy - widths[at]))
            widths[at], spare = widths[at] + more, spare - more
        elastic = [at for at in shown if columns[at].stretches] or [max(shown)]
        weight = sum(columns[at].width for at in elastic)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, at not in shown)
            more = spare * column.width // weight if at in elastic else 0
            self.setColumnWidth(at, widths.get(at, column.width) + more)

    def _on_about_to_reset(self) -> None:
        self._is_choosing = True
        at = self.currentIndex()
        self._offset = self.visualRect(at).top() if at.isValid() else None

    def _on_reset(self) -> None:
        """Find the chosen record in its new place and hold it where it was on the screen."""
        row = -1 if self._chosen is None else self._model.row_of(self._chosen)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))
            if self._offset is not None:
                self.verticalScrollBar().setValue(row * ROW_HEIGHT - max(0, self._offset))
            self.scrollTo(self._model.index(row, 0))
        self._is_choosing = False
        if row < 0 and self._chosen is not None:
            self._chosen = None
            self.picked.emit(None)

    _offset: Any = None

    def _open(self, row: int) -> None:
        record_id = self._model.id_at(row)
        if record_id is not None:
            self.opened.emit(record_id)
