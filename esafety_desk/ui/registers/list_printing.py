"""A list onto paper: the rows one sees, in their order, over the page that lists them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from esafety_desk.services import printing_lists
from esafety_desk.services.listing import ListQuery
from esafety_desk.ui.paper_sheet import PaperSheet
from esafety_desk.ui.paper_view import ShownPaper
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.host.progress import Progress
    from esafety_desk.services.keeping import Work


def show_list_on_paper(
    session: Session, asker: QWidget, view: RegisterView, query: ListQuery, told: str
) -> PaperSheet:
    """Draw what ``query`` lets through; ``told`` says in words what the list was narrowed to."""
    sheet = PaperSheet(session, asker, f"{view.register.title} on paper")
    draw = partial(_drawn, view=view, query=query, told=told)
    sheet.draw_long(draw, lambda done, of: f"{done:,} of {of:,} lines drawn")
    return sheet


def _drawn(work: Work, progress: Progress, *, view: RegisterView, query: ListQuery, told: str) -> ShownPaper:
    columns = [shown.field for shown in view.columns]
    content = printing_lists.print_list(work, query, columns, shown=told, progress=progress)
    return ShownPaper(
        f"{view.register.title} on paper",
        printing_lists.suggested_file_name(query, work.today),
        content,
        partial(printing_lists.witness_print, query=query),
    )
