"""The pen: everything the paper asks of reportlab, in a few typed strokes measured from the top left of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from esafety_desk.reports import fonts
from esafety_desk.reports.shapes import Anchor
from esafety_desk.reports.style import HAIRLINE, PAGE_HEIGHT, PAGE_WIDTH, REGULAR, Face

PROGRAM = "E-Safety Desk"


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


class Pen:
    """Draws pages, one after another, into the bytes of a PDF. Same strokes, same bytes."""

    def __init__(self, about: About) -> None:
        fonts.register()
        self._bytes = BytesIO()
        self._canvas: Any = Canvas(
            self._bytes,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,
            lang="en-GB",
        )
        self._describe(about)

    def _describe(self, about: About) -> None:
        canvas = self._canvas
        canvas.setTitle(about.title)
        canvas.setSubject(about.subject)
        canvas.setAuthor(about.author)
        if about.keywords:
            canvas.setKeywords(about.keywords)
        canvas.setCreator(PROGRAM)
        canvas.setProducer(PROGRAM)
        canvas.setDateFormatter(lambda *_: f"D:{about.dated_on:%Y%m%d}000000Z")
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def text(self, x: float, baseline: float, text: str, face: Face, anchor: Anchor = "start") -> None:
        """One line of text on its baseline, from, around or up to ``x``."""
        canvas = self._canvas
        canvas.setFont(face.font, face.size)
        canvas.setFillColorRGB(*_rgb(face.colour))
        draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
        draw[anchor](x, PAGE_HEIGHT - baseline, text)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = HAIRLINE) -> None:
        """A straight line."""
        self._canvas.setLineWidth(width)
        self._canvas.setStrokeColorRGB(*_rgb(colour))
        self._canvas.line(x1, PAGE_HEIGHT - y1, x2, PAGE_HEIGHT - y2)

    def rect(self, x: float, y: float, width: float, height: float, fill: str = "", stroke: str = "") -> None:
        """A rectangle below and right of (x, y), filled and outlined in the colours given."""
        canvas = self._canvas
        if fill:
            canvas.setFillColorRGB(*_rgb(fill))
        if stroke:
            canvas.setLineWidth(HAIRLINE)
            canvas.setStrokeColorRGB(*_rgb(stroke))
        canvas.rect(
            x, PAGE_HEIGHT - y - height, width, height, stroke=int(bool(stroke)), fill=int(bool(fill))
        )

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle around (x, y)."""
        self._canvas.setFillColorRGB(*_rgb(colour))
        self._canvas.circle(x, PAGE_HEIGHT - y, radius, stroke=0, fill=1)

    def bookmark(self, key: str, title: str, y: float) -> None:
        """A line in the outline that leads to ``y`` on this page."""
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE_HEIGHT - y)
        self._canvas.addOutlineEntry(title, key, level=0)

    def end_page(self) -> None:
        """Finish this page; what follows is drawn on the next."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """The whole PDF."""
        self._canvas.save()
        return self._bytes.getvalue()


@cache
def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
