"""What leaves a list, all of it or what is selected: onto paper, as a file, as text for the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from esafety_desk.policy.wording import counted
from esafety_desk.services import exporting
from esafety_desk.ui.kit import clipboard
from esafety_desk.ui.registers.list_export import ListExport
from esafety_desk.ui.registers.list_printing import show_list_on_paper
from esafety_desk.ui.registers.requests import Listed
from esafety_desk.ui.registers.table import RegisterTable
from esafety_desk.ui.session import Session


class TakingOut(QObject):
    """Works on one list; ``told`` says in words what it is narrowed to."""

    def __init__(
        self, page: QWidget, session: Session, table: RegisterTable, told: Callable[[], str]
    ) -> None:
        super().__init__(page)
        self._page, self._session, self._table, self._told = page, session, table, told

    def print_all(self) -> None:
        show_list_on_paper(self._session, self._page, self._all())

    def export_all(self) -> None:
        ListExport(self._session, self._page, self._all())

    def print_selected(self) -> None:
        show_list_on_paper(self._session, self._page, self._selected())

    def export_selected(self) -> None:
        ListExport(self._session, self._page, self._selected())

    def copy_selected(self) -> None:
        """As text, under the columns in view; from the clipboard it goes when the desk locks."""
        listed, session = self._selected(), self._session
        if not listed.query.only:
            return
        copy = partial(exporting.copy_text, query=listed.query, columns=listed.columns)
        number = len(listed.query.only)
        session.run(self, lambda: copy(session.work()), partial(self._put, number), channel="copy")

    def _put(self, number: int, text: str) -> None:
        clipboard.put(text)
        what = counted(number, "record")
        self._session.message.emit(f"{what} copied as text. The copy goes when the desk locks.", None)

    def _all(self) -> Listed:
        return Listed(self._table.model().query, self._table.heads.shown, self._told())

    def _selected(self) -> Listed:
        ids = self._table.selection()
        query = replace(self._table.model().query, only=frozenset(ids))
        return Listed(query, self._table.heads.shown, f"{len(ids):,} selected")
