"""Every paper is drawn here: a document in, the bytes of its PDF out. Same document, same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.reports.blocks import Prose, Rule
from esafety_desk.reports.document import Document
from esafety_desk.reports.flow import Block, Page, laid_out, page_of
from esafety_desk.reports.furniture import Furniture
from esafety_desk.reports.parts import blocks_of
from esafety_desk.reports.pen import About, Pen
from esafety_desk.reports.printable import checked, unprintable
from esafety_desk.reports.style import FOOT, MARGIN
from esafety_desk.reports.tags import Element
from esafety_desk.reports.title_block import TitleBlock

__all__ = ["about", "pages_of", "render", "unprintable"]


def render(document: Document) -> bytes:
    """The document as a tagged PDF on A4.

    Raises Unprintable where a text holds a character that the paper's font lacks.
    """
    clean = checked(document)
    pen = Pen(about(clean))
    pages = laid_out(_blocks(clean, pen.root))
    furniture = Furniture(clean, pen.sheet, len(pages), page_of(clean.method_key, pages))
    for number, page in enumerate(pages, start=1):
        for placed in page:
            block = placed.block
            if block.title:
                pen.bookmark(block.key, block.title, placed.y - 12, block.level)
            block.draw(pen, MARGIN, placed.y)
        furniture.draw(pen, number)
        pen.end_page()
    return pen.finished()


def pages_of(document: Document) -> tuple[Page, ...]:
    """The blocks of ``document`` where ``render`` draws them."""
    return laid_out(_blocks(checked(document), Element("Document")))


def _blocks(document: Document, root: Element) -> Iterator[Block]:
    title = TitleBlock(document, root)
    yield title
    yield from blocks_of(document.parts, root, used=title.height)
    if document.verification:
        for block in (Rule(), Prose(document.verification, Element("P", root), FOOT, before=4.0)):
            block.hangs = True
            yield block


def about(document: Document) -> About:
    """What the file says of itself."""
    return About(
        title=" ".join((document.file_title or f"{document.title} · {document.school.name}").split()),
        subject=document.subject,
        author=document.author,
        dated_on=document.dated_on,
        keywords=document.seal,
    )
