"""A chart in the window: the very shapes that paper prints, painted in the window's colours."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from esafety_desk.policy.figures import Chart
from esafety_desk.reports.charts import Drawing, Line, Rect, Shape, Text, drawn, natural_height
from esafety_desk.ui.theme import SMALL_PX, Colours, colours, text_font

_MINIMUM_HEIGHTS = {"stacked": 150, "bars": 112}
_MINIMUM_HEIGHT = 112
_LINE = 1.3
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChartView(QWidget):
    """Shows one chart at whatever size it is given; screen readers hear its sentence.

    ``picked`` carries the place of the label that was clicked, or chosen by the arrow keys and taken by Enter.
    """

    picked = Signal(int)

    def __init__(self, chart: Chart | None = None) -> None:
        super().__init__()
        self._chart = chart
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if chart is not None:
            self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        self._chart, self._at = chart, len(chart.categories) - 1
        self.setObjectName(f"chart.{chart.key}")
        self.setMinimumHeight(_MINIMUM_HEIGHTS.get(chart.shape, _MINIMUM_HEIGHT))
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.alt)
        self.setToolTip(chart.alt)
        self.update()

    def sizeHint(self) -> QSize:
        if self._chart is None:
            return QSize(320, _MINIMUM_HEIGHT)
        return QSize(320, round(natural_height(self._chart, 320, _wide, SMALL_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        drawing = _drawing(self._chart, self.width(), self.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        inks = _inks(colours())
        for shape in drawing.shapes:
            _paint(painter, shape, inks)
        if self.hasFocus():
            _paint_chosen(painter, self._label(drawing, self._at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The label nearest to the click is meant: below a column, before a bar."""
        if self._chart is None or not self.rect().contains(event.position().toPoint()):
            return
        drawing = _drawing(self._chart, self.width(), self.height())
        spots = [self._label(drawing, at).center() for at in range(len(self._chart.categories))]
        click, lies = event.position(), self._chart.shape == "bars"
        apart = [abs(spot.y() - click.y()) if lies else abs(spot.x() - click.x()) for spot in spots]
        self.picked.emit(apart.index(min(apart)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._chart is not None and event.key() in _STEPS:
            self._at = (self._at + _STEPS[event.key()]) % len(self._chart.categories)
            self.setAccessibleDescription(f"{self._chart.categories[self._at]}. {self._chart.alt}")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _label(self, drawing: Drawing, at: int) -> QRectF:
        """Where the words of one label stand."""
        wanted = self._chart.categories[at] if self._chart is not None else ""
        for shape in drawing.shapes:
            if isinstance(shape, Text) and shape.text == wanted:
                wide = _wide(shape.text, shape.size)
                return QRectF(_left(shape, wide), shape.y - shape.size, wide, shape.size * _LINE)
        return QRectF()


def _wide(text: str, size: float) -> float:
    return _metrics(round(size)).horizontalAdvance(text)


@cache
def _metrics(px: int) -> QFontMetricsF:
    return QFontMetricsF(text_font(px))


@lru_cache(maxsize=8)
def _drawing(chart: Chart, width: int, height: int) -> Drawing:
    return drawn(chart, width, height, _wide, SMALL_PX)


def _inks(worn: Colours) -> dict[str, QColor]:
    """The colour of each role; what stands on a bar is dark or light, whichever is read better."""
    inks = {"ink": worn.ink, "ink-2": worn.ink_2, "line": worn.line, "surface": worn.surface}
    for number, colour in enumerate(worn.charts):
        inks[f"series{number}"] = colour
        inks[f"on-series{number}"] = "#FFFFFF" if QColor(colour).lightnessF() < 0.5 else "#1B2430"
    return {role: QColor(colour) for role, colour in inks.items()}


def _paint(painter: QPainter, shape: Shape, inks: dict[str, QColor]) -> None:
    if isinstance(shape, Rect):
        rect = QRectF(shape.x, shape.y, shape.width, shape.height)
        if shape.fill:
            painter.fillRect(rect, inks[shape.fill])
        if shape.stroke:
            painter.setPen(QPen(inks[shape.stroke], 1))
            painter.drawRect(rect)
    elif isinstance(shape, Line):
        painter.setPen(QPen(inks[shape.role], 1))
        painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
    elif isinstance(shape, Text):
        painter.setFont(text_font(round(shape.size)))
        painter.setPen(inks[shape.role])
        left = _left(shape, _wide(shape.text, shape.size))
        painter.drawText(QPointF(left, shape.y), shape.text)


def _left(text: Text, wide: float) -> float:
    return text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]


def _paint_chosen(painter: QPainter, label: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().accent), 2))
    painter.drawRoundedRect(label.adjusted(-3, -1, 3, 1), 4, 4)
