"""The button that says which view a list is shown in, and the menu that leads to the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from esafety_desk.services.viewing import ListView
from esafety_desk.ui.kit.basics import Button
from esafety_desk.ui.theme import HAIR

_LONGEST = 28
NO_VIEW = "View"


class ViewsButton(Button):
    """``chosen`` carries a ListView, or None for the list as it comes; ``arrange_asked``: the columns are wanted."""

    chosen = Signal(object)
    arrange_asked = Signal()
    keep_asked = Signal()
    drop_asked = Signal()

    def __init__(self) -> None:
        super().__init__(NO_VIEW, "quiet", name="action.views", icon="columns")
        self._views: Sequence[ListView] = ()
        self._current: ListView | None = None
        self._is_changed = False
        self.menu_of_views = QMenu(self)
        self.menu_of_views.setAccessibleName("Views of this list")
        self.menu_of_views.aboutToShow.connect(self._fill)
        self.clicked.connect(self._open)
        self.show_current((), None, is_changed=False)

    def show_current(self, views: Sequence[ListView], current: ListView | None, *, is_changed: bool) -> None:
        """Say which view is in use, and whether the list has been changed since."""
        self._views, self._current, self._is_changed = views, current, is_changed
        name = current.name if current else NO_VIEW
        shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        self.setText(f"{shown}, changed" if current and is_changed else shown)
        self.setToolTip("Views and columns")
        self.setAccessibleName(f"View: {name}, changed" if current and is_changed else f"View: {name}")

    def _open(self) -> None:
        self.menu_of_views.popup(self.mapToGlobal(QPoint(0, self.height() + HAIR)))

    def _fill(self) -> None:
        menu = self.menu_of_views
        menu.clear()
        self._offer("The list as it comes", "view.none", None)
        for view in self._views:
            said = f"{view.name} · opens first" if view.opens_first else view.name
            self._offer(said, f"view.{view.name}", view)
        menu.addSeparator()
        if self._current is not None and self._is_changed:
            self._act(f"Keep the changes to “{self._current.name}”", "action.view.keep", self.keep_asked)
        if self._current is not None:
            self._act(f"Delete “{self._current.name}”", "action.view.drop", self.drop_asked)
        self._act("Columns and this view…", "action.view.arrange", self.arrange_asked)

    def _offer(self, text: str, name: str, view: ListView | None) -> None:
        line = self.menu_of_views.addAction(text.replace("&", "&&"))
        line.setObjectName(name)
        line.setCheckable(True)
        line.setChecked((view.id if view else None) == (self._current.id if self._current else None))
        line.triggered.connect(lambda: self.chosen.emit(view))

    def _act(self, text: str, name: str, asked: Signal) -> None:
        line = self.menu_of_views.addAction(text.replace("&", "&&"))
        line.setObjectName(name)
        line.triggered.connect(lambda: asked.emit())
