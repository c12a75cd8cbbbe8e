"""From a record's page, or a register's, to the paper that is made of it: one click, read before it is printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from esafety_desk.ui.session import Session

if TYPE_CHECKING:
    from esafety_desk.records.attachment import Attachment
    from esafety_desk.services.keeping import Work
    from esafety_desk.services.papers.printing import Composed
    from esafety_desk.ui.paper_sheet import PaperSheet
    from esafety_desk.ui.paper_view import ShownPaper


def show_paper(
    session: Session, asker: QWidget, name: str, title: str, reference: str = "", *, roles: bool = False
) -> PaperSheet:
    """Cover the page with the paper ``name`` made of the record with this reference."""

    def gather(work: Work) -> Composed:
        from esafety_desk.services.papers import printing

        return printing.compose(work, name, reference, roles=roles)

    return show_composed(session, asker, title, gather)


def show_composed(
    session: Session, asker: QWidget, title: str, gather: Callable[[Work], Composed]
) -> PaperSheet:
    """Cover the page with what ``gather`` composes on the store thread."""
    from esafety_desk.ui.paper_sheet import open_paper

    return open_paper(session, asker, title, gather, _drawn)


def show_kept(session: Session, asker: QWidget, title: str, attachment: Attachment) -> PaperSheet:
    """Cover the page with a paper that is kept with a record: the very bytes."""
    from esafety_desk.ui.paper_sheet import open_paper
    from esafety_desk.ui.paper_view import ShownPaper

    def gather(work: Work) -> bytes:
        from esafety_desk.services import evidence

        return evidence.content(work, attachment.id)

    return open_paper(session, asker, title, gather, partial(ShownPaper, title, attachment.file_name))


def _drawn(composed: Composed) -> ShownPaper:
    from esafety_desk.services.papers import printing
    from esafety_desk.ui.paper_view import ShownPaper

    told = f"{composed.title} {composed.reference}".strip()
    return ShownPaper(
        told,
        composed.file_name,
        printing.draw(composed),
        lambda work: printing.witness_print(work, composed),
    )
