"""The papers a record can be printed as, in one menu at its head."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from esafety_desk.records.base import Record
from esafety_desk.services.papers.catalogue import Paper, papers_of
from esafety_desk.ui.kit.basics import Button
from esafety_desk.ui.papers import show_paper
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.session import Session


class PapersButton(Button):
    """Made from the catalogue of papers. Each line is named paper.<name>, without names paper.<name>.roles."""

    def __init__(self, view: RegisterView, session: Session) -> None:
        super().__init__("Print", name="action.record-papers", told="Print a paper of this record")
        self._session = session
        self._record: Record | None = None
        self._lines: list[tuple[Paper, QAction]] = []
        self._menu = QMenu(self)
        self._menu.setAccessibleName("Papers of this record")
        for paper in papers_of(view.register):
            self._add(paper)
            if paper.can_leave_out_names:
                self._add(paper, roles=True)
        self.clicked.connect(lambda: self._menu.popup(self.mapToGlobal(QPoint(0, self.height()))))
        self.hide()

    def offer(self, record: Record | None) -> None:
        """Offer the papers of this record; None offers nothing."""
        self._record = record
        for paper, line in self._lines:
            line.setVisible(record is not None and paper.offered(record))
        self.setVisible(any(line.isVisible() for _, line in self._lines))

    def _add(self, paper: Paper, *, roles: bool = False) -> None:
        line = self._menu.addAction(paper.title + (", no names" if roles else ""))
        line.setObjectName(f"paper.{paper.name}.roles" if roles else f"paper.{paper.name}")
        line.triggered.connect(lambda _=False: self._open(paper, roles))
        self._lines.append((paper, line))

    def _open(self, paper: Paper, roles: bool) -> None:
        record = self._record
        if record is None or record.id is None:
            return
        if paper.is_reviewed:
            from esafety_desk.ui.pack_review import review_pack

            review_pack(self._session, self, record.id)
        else:
            show_paper(self._session, self, paper.name, paper.title, record.reference, roles=roles)
