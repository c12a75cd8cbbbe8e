"""The bar beneath a list when several records are selected: how many, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from esafety_desk.host.progress import Cancelled
from esafety_desk.services import several
from esafety_desk.services.keeping import Refused
from esafety_desk.services.several import ENDINGS, Ending, Together
from esafety_desk.ui.kit.basics import button, label, rule
from esafety_desk.ui.kit.progress_line import ProgressLine
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.registers.selection_asking import AskWho, AskWhy, SelectionAsking
from esafety_desk.ui.registers.stayed_list import StayedList
from esafety_desk.ui.registers.table import RegisterTable
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP


class SelectionBar(QWidget):
    """Hidden while no more than one record is selected. What leaves the desk is asked of the page around it."""

    export_asked = Signal()
    print_asked = Signal()
    copy_asked = Signal()

    def __init__(self, view: RegisterView, session: Session, table: RegisterTable) -> None:
        super().__init__()
        self._view, self._session, self._table = view, session, table
        self._asking: SelectionAsking | None = None
        self._stayed: StayedList | None = None
        self.setObjectName("selection")
        self.setAccessibleName("Selected records")
        self._told = label("", "strong", name="selection.told")
        self._progress = ProgressLine(session.jobs)
        self._row = QWidget()
        self._acts = FlowLayout(self._row)
        self._acts.setContentsMargins(GAP, 0, 0, GAP)
        self._acts.addWidget(self._told)
        self._add_acts()
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(GAP, 0, GAP, 0)
        self._within.setSpacing(GAP)
        for thing in (rule(), self._progress, self._row):
            self._within.addWidget(thing)
        table.selected.connect(self._on_selected)
        self.hide()

    def step_back(self) -> bool:
        """Esc: leave what is asked, then the list of those that stayed, then the selection."""
        if self._asking is not None:
            self._leave()
            return True
        return self._put_away() or self._table.select_one()

    def _add_acts(self) -> None:
        if self._view.assigns:
            self._add("Assign…", "action.assign-selected", partial(self._ask_who))
        for ending in ENDINGS.get(self._view.name, ()):
            act = partial(self._ask_why, ending) if ending.asks else partial(self._end, ending, "")
            self._add(ending.text, f"action.{ending.key}-selected", act)
        for icon, told, name, signal in (
            ("export", "Export the selected…", "action.export-selected", self.export_asked),
            ("print", "Print the selected", "action.print-selected", self.print_asked),
            ("copy", "Copy the selected as text (Ctrl+C)", "action.copy-selected", self.copy_asked),
        ):
            self._acts.addWidget(button("", "icon", icon=icon, told=told, name=name, on_click=signal.emit))
        self._acts.addWidget(
            button(
                "",
                "icon",
                icon="close",
                told="Select one alone (Esc)",
                name="action.select-one",
                on_click=self._table.select_one,
            )
        )

    def _add(self, text: str, name: str, act: Callable[[], object]) -> None:
        told = f"{text.rstrip('…')}: all that are selected"
        self._acts.addWidget(button(text, name=name, told=told, on_click=act))

    def _on_selected(self, count: int) -> None:
        self._told.setText(f"{count:,} selected")
        if count < 2:
            self._leave()
        self._show_what_there_is()

    def _show_what_there_is(self) -> None:
        has_several = self._table.count > 1
        self._row.setVisible(has_several)
        self.setVisible(has_several or self._stayed is not None)

    def _put_away(self) -> bool:
        """Forget those that stayed; False where there are none."""
        stayed, self._stayed = self._stayed, None
        if stayed is not None:
            stayed.hide()
            stayed.deleteLater()
        self._show_what_there_is()
        return stayed is not None

    def _ask_who(self) -> None:
        asking = AskWho(self._view, self._session)
        self._ask(asking, self._assign)

    def _ask_why(self, ending: Ending) -> None:
        self._ask(AskWhy(ending), partial(self._end, ending))

    def _ask(self, asking: SelectionAsking, then: Callable[..., object]) -> None:
        self._leave()
        self._asking = asking
        asking.answered.connect(then)
        asking.left.connect(self._leave)
        self._within.insertWidget(1, asking)
        asking.take_focus()

    def _leave(self) -> None:
        asking, self._asking = self._asking, None
        if asking is not None:
            had_focus = asking.isAncestorOf(self.window().focusWidget() or self)
            asking.hide()
            asking.deleteLater()
            if had_focus:
                self._table.setFocus()

    def _assign(self, person: int) -> None:
        assign = partial(
            several.assign, register_name=self._view.name, field=self._view.assigns, person=person
        )
        self._do(assign)

    def _end(self, ending: Ending, reason: str) -> None:
        self._do(partial(several.end, register_name=self._view.name, key=ending.key, reason=reason))

    def _do(self, verb: Callable[..., Together]) -> None:
        """One unit of work off this thread; meanwhile nothing more is begun."""
        if self._progress.is_watching:
            return
        underway = self._progress.watch(lambda done, of: f"{done:,} of {of:,} records")
        self.destroyed.connect(underway.stop)
        ids = self._table.selection()
        self._session.change(
            self, lambda work: verb(work, ids=ids, progress=underway), self._on_done, self._on_failed
        )

    def _on_done(self, told: Together) -> None:
        self._progress.rest()
        self._leave()
        self._put_away()
        if told.stayed:
            self._stayed = StayedList(told.stayed)
            self._stayed.followed.connect(partial(self._session.navigate.emit, self._view.name))
            self._stayed.left.connect(self._put_away)
            self._within.insertWidget(1, self._stayed)
            self._table.select_these({one.id for one in told.stayed})
            self._show_what_there_is()

    def _on_failed(self, error: Exception) -> None:
        self._progress.rest()
        if isinstance(error, Refused) and self._asking is not None:
            self._asking.say(error.sentence)
        elif not isinstance(error, Cancelled):
            self._session.report_error(error)
