"""The pages of a PDF as they are read: under one another, as wide as the room allows, turned by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame

from esafety_desk.ui.printing import opened
from esafety_desk.ui.theme import SPACE, colours

STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
WIDEST = 1.25
"""At a desk, letters larger than that are no easier to read."""
_POINTS = 72


Spot = tuple[int, QRectF]
"""A page, counted from 0, and an area of it in points from its top left."""


class PdfPages(QPdfView):
    """Shows one document. Its links lead nowhere: a file opens nothing."""

    page_turned = Signal(int)
    """The page that has come into view, counted from 1."""
    zoomed = Signal(float)
    touched = Signal(int)
    """The number of the spot that was clicked; see ``set_spots``."""

    def __init__(self, name: str, told: str, *, widest: float = WIDEST) -> None:
        """``widest``: how large pages are made, at most, to fill their room."""
        super().__init__()
        self._widest = widest
        self.setObjectName(name)
        self.setAccessibleName(told)
        self._document = self._lasting(QPdfDocument(None))
        self._fits = True
        self._spots: Sequence[Spot] = ()
        self._told = ""
        self.setMouseTracking(True)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setPageSpacing(SPACE)
        self.setDocumentMargins(QMargins(SPACE, SPACE, SPACE, SPACE))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.pageNavigator().currentPageChanged.connect(lambda page: self.page_turned.emit(page + 1))
        self._draw_ground()

    @property
    def page_count(self) -> int:
        return self._document.pageCount()

    def show_content(self, content: bytes) -> bool:
        """Show these bytes, on the page that was in view before; False if they are no readable PDF."""
        document, buffer = opened(content)
        if document.status() is not QPdfDocument.Status.Ready or not document.pageCount():
            return False
        spot = self.verticalScrollBar().value()
        previous = self._document
        buffer.setParent(document)
        self._document = self._lasting(document)
        self.setDocument(document)
        previous.deleteLater()
        self._fit()
        self.verticalScrollBar().setValue(spot)
        return True

    def turn_to(self, page: int, at: QPointF | None = None) -> None:
        """Bring a page into view, counted from 1."""
        self.pageNavigator().jump(page - 1, at or QPointF())

    def zoom(self, steps: int) -> None:
        """Larger by so many steps, or smaller."""
        now = self.zoomFactor()
        beyond = [one for one in STEPS if (one > now + 0.01 if steps > 0 else one < now - 0.01)]
        if beyond:
            self._fits = False
            self._wear(beyond[0] if steps > 0 else beyond[-1])

    def fit(self) -> None:
        """As wide as the room allows, now and whenever the room changes."""
        self._fits = True
        self._fit()

    def _lasting(self, document: QPdfDocument) -> QPdfDocument:
        """Let ``document`` outlive this view: one that goes while its view is being destroyed calls on it."""
        document.setParent(QCoreApplication.instance())
        self.destroyed.connect(document.deleteLater)
        return document

    def _fit(self) -> None:
        if not self._fits or not self.page_count:
            return
        wide = max(self._document.pagePointSize(page).width() for page in range(self.page_count))
        room = self.width() - 2 * SPACE - self.verticalScrollBar().sizeHint().width()
        at_full_size = wide * self.screen().logicalDotsPerInch() / _POINTS
        self._wear(max(min(room / at_full_size, self._widest), STEPS[0]))

    def _wear(self, factor: float) -> None:
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(factor)
        self.zoomed.emit(factor)

    def _draw_ground(self) -> None:
        """What the sheets lie on; the view takes it from the palette's dark role."""
        worn = self.palette()
        worn.setColor(QPalette.ColorRole.Dark, colours().rail)
        self.setPalette(worn)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.palette().dark().color() != colours().rail:
            self._draw_ground()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Home: -self.page_count, Qt.Key.Key_End: self.page_count,
                 Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
            return
        page = self.pageNavigator().currentPage() + 1 + step
        self.turn_to(max(1, min(page, self.page_count)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        number = self.spot_at(event.position())
        if number is not None and event.button() is Qt.MouseButton.LeftButton:
            self.touched.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_over = self.spot_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(self._told if is_over else "")

    def set_spots(self, spots: Sequence[Spot], told: str) -> None:
        """Places that can be clicked; ``told`` is the tip over them."""
        self._spots, self._told = spots, told

    def spot_at(self, at: QPointF) -> int | None:
        """The number of the spot that lies at a point of the view."""
        found = self._place_at(at) if self._spots else None
        if found is None:
            return None
        page, point = found
        return next((n for n, s in enumerate(self._spots) if s[0] == page and s[1].contains(point)), None)

    def middle_of(self, number: int) -> QPointF:
        """Where in the view the middle of a spot lies."""
        page, area = self._spots[number]
        left, top, scale = self._corner(page)
        return QPointF(left + area.center().x() * scale, top + area.center().y() * scale)

    def _place_at(self, at: QPointF) -> tuple[int, QPointF] | None:
        """The page, counted from 0, and the point on it that lies at a point of the view."""
        for page in range(self.page_count):
            left, top, scale = self._corner(page)
            size = self._document.pagePointSize(page)
            point = QPointF((at.x() - left) / scale, (at.y() - top) / scale)
            if QRectF(QPointF(), size).contains(point):
                return page, point
        return None

    def _corner(self, page: int) -> tuple[float, float, float]:
        """Where in the view a page begins, and how many pixels there are to a point."""
        scale = self.screen().logicalDotsPerInch() / _POINTS * self.zoomFactor()
        margins, sizes = self.documentMargins(), [self._document.pagePointSize(n) for n in range(page + 1)]
        above = sum(round(size.height() * scale) + self.pageSpacing() for size in sizes[:-1])
        widest = max(self._document.pagePointSize(n).width() for n in range(self.page_count)) * scale
        room = max(float(self.viewport().width()), widest + margins.left() + margins.right())
        left = (room - sizes[-1].width() * scale) / 2 - self.horizontalScrollBar().value()
        return left, margins.top() + above - self.verticalScrollBar().value(), scale
