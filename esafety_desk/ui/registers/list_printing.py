"""A list onto paper: the rows one sees, in their order, over the page that lists them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from esafety_desk.ui.registers.requests import Listed
from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.host.progress import Progress
    from esafety_desk.services.keeping import Work
    from esafety_desk.ui.paper_sheet import PaperSheet
    from esafety_desk.ui.paper_view import ShownPaper


def show_list_on_paper(session: Session, asker: QWidget, listed: Listed) -> PaperSheet:
    """Draw a list."""
    from esafety_desk.ui.paper_sheet import PaperSheet

    sheet = PaperSheet(session, asker, _title(listed))
    sheet.draw_long(partial(_drawn, listed=listed), lambda done, of: f"{done:,} of {of:,} lines drawn")
    return sheet


def _drawn(work: Work, progress: Progress, *, listed: Listed) -> ShownPaper:
    from esafety_desk.services import printing_lists
    from esafety_desk.ui.paper_view import ShownPaper

    query = listed.query
    content = printing_lists.print_list(work, query, listed.columns, shown=listed.told, progress=progress)
    return ShownPaper(
        _title(listed),
        printing_lists.suggested_file_name(query, work.today),
        content,
        partial(printing_lists.witness_print, query=query),
    )


def _title(listed: Listed) -> str:
    return f"{listed.query.register.title} on paper"
