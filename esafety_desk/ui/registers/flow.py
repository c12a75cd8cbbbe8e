"""A layout that sets its things in lines, as words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from esafety_desk.ui.theme import GAP

_Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Left to right, then the next line. The last item takes the rest of its line if ``last_stretches``.

    Where the lines are ``even``, none is left with one item while the line above it has three.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = GAP,
        *,
        last_stretches: bool = False,
        even: bool = False,
    ) -> None:
        super().__init__(parent)
        self._is_even = even
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._gap = gap
        self._last_stretches = last_stretches
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, at: int, widget: QWidget) -> None:
        """Put ``widget`` before the item that stands at ``at``."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        """Called by Qt whenever something here may have another size."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Asked of many times before anything moves, so it is remembered."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
            self._heights[width] = self._place(inner, moves=False) + margins.top() + margins.bottom()
        return self._heights[width]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0)
        return QSize(widest, self.heightForWidth(max(widest, self.geometry().width())))

    def _place(self, rect: QRect, moves: bool) -> int:
        y = rect.y()
        lines = self._lines(rect.width())
        for line in lines:
            height = max(size.height() for _, size in line)
            x = rect.x()
            for item, size in line:
                if moves:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._gap
        return y - rect.y() - (self._gap if lines else 0)

    def _lines(self, width: int) -> list[_Line]:
        """The items that are shown, line by line, each with the size it gets."""
        lines, room = self._filled(width)
        if self._is_even and len(lines) > 1:
            lines = self._evened(lines)
        if lines and self._last_stretches:
            item, size = lines[-1][-1]
            lines[-1][-1] = (item, QSize(size.width() + max(0, room + self._gap), size.height()))
        return lines

    def _evened(self, lines: list[_Line]) -> list[_Line]:
        """As many lines in as little width as the widest item lets them have."""
        least = max(size.width() for line in lines for _, size in line)
        narrower = max(_taken(line, self._gap) for line in lines) - 1
        while narrower >= least and len(tried := self._filled(narrower)[0]) == len(lines):
            lines, narrower = tried, max(_taken(line, self._gap) for line in tried) - 1
        return lines

    def _filled(self, width: int) -> tuple[list[_Line], int]:
        """Lines as full as they get, and the room that is left on the last of them."""
        lines: list[_Line] = []
        room = -1
        for item in (item for item in self._items if not item.isEmpty()):
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, 0)) if width > 0 else size.width())
            if not lines or room < size.width():
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + self._gap
        return lines, room


def _taken(line: _Line, gap: int) -> int:
    return sum(size.width() + gap for _, size in line) - gap
