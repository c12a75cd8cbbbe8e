"""The heads of a list: which columns show, in which order, and how wide each is in the room there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from esafety_desk.ui.registers.list_model import RegisterModel

_HEIGHT, _ALWAYS = 40, 9


class ColumnHeads(QHeaderView):
    """Columns are moved by dragging their heads, or by ``move``. ``rearranged`` tells when they were."""

    rearranged = Signal()
    columns_asked = Signal()
    """A right click: the columns are to be chosen."""

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model.columns
        self._at = {column.field: at for at, column in enumerate(self._columns)}
        self._chosen: set[str] = {column.field for column in model.view.columns}
        self._is_arranging = False
        self._room = 0
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(_HEIGHT)
        self.sectionMoved.connect(self._on_moved)

    @property
    def shown(self) -> tuple[str, ...]:
        """The fields of the chosen columns from left to right, whether or not there is room for all."""
        order = (self._columns[self.logicalIndex(place)].field for place in range(self.count()))
        return tuple(field for field in order if field in self._chosen)

    @property
    def without_room(self) -> frozenset[str]:
        """The chosen columns that do not show because others leave no room for them."""
        return frozenset(field for field in self._chosen if self.isSectionHidden(self._at[field]))

    def arrange(self, fields: Sequence[str]) -> None:
        """Show these columns in this order; a name that is none is passed over, and nothing at all is refused."""
        wanted = [field for field in dict.fromkeys(fields) if field in self._at]
        if not wanted:
            return
        self._is_arranging = True
        for place, field in enumerate(wanted):
            self.moveSection(self.visualIndex(self._at[field]), place)
        self._is_arranging = False
        self._chosen = set(wanted)
        self.fit(self._room)
        self.rearranged.emit()

    def move(self, field: str, by: int) -> None:
        """Move a column among those that are chosen; at either end it stays."""
        order = list(self.shown)
        at = order.index(field)
        order.insert(max(0, at + by), order.pop(at))
        self.arrange(order)

    def fit(self, room: int) -> None:
        """Give each column its width, the stretching ones what is left; without room the least kept go.

        Where even those that always stay want more than there is, the stretching ones give way.
        """
        self._room = room
        columns = self._columns
        shown = {self._at[field] for field in self._chosen}
        while sum(columns[at].width for at in shown) > room:
            at = min(shown, key=lambda at: (columns[at].keep, at))
            if columns[at].keep >= _ALWAYS or len(shown) == 1:
                break
            shown.discard(at)
        spare = room - sum(columns[at].width for at in shown)
        widths = {at: columns[at].width for at in shown}
        for at in sorted(shown):
            more = max(0, min(spare, columns[at].roomy - widths[at]))
            widths[at], spare = widths[at] + more, spare - more
        elastic = [at for at in shown if columns[at].stretches] or [max(shown, key=self.visualIndex)]
        weight = sum(columns[at].width for at in elastic)
        for at, column in enumerate(columns):
            self.setSectionHidden(at, at not in shown)
            more = spare * column.width // weight if at in elastic else 0
            if at in shown:
                self.resizeSection(at, widths[at] + more)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.columns_asked.emit()

    def _on_moved(self) -> None:
        if not self._is_arranging:
            self.fit(self._room)
            self.rearranged.emit()
