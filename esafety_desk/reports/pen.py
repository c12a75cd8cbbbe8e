"""The pen: everything the paper asks of reportlab, in a few typed strokes measured from the top left of a page.

Each stroke belongs to an element of the structure or, without one, is an artifact: nothing stands outside the tags.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from esafety_desk.reports import fonts, metadata
from esafety_desk.reports.shapes import Anchor
from esafety_desk.reports.style import HAIRLINE, PORTRAIT, REGULAR, Face, Sheet
from esafety_desk.reports.tags import Element, structure

_VERSION = (1, 7)
_KEPT_WORDS = 4_000
"""How many encoded texts the pen remembers: the words of a register come again and again."""

_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(letter): f"\\{letter}" for letter in "\\()"
}


@dataclass(frozen=True, slots=True)
class About:
    """What a reader of the file is told about it; ``author`` is a role, and ``dated_on`` the day of its figures.

    ``keywords`` hold the seal by which the file can be checked later.
    """

    title: str
    subject: str
    author: str
    dated_on: date
    keywords: str = ""


_NOTHING = Element("")
"""Where no mark is open."""


@dataclass(slots=True)
class _State:
    """What holds on the page being drawn: the marks so far, the open one, and the last ink asked for."""

    marks: list[Element] = field(default_factory=list)
    marked: Element | None = _NOTHING
    font: tuple[str, float] = ("", 0.0)
    filled: str = ""
    stroked: str = ""
    width: float = 0.0


class Pen:
    """Draws pages, one after another, into the bytes of a PDF. Same strokes, same bytes."""

    def __init__(self, about: About, sheet: Sheet = PORTRAIT, *, is_tagged: bool = True) -> None:
        fonts.register()
        self.sheet, self.is_tagged = sheet, is_tagged
        self.root = Element("Document")
        self._bytes = BytesIO()
        self._canvas: Any = Canvas(
            self._bytes,
            pagesize=(sheet.width, sheet.height),
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,
            pdfVersion=_VERSION,
            lang="en-GB",
        )
        self._words: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        self._pages: list[list[Element]] = []
        self._total_face: Face | None = None
        self._now = _State()
        metadata.describe(self._canvas, about, is_tagged=is_tagged)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        face: Face,
        anchor: Anchor = "start",
        element: Element | None = None,
    ) -> None:
        """One line of text on its baseline, from, around or up to ``x``."""
        if not text:
            return
        if anchor != "start":
            wide = fonts.width(text, face)
            x -= wide if anchor == "end" else wide / 2
        self._mark(element)
        self._fill(face.colour)
        add = self._canvas.addLiteral
        add(f"BT {x:.2f} {self.sheet.height - baseline:.2f} Td")
        for font, shown in self._encoded(text, face.font):
            if (font, face.size) != self._now.font:
                self._now.font = (font, face.size)
                add(f"{font} {face.size:g} Tf")
            add(f"({shown}) Tj")
        add("ET")

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        width: float = HAIRLINE,
        element: Element | None = None,
    ) -> None:
        """A straight line."""
        self._mark(element)
        self._stroke(colour, width)
        top = self.sheet.height
        self._canvas.addLiteral(f"{x1:.2f} {top - y1:.2f} m {x2:.2f} {top - y2:.2f} l S")

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "",
        stroke: str = "",
        element: Element | None = None,
    ) -> None:
        """A rectangle below and right of (x, y), filled and outlined in the colours given."""
        self._mark(element)
        if fill:
            self._fill(fill)
        if stroke:
            self._stroke(stroke, HAIRLINE)
        paint = "B" if fill and stroke else "f" if fill else "S"
        bottom = self.sheet.height - y - height
        self._canvas.addLiteral(f"{x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re {paint}")

    def dot(self, x: float, y: float, radius: float, colour: str, element: Element | None = None) -> None:
        """A filled circle around (x, y)."""
        self._mark(element)
        self._fill(colour)
        self._canvas.circle(x, self.sheet.height - y, radius, stroke=0, fill=1)

    def picture(
        self, picture: Any, x: float, y: float, width: float, height: float, element: Element | None = None
    ) -> None:
        """A picture that reportlab has read, below and right of (x, y)."""
        self._mark(element)
        self._canvas.drawImage(picture, x, self.sheet.height - y - height, width, height)

    def number_of_pages(self, x: float, baseline: float, face: Face) -> None:
        """The number of all pages, written where it is not known yet: ``finished`` fills it in."""
        self._mark(None)
        self._total_face = face
        self._canvas.saveState()
        self._canvas.translate(x, self.sheet.height - baseline)
        self._canvas.doForm("pages")
        self._canvas.restoreState()

    def bookmark(self, key: str, title: str, y: float, level: int = 0) -> None:
        """A line in the outline that leads to ``y`` on this page."""
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self.sheet.height - y)
        self._canvas.addOutlineEntry(title, key, level=level)

    def end_page(self) -> None:
        """Finish this page; what follows is drawn on the next. Its strokes are kept compressed."""
        if self._now.marked is not _NOTHING:
            self._canvas.addLiteral("EMC")
        self._canvas.showPage()
        document = self._canvas._doc
        page = document.Pages[len(self._pages)]
        page.Contents = PDFStream(
            PDFDictionary({"Filter": PDFName("FlateDecode")}), zlib.compress(page.stream.encode("ascii"))
        )
        page.stream = None
        if self.is_tagged:
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = len(self._pages), PDFName("S")
        self._pages.append(self._now.marks)
        self._now = _State()

    def finished(self) -> bytes:
        """The whole PDF."""
        canvas = self._canvas
        if self._total_face is not None:
            face, number = self._total_face, str(len(self._pages))
            canvas.beginForm("pages", 0, -face.size, face.size * len(number), face.size)
            self._now = _State(marked=None)
            self.text(0, self.sheet.height, number, face)
            canvas.endForm()
        if self.is_tagged:
            canvas.setCatalogEntry("StructTreeRoot", structure(canvas._doc, self.root, self._pages))
        canvas.save()
        return self._bytes.getvalue()

    def _mark(self, element: Element | None) -> None:
        """Let what follows belong to ``element``, or be an artifact."""
        if element is self._now.marked or not self.is_tagged:
            return
        add = self._canvas.addLiteral
        if self._now.marked is not _NOTHING:
            add("EMC")
        if element is None:
            add("/Artifact BMC")
        else:
            mark = len(self._now.marks)
            add(f"/{element.kind}<</MCID {mark}>>BDC")
            element.kids.append((len(self._pages), mark))
            self._now.marks.append(element)
        self._now.marked = element

    def _fill(self, colour: str) -> None:
        if colour != self._now.filled:
            self._now.filled = colour
            self._canvas.addLiteral(f"{_rgb(colour)} rg")

    def _stroke(self, colour: str, width: float) -> None:
        if width != self._now.width:
            self._now.width = width
            self._canvas.addLiteral(f"{width:g} w")
        if colour != self._now.stroked:
            self._now.stroked = colour
            self._canvas.addLiteral(f"{_rgb(colour)} RG")

    def _encoded(self, text: str, font: str) -> tuple[tuple[str, str], ...]:
        """``text`` as the subsets of ``font`` and the codes in them that show it."""
        found = self._words.get((text, font))
        if found is None:
            document, made = self._canvas._doc, fonts.font(font)
            found = tuple(
                (made.getSubsetInternalName(subset, document), codes.decode("latin-1").translate(_ESCAPES))
                for subset, codes in made.splitString(text, document)
            )
            if len(self._words) >= _KEPT_WORDS:
                self._words.clear()
            self._words[text, font] = found
        return found


@cache
def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4g}" for at in (0, 2, 4))
