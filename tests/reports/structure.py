"""The structure tree of a finished PDF, read back and resolved mark by mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject

from tests.reports.reading import reader

_MARKED = re.compile(rb"/(\w+)<</MCID (\d+)>>BDC")
_PAINTS = re.compile(rb"(?:^| )(?:Tj|S|f|B|Do|re [fSB])$")


@dataclass
class Node:
    """One element: its type, its words where it is a drawing, the scope of a head, its marks and its kids."""

    kind: str
    said: str = ""
    scope: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    kids: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def kinds(self) -> list[str]:
        return [node.kind for node in self.walk()]


def tree(pdf: bytes) -> Node:
    """The root element of the document."""
    opened = reader(pdf)
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(opened.pages)}
    root = opened.root_object["/StructTreeRoot"]
    return _node(root["/K"], pages)


def marks_on_pages(pdf: bytes) -> list[list[tuple[str, int]]]:
    """For each page the marks in its stream, in order, each with the type it says."""
    return [
        [(kind.decode(), int(number)) for kind, number in _MARKED.findall(page.get_contents().get_data())]
        for page in reader(pdf).pages
    ]


def unmarked_strokes(pdf: bytes) -> list[bytes]:
    """Whatever is painted outside any mark: neither content nor artifact."""
    found = []
    for page in reader(pdf).pages:
        depth = 0
        for line in page.get_contents().get_data().splitlines():
            depth += line.endswith((b"BDC", b"BMC")) - (line == b"EMC")
            if depth == 0 and _PAINTS.search(line):
                found.append(line)
    return found


def parents(pdf: bytes) -> dict[int, list[str]]:
    """The parent tree: for each page the type of the element each mark belongs to."""
    numbers = reader(pdf).root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return {int(key): [str(one.get_object()["/S"])[1:] for one in marked] for key, marked in pairs}


def _node(found: object, pages: dict[int, int]) -> Node:
    raw = found.get_object() if isinstance(found, IndirectObject) else found
    assert isinstance(raw, DictionaryObject)
    attributes = raw.get("/A", {})
    node = Node(str(raw["/S"])[1:], str(raw.get("/Alt", "")), str(attributes.get("/Scope", ""))[1:])
    page = pages[raw.raw_get("/Pg").idnum] if "/Pg" in raw else -1
    for kid in raw.get("/K", ArrayObject()):
        if isinstance(kid, NumberObject):
            node.marks.append((page, int(kid)))
        elif (held := kid.get_object()).get("/Type") == "/MCR":
            node.marks.append((pages[held.raw_get("/Pg").idnum], int(held["/MCID"])))
        else:
            node.kids.append(_node(kid, pages))
    return node
