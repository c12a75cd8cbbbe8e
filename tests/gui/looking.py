"""What a picky eye finds in a window: controls that Tab leaves out, controls without a name, text without room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from esafety_desk.ui.kit.page_head import ElidedLabel
from tests.gui.driving import Leader, said_by

_BESIDE_LINE, _BESIDE_CHOICE, _BESIDE_TITLE, _ARROW = 20, 40, 20, 14
"""In px: what margins and arrows take from the text of a line, a closed list and a table's head."""


@dataclass(frozen=True)
class Findings:
    """Names of what is amiss in one view."""

    unreached: list[str]
    nameless: list[str]
    clipped: list[str]


def looked_at(leader: Leader) -> Findings:
    """Go once round the view by the Tab key, then look at everything that shows in it."""
    shown = leader.shown()
    return Findings(
        unreached=sorted(called(widget) for widget in _unreached(leader, shown)),
        nameless=sorted(called(widget) for widget in shown if _takes_focus(widget) and not _spoken(widget)),
        clipped=sorted(told for widget in shown for told in _clipped(widget)),
    )


def called(widget: QWidget) -> str:
    """A widget as a failing test names it."""
    return widget.objectName() or widget.accessibleName() or type(widget).__name__


def _unreached(leader: Leader, shown: list[QWidget]) -> set[QWidget]:
    reached, window = set(), leader.program.frame.windowHandle()
    for _ in range(2 * sum(map(_is_stop, shown))):
        reached.add(leader.focus)
        QTest.keyClick(window, Qt.Key.Key_Tab)
    stops = {widget for widget in shown if _is_stop(widget)}  # once visited, a row of buttons keeps one stop
    return stops - reached | {button for button in shown if _is_beside_no_stop(button, stops)}


def _is_stop(widget: QWidget) -> bool:
    return (
        _takes_focus(widget)
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
    )


def _is_beside_no_stop(widget: QWidget, stops: set[QWidget]) -> bool:
    """Whether a button is neither a stop nor in a row of buttons with one, among which the arrow keys walk."""
    is_button = isinstance(widget, QAbstractButton) and _takes_focus(widget) and widget not in stops
    return is_button and not any(stop.parentWidget() is widget.parentWidget() for stop in stops)


def _takes_focus(widget: QWidget) -> bool:
    return widget.isEnabled() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus


def _spoken(widget: QWidget) -> str:
    """What a screen reader says of it."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told is not None else ""


def _clipped(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QTableView):
        yield from _clipped_heads(widget)
    elif any(isinstance(widget, kind) and lacks_room(widget) for kind, lacks_room in _LACKS_ROOM.items()):
        yield f"{called(widget)}: {' '.join(said_by(widget))}"


def _label_lacks_room(label: QLabel) -> bool:
    if isinstance(label, ElidedLabel):
        return _wide(label, label.text()) > label.width()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return bool(label.text()) and label.sizeHint().width() > label.width()


def _button_lacks_room(button: QPushButton) -> bool:
    return bool(button.text()) and QPushButton.sizeHint(button).width() > button.width()


def _choice_lacks_room(choice: QComboBox) -> bool:
    return _wide(choice, choice.currentText()) + _BESIDE_CHOICE > choice.width()


def _line_lacks_room(line: QLineEdit) -> bool:
    return _wide(line, line.text() or line.placeholderText()) + _BESIDE_LINE > line.width()


_LACKS_ROOM: dict[type[QWidget], Callable[..., bool]] = {
    QLabel: _label_lacks_room,
    QPushButton: _button_lacks_room,
    QComboBox: _choice_lacks_room,
    QLineEdit: _line_lacks_room,
}


def _clipped_heads(table: QTableView) -> Iterator[str]:
    head, model = table.horizontalHeader(), table.model()
    if head.length() > table.viewport().width():
        yield f"{called(table)}: wider than its room"
    for column in range(model.columnCount()):
        title = str(model.headerData(column, Qt.Orientation.Horizontal))
        arrow = _ARROW if head.sortIndicatorSection() == column else 0
        if not table.isColumnHidden(column) and _wide(head, title) + _BESIDE_TITLE + arrow > head.sectionSize(
            column
        ):
            yield f"{called(table)}: {title}"


def _wide(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)
