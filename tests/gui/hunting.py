"""Every word that a window tells: on its widgets, to a screen reader, in its models and pages, in what is painted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QPainter, QPicture
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

from tests.gui.driving import said_by


def everything_told(root: QWidget) -> Iterator[str]:
    """Every word a shown widget has in it: on it, in its tips, for a screen reader, in its model and its pages."""
    shown = [root, *(widget for widget in root.findChildren(QWidget) if widget.isVisible())]
    for widget in shown:
        yield from said_by(widget)
        yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.objectName())
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(row) for row in range(widget.count()))
        if isinstance(widget, QAbstractItemView):
            yield from _in_model(widget)
        if isinstance(widget, QPdfView):
            document = widget.document()
            yield from (document.getAllText(page).text() for page in range(document.pageCount()))
    yield from (action.text() for action in root.findChildren(QAction))
    yield from _said_aloud(root)


def _in_model(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield from (str(model.index(row, column).data(role)) for role in Qt.ItemDataRole)


def _said_aloud(root: QWidget) -> Iterator[str]:
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        one = waiting.pop()
        if not one.state().invisible:
            yield from (one.text(part) for part in (QAccessible.Text.Name, QAccessible.Text.Description))
            yield one.text(QAccessible.Text.Value)
            waiting += [one.child(n) for n in range(one.childCount()) if one.child(n)]


def painted(window: QWidget) -> str:
    """Every word that is drawn when ``window`` is painted, whoever draws it: read from the strokes themselves.

    A QPicture keeps the text of each stroke in UTF-16, at even places or at odd ones.
    """
    strokes = QPicture()
    painter = QPainter(strokes)
    window.render(painter, QPoint())
    painter.end()
    kept = bytes(strokes.data())
    return "\n".join(kept[start:].decode("utf-16-be", "ignore") for start in (0, 1))
