"""A view that covers its page until it is closed: a title, a way out, and whatever is looked at."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.page import Page
from esafety_desk.ui.theme import GAP, SPACE, WIDE, dress


class Cover(QFrame):
    """Lies over the page that ``asker`` stands on; closed by Esc or its cross, and then forgotten."""

    def __init__(self, title: str, asker: QWidget, *, name: str, told: str) -> None:
        over = _page_of(asker)
        super().__init__(over)
        dress(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setAccessibleName(told)
        self._title = label(title, "heading", wraps=True, name=f"{name}.title")
        leave = button(
            "", "icon", icon="close", told="Close (Esc)", name=f"action.{name}.close", on_click=self.close
        )
        head = row(self._title, leave)
        head.setStretch(0, 1)
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE)
        within.setSpacing(GAP)
        within.addLayout(head)
        self._over = over
        self._before = over.window().focusWidget()
        over.installEventFilter(self)

    def open_with(self, inside: QWidget) -> None:
        """Show ``inside`` beneath the title and put the focus into it."""
        self.layout().addWidget(inside)
        self.layout().setStretchFactor(inside, 1)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        inside.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """What had the focus before has it again."""
        super().closeEvent(event)
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _page_of(asker: QWidget) -> QWidget:
    """The page around ``asker``: when the desk locks, it goes, and the view with it."""
    over = asker
    while not isinstance(over, Page) and over.parentWidget() is not None:
        over = over.parentWidget()
    return over
