"""The papers a record can be printed as, one click each, beneath its detail."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from esafety_desk.records.base import Record
from esafety_desk.services.papers.catalogue import Paper, papers_of
from esafety_desk.ui.kit.basics import Button, button, label
from esafety_desk.ui.pack_review import review_pack
from esafety_desk.ui.papers import show_paper
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.flow import FlowLayout
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE


class PapersBar(QWidget):
    """Made from the catalogue of papers. Each button is named paper.<name>, without names paper.<name>.roles."""

    def __init__(self, view: RegisterView, session: Session) -> None:
        super().__init__()
        self._session = session
        self._record: Record | None = None
        self._buttons: list[tuple[Paper, Button]] = []
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(SPACE, GAP, SPACE, 0)
        if papers_of(view.register):
            self._flow.addWidget(label("Print", "hint"))
        for paper in papers_of(view.register):
            self._add(paper)
            if paper.can_leave_out_names:
                self._add(paper, roles=True)
        self.hide()

    def offer(self, record: Record | None) -> None:
        """Offer the papers of this record; None offers nothing."""
        self._record = record
        for paper, made in self._buttons:
            made.setVisible(record is not None and paper.offered(record))
        self.setVisible(record is not None and any(paper.offered(record) for paper, _ in self._buttons))
        self.updateGeometry()

    def _add(self, paper: Paper, *, roles: bool = False) -> None:
        text = (paper.short or paper.title) + (", no names" if roles else "")
        name = f"paper.{paper.name}.roles" if roles else f"paper.{paper.name}"
        told = f"Print: {paper.title}{', no names' if roles else ''}"
        made = button(text, "link", name=name, told=told, on_click=partial(self._open, paper, roles))
        self._buttons.append((paper, made))
        self._flow.addWidget(made)

    def _open(self, paper: Paper, roles: bool) -> None:
        record = self._record
        if record is None or record.id is None:
            return
        if paper.is_reviewed:
            review_pack(self._session, self, record.id)
        else:
            show_paper(self._session, self, paper.name, paper.title, record.reference, roles=roles)
