"""A place that holds several kindred pages: one under another's tab, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from esafety_desk.ui.page import Page
from esafety_desk.ui.places import Place, Tab
from esafety_desk.ui.theme import GAP, TEXT_PX, dress, text_font

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Tab(QPushButton):
    """Leaves the arrow keys to its strip; Qt would move the focus within a page that is about to be hidden."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TabStrip(QWidget):
    """Tabs, one of them down. The arrow keys move between them, Tab leaves them."""

    chosen = Signal(str)

    def __init__(self, title: str, tabs: Sequence[Tab], current: str, px: int = TEXT_PX) -> None:
        """``title`` is what the tabs are of, as a screen reader says it; ``px`` the size of their letters."""
        super().__init__()
        self.setAccessibleName(f"{title}: pages")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        within = QHBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(GAP)
        metrics = QFontMetrics(text_font(px, strong=True))
        for tab in tabs:
            button = _Tab(tab.title)
            button.setCheckable(True)
            button.setObjectName(f"tab.{tab.key}")
            button.setAccessibleName(f"{title}: {tab.title}")
            dress(button, "tab")
            button.setMinimumWidth(metrics.horizontalAdvance(tab.title) + 2 * GAP)
            button.clicked.connect(lambda _=False, key=tab.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[tab.key] = button
            within.addWidget(button)
        within.addStretch(1)
        self.stand_on(current)

    def stand_on(self, key: str) -> None:
        """Mark ``key``; the other tabs are reached by the arrow keys."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if name == key else Qt.FocusPolicy.NoFocus)

    def take_focus(self, key: str) -> None:
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        at = next(n for n, key in enumerate(keys) if self._buttons[key].isChecked())
        self.chosen.emit(keys[(at + step) % len(keys)])


class TabbedPage(Page):
    """Each page keeps its own head; the strip of tabs stands beneath it, in the same spot on every one."""

    def __init__(
        self, place: Place, makers: Mapping[str, Callable[[QWidget], Page]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._makers = place, makers
        self._pages: dict[str, Page] = {}
        self._strips: dict[str, TabStrip] = {}
        self.setObjectName(f"place.{place.key}")
        self._stack = QStackedWidget()
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self._stack)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(lambda step=step: self._step(step))
        self.choose(place.tabs[0].key)

    @property
    def in_view(self) -> Page:
        return self._stack.currentWidget()

    def choose(self, name: str) -> None:
        is_by_key = self._stack.currentWidget() is not None and self._strip_has_focus()
        if name not in self._pages:
            self._make(name)
        if self._pages[name] is self._stack.currentWidget():
            return
        self._stack.setCurrentWidget(self._pages[name])
        self._pages[name].refresh()
        if is_by_key:
            self._strips[name].take_focus(name)
        else:
            self._pages[name].setFocus()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The page in view takes it, as it takes it where it stands alone."""
        self.in_view.setFocus(reason)

    def refresh(self) -> None:
        self.in_view.refresh()

    def flush(self) -> None:
        for page in self._pages.values():
            page.flush()

    def _make(self, name: str) -> None:
        page = self._makers[name](self._stack)
        page.setObjectName(f"page.{name}")
        strip = TabStrip(self._place.title, self._place.tabs, name)
        strip.chosen.connect(self._on_chosen)
        page.head.set_title(self._place.title)
        page.layout().insertWidget(1, strip)
        self._pages[name], self._strips[name] = page, strip
        self._stack.addWidget(page)

    def _on_chosen(self, name: str) -> None:
        for key, strip in self._strips.items():
            strip.stand_on(key)
        self.choose(name)

    def _step(self, step: int) -> None:
        keys = [tab.key for tab in self._place.tabs]
        at = next(n for n, key in enumerate(keys) if self._pages.get(key) is self.in_view)
        self._on_chosen(keys[(at + step) % len(keys)])

    def _strip_has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and any(strip.isAncestorOf(focused) for strip in self._strips.values())
