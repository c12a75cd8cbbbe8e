"""The structure of a tagged PDF: what is a heading, a paragraph, a cell, and in which order it is read.

ReportLab writes no tags of its own. What it offers is enough: literal operators in a page's stream, entries of the
catalog, and named objects. Source of the rules: ISO 32000-1, 14.6 to 14.8; ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


class Element:
    """One element of the structure; it stands among its parent's kids from the moment it is made.

    ``kind`` is a standard type of PDF 1.7 (P, H1, TD, …). Content is marked by the pen, as (page, mark) pairs.
    """

    __slots__ = ("attributes", "kids", "kind", "number")

    def __init__(self, kind: str, parent: Element | None = None, attributes: str = "") -> None:
        self.kind, self.attributes = kind, attributes
        self.kids: list[Element | tuple[int, int]] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)


def column_head(parent: Element) -> Element:
    """The head of a column in a row of heads."""
    return Element("TH", parent, "/A<</O/Table/Scope/Column>>")


def row_head(parent: Element) -> Element:
    """The first cell of a row, which says what the row is."""
    return Element("TH", parent, "/A<</O/Table/Scope/Row>>")


def bullets(parent: Element) -> Element:
    """A list."""
    return Element("L", parent, "/A<</O/List/ListNumbering/Disc>>")


def figure(parent: Element, instead: str) -> Element:
    """A drawing, with the words that are read out in its place."""
    return Element("Figure", parent, f"/Alt{literal(instead)}")


def boxed(element: Element, left: float, bottom: float, right: float, top: float) -> None:
    """Say where on its page a figure stands, from the bottom left."""
    element.attributes += (
        f"/A<</O/Layout/Placement/Block/BBox[{left:.1f} {bottom:.1f} {right:.1f} {top:.1f}]>>"
    )


def literal(text: str) -> str:
    """``text`` as a PDF string that holds any letter."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def structure(document: Any, root: Element, pages: Sequence[Sequence[Element]]) -> Any:
    """A reference to the structure tree of a ReportLab document whose pages are all drawn.

    ``pages`` holds, for each page, the elements whose marks stand on it, in the order of their marks.
    """
    tree = document.objectcounter + 1
    elements = tuple(_all(root))
    for number, element in enumerate(elements, start=tree + 1):
        element.number = number
    sheets = [document.idToObjectNumberAndVersion[f"Page{page}"][0] for page in range(1, len(pages) + 1)]
    parents = "".join(f"{page}[{_references(marked)}]" for page, marked in enumerate(pages))
    reference = document.Reference(
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree<</Nums[{parents}]>>"
        f"/ParentTreeNextKey {len(pages)}>>".encode("ascii"),
        "StructTree",
    )
    _write(document, root, tree, sheets)
    return reference


def _write(document: Any, element: Element, parent: int, sheets: Sequence[int]) -> None:
    """Register an element and all below it, in the order in which they were numbered."""
    document.Reference(_described(element, parent, sheets), f"Tag{element.number}")
    for kid in element.kids:
        if isinstance(kid, Element):
            _write(document, kid, element.number, sheets)


def _all(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _all(kid)


def _described(element: Element, parent: int, sheets: Sequence[int]) -> bytes:
    marks = [kid for kid in element.kids if not isinstance(kid, Element)]
    first = marks[0][0] if marks else -1
    kids = f"/K[{' '.join(_kid(kid, first, sheets) for kid in element.kids)}]" if element.kids else ""
    page = f"/Pg {sheets[first]} 0 R" if marks else ""
    text = f"<</Type/StructElem/S/{element.kind}/P {parent} 0 R{page}{kids}{element.attributes}>>"
    return text.encode("ascii")


def _kid(kid: Element | tuple[int, int], page: int, sheets: Sequence[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    if kid[0] == page:
        return str(kid[1])
    return f"<</Type/MCR/Pg {sheets[kid[0]]} 0 R/MCID {kid[1]}>>"


def _references(elements: Sequence[Element]) -> str:
    return " ".join(f"{element.number} 0 R" for element in elements)
