"""The acts that carry a record on, beneath its detail: those that make sense for it as it stands now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from esafety_desk.records.base import Record
from esafety_desk.ui.kit.basics import Button, button
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.registers.requests import Act
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE


class ActsBar(QWidget):
    """``asked`` carries a FormRequest. Each button is named action.<key>; acts of one menu share a button."""

    asked = Signal(object)

    def __init__(self, view: RegisterView, session: Session) -> None:
        super().__init__()
        self._view, self._session = view, session
        self._record: Record | None = None
        self._buttons: list[tuple[Act, Button]] = []
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(SPACE, GAP, SPACE, 0)
        for act in view.acts:
            if not act.menu:
                self._add(act)
        for title in dict.fromkeys(act.menu for act in view.acts if act.menu):
            self._add_menu(title)
        self.hide()

    def offer(self, record: Record | None) -> None:
        """Offer what can be done with this record; None offers nothing."""
        self._record = record
        for act, made in self._buttons:
            made.setVisible(record is not None and act.is_offered(record))
        has_menu = len(self._buttons) < self._flow.count()
        is_any = record is not None and (has_menu or any(act.is_offered(record) for act, _ in self._buttons))
        self.setVisible(is_any)
        self.updateGeometry()

    def _add(self, act: Act) -> None:
        made = button(act.text, name=f"action.{act.key}", on_click=partial(self._do, act))
        self._buttons.append((act, made))
        self._flow.addWidget(made)

    def _add_menu(self, title: str) -> None:
        made = button(title, name=f"action.{title.lower().strip('…').replace(' ', '-')}")
        menu = QMenu(made)
        menu.setAccessibleName(title)
        for act in self._view.acts:
            if act.menu == title:
                line = menu.addAction(act.text)
                line.setObjectName(f"action.{act.key}")
                line.triggered.connect(lambda _=False, act=act: self._do(act))
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(QPoint(0, -menu.sizeHint().height()))))
        self._flow.insert(0, made)

    def _do(self, act: Act) -> None:
        session, record = self._session, self._record
        if record is not None:
            session.run(self, lambda: act.ask(session.work(), record), self.asked.emit, channel="ask")
