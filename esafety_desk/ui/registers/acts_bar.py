"""What can be done with a record, beneath its detail: the acts that make sense as it stands now, then what is added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from esafety_desk.records.base import Record
from esafety_desk.ui.kit.basics import Button, button
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.registers.requests import Act
from esafety_desk.ui.session import Session


class ActsBar(QWidget):
    """``asked`` carries a FormRequest. Each button is named action.<key>; acts of one menu share a button.

    ``always`` stand behind the acts, whatever the record.
    """

    asked = Signal(object)

    def __init__(self, view: RegisterView, session: Session, always: Sequence[Button]) -> None:
        super().__init__()
        self._view, self._session = view, session
        self._record: Record | None = None
        self._buttons: list[tuple[Act, Button]] = []
        self._menus: list[Button] = []
        self._flow = FlowLayout(self, even=True)
        for act in view.acts:
            if not act.menu:
                self._add(act)
        for title in dict.fromkeys(act.menu for act in view.acts if act.menu):
            self._add_menu(title)
        for made in always:
            self._flow.addWidget(made)
        self.offer(None)

    def offer(self, record: Record | None) -> None:
        """Offer what can be done with this record; None offers nothing."""
        self._record = record
        for act, made in self._buttons:
            made.setVisible(record is not None and act.is_offered(record))
        for made in self._menus:
            made.setVisible(record is not None)
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
        self._menus.append(made)

    def _do(self, act: Act) -> None:
        session, record = self._session, self._record
        if record is not None:
            session.run(self, lambda: act.ask(session.work(), record), self.asked.emit, channel="ask")
