"""The views of one list: which there are, which is in use, how a list is laid out now and kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from esafety_desk.services import viewing
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.services.viewing import ListView
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.filters import FilterBar
from esafety_desk.ui.registers.right_side import RightSide
from esafety_desk.ui.registers.table import RegisterTable
from esafety_desk.ui.registers.views_button import ViewsButton
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.ui.registers.columns_panel import ColumnsPanel


class Arranging(QObject):
    """``applied`` tells that another view is in use and what it lets through is to be asked for."""

    applied = Signal()

    def __init__(
        self,
        view: RegisterView,
        session: Session,
        filters: FilterBar,
        table: RegisterTable,
        right: RightSide,
    ) -> None:
        super().__init__(right)
        self._view, self._session = view, session
        self._filters, self._table, self._right = filters, table, right
        self._views: tuple[ListView, ...] = ()
        self._current: ListView | None = None
        self._panel: ColumnsPanel | None = None
        self._is_first = True
        self._as_it_comes = self._now("")
        self.button = ViewsButton()
        filters.add_at_end(self.button)
        self.button.chosen.connect(self.use)
        self.button.arrange_asked.connect(self.open_panel)
        self.button.keep_asked.connect(lambda: self._keep_changes())
        self.button.drop_asked.connect(self._drop)
        table.heads.columns_asked.connect(self.open_panel)
        for changed in (filters.changed, table.heads.rearranged, table.heads.sortIndicatorChanged):
            changed.connect(self._tell)
        session.records_changed.connect(self._on_records_changed)
        right.currentChanged.connect(self._on_right_changed)

    def read(self) -> None:
        """Read the views; the one that opens first is used at once, if this is the first time."""
        views = partial(viewing.views, self._session.desk, self._view.name)
        self._session.run(self, views, self._on_read, channel="views")

    def use(self, view: ListView | None) -> None:
        """Show the list as ``view`` says; None shows it as it comes."""
        self._current = view
        shown = view or self._as_it_comes
        self._is_first = False
        self._filters.blockSignals(True)
        self._filters.narrow(shown.text, shown.chips, shown.term, shown.mine)
        self._filters.blockSignals(False)
        self._table.heads.arrange(shown.columns)
        self._table.show_order(shown.sort, shown.descending)
        self.applied.emit()
        self._tell()
        if self._panel is not None:
            self._panel.name_it(self._current)

    def open_panel(self) -> None:
        """Show columns and name in place of the record."""
        from esafety_desk.ui.registers.columns_panel import ColumnsPanel

        panel = ColumnsPanel()
        panel.arranged.connect(self._table.heads.arrange)
        panel.reset_asked.connect(lambda: self._table.heads.arrange(self._as_it_comes.columns))
        panel.keep_asked.connect(self._keep)
        panel.drop_asked.connect(self._drop)
        panel.left.connect(self._right.put_aside_away)
        self._right.close_form()
        self._right.show_aside(panel)
        self._panel = panel
        panel.name_it(self._current)
        self._tell()
        panel.list.setFocus()

    def _now(self, name: str) -> ListView:
        query = self._table.model().query
        return ListView(
            self._view.name,
            name,
            **self._filters.narrowed(),
            columns=self._table.heads.shown,
            sort=query.sort,
            descending=query.descending,
        )

    def _tell(self) -> None:
        """Let button and panel say how things are."""
        current = self._current
        now = (
            replace(self._now(current.name), id=current.id, opens_first=current.opens_first)
            if current
            else None
        )
        self.button.show_current(self._views, current, is_changed=now != current)
        if self._panel is not None:
            self._panel.show_list(self._columns(), current)

    def _columns(self) -> list[tuple[str, str, bool]]:
        model, heads = self._table.model(), self._table.heads
        shown, left_out = heads.shown, heads.without_room
        titles = {
            column.field: model.title(column) + (" · no room now" if column.field in left_out else "")
            for column in model.columns
        }
        hidden = [field for field in titles if field not in shown]
        return [(field, titles[field], field in shown) for field in (*shown, *hidden)]

    def _keep_changes(self) -> None:
        if self._current is not None:
            self._keep(self._current.name, self._current.opens_first, is_another=False)

    def _keep(self, name: str, opens_first: bool, is_another: bool) -> None:
        known = self._current.id if self._current and not is_another else None
        view = replace(self._now(name), opens_first=opens_first, id=known)
        self._change(partial(_kept, view))

    def _drop(self) -> None:
        if self._current is not None:
            self._change(partial(_dropped, self._current))

    def _change(self, verb: Callable[[Work], viewing.Kept]) -> None:
        self._session.change(self, verb, self._on_kept, self._on_failed)

    def _on_kept(self, kept: viewing.Kept) -> None:
        self._current = kept.view
        self._tell()
        if self._panel is not None:
            self._panel.name_it(self._current)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and self._panel is not None:
            self._panel.show_problem(error.sentence)
        else:
            self._session.report_error(error)

    def _on_read(self, views: tuple[ListView, ...]) -> None:
        self._views = views
        first = next((view for view in views if view.opens_first), None)
        if self._is_first and first is not None:
            self.use(first)
        self._is_first = False
        known = self._current.id if self._current else None
        self._current = next((view for view in views if view.id == known), None)
        self._tell()

    def _on_records_changed(self, changed: frozenset) -> None:
        if changed & viewing.CHANGED:
            self.read()

    def _on_right_changed(self) -> None:
        if self._right.currentWidget() is not self._panel:
            self._panel = None


def _kept(view: ListView, work: Work) -> viewing.Kept:
    return viewing.keep(work, view)


def _dropped(view: ListView, work: Work) -> viewing.Kept:
    return viewing.drop(work, view)
