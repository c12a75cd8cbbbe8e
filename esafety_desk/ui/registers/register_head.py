"""The head of a register's page, with the papers of the whole register: its list for a meeting, its blank form."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from esafety_desk.services.papers.blanks import FORMS
from esafety_desk.services.papers.catalogue import OF_LISTS, PAPERS
from esafety_desk.ui.kit.basics import button
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.papers import show_paper
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.session import Session


class RegisterHead(PageHead):
    """The papers stand in a menu beside the search: paper.<name> each. ``print_asked`` and
    ``export_asked``: the list as it is shown, on paper or as a file."""

    print_asked = Signal()
    export_asked = Signal()

    def __init__(self, view: RegisterView, session: Session) -> None:
        super().__init__(view.register.title, f"New {view.singular}")
        self._session = session
        papers = [(OF_LISTS[view.name], "")] if view.name in OF_LISTS else []
        papers += [("blank-forms", view.name)] if view.name in FORMS else []
        told = f"Papers of {view.register.title.lower()}"
        opener = button("", "icon", icon="print", told=told, name="action.papers")
        menu = QMenu(opener)
        menu.setAccessibleName(told)
        shown = menu.addAction("This list as it is shown")
        shown.setObjectName("action.print-list")
        shown.triggered.connect(lambda: self.print_asked.emit())
        out = menu.addAction("This list as a file…")
        out.setObjectName("action.export-list")
        out.triggered.connect(lambda: self.export_asked.emit())
        for name, reference in papers:
            text = f"Blank form: {view.singular}" if reference else PAPERS[name].title
            line = menu.addAction(text)
            line.setObjectName(f"paper.{name}")
            line.triggered.connect(lambda _=False, n=name, r=reference, t=text: self._show(n, r, t))
        opener.clicked.connect(lambda: menu.popup(opener.mapToGlobal(QPoint(0, opener.height()))))
        self.add_beside_search(opener)
        if view.comes_in_files:
            files = f"Bring in {view.register.title.lower()} from a file"
            ask = partial(session.draft_asked.emit, "bring-in", {"what": view.name})
            self.add_beside_search(
                button("", "icon", icon="bring-in", told=files, name="action.bring-in-files", on_click=ask)
            )

    def _show(self, name: str, reference: str, title: str) -> None:
        show_paper(self._session, self, name, title, reference)
