"""The head of a paper's first page: its title, whose it is, its days, and the school's logo."""

from __future__ import annotations

from esafety_desk.reports import fonts, logo
from esafety_desk.reports.blocks import FIRST_LINE, draw_lines, set_in
from esafety_desk.reports.document import Document
from esafety_desk.reports.flow import Block
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import QUIET, TEXT_WIDTH, TITLE
from esafety_desk.reports.tags import Element, boxed, figure

LOGO_HEIGHT = 46.0
LOGO_WIDTH = 120.0
_GAP = 16.0


class TitleBlock(Block):
    """The title; under it on the left whose paper it is, on the right its days. A logo stands at the top right."""

    key = "top"

    def __init__(self, document: Document, parent: Element, room: float = TEXT_WIDTH) -> None:
        self._room = room
        self.title = document.first_bookmark or document.title
        self._picture = logo.picture(document.school.logo)
        self._size = logo.fitted(self._picture, LOGO_WIDTH, LOGO_HEIGHT) if self._picture else (0.0, 0.0)
        width = room - (self._size[0] + _GAP if self._picture else 0.0)
        self._lines = set_in(document.title, TITLE, width)
        self._right = document.aside
        taken = max((fonts.width(text, QUIET) + _GAP for text in self._right), default=0.0)
        school = "" if document.title == document.school.name else document.school.name
        whose = " · ".join(part for part in (document.subtitle, school) if part)
        self._left = (
            *set_in(whose, QUIET, room - taken),
            *set_in(document.byline, QUIET, room - taken),
        )
        if self._picture:
            self._figure = figure(parent, f"Logo of {document.school.name}")
        self._head = Element("H1", parent)
        self._words = [Element("P", parent) for _ in range(2 if self._right else 1)]

    @property
    def _top(self) -> float:
        return max(TITLE.leading * len(self._lines), self._size[1] + 4 if self._picture else 0.0)

    @property
    def height(self) -> float:
        return self._top + QUIET.leading * max(len(self._left), len(self._right)) + 2

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self._picture:
            wide, high = self._size
            left, sheet = x + self._room - wide, pen.sheet.height
            boxed(self._figure, left, sheet - y - high, left + wide, sheet - y)
            pen.picture(self._picture, left, y, wide, high, self._figure)
        lowest = self._top - TITLE.leading * len(self._lines)
        for number, line in enumerate(self._lines):
            pen.text(
                x, y + lowest + TITLE.size * 0.76 + TITLE.leading * number, line, TITLE, element=self._head
            )
        top = y + self._top + 2
        draw_lines(pen, x, top, self._left, QUIET, self._words[0])
        for number, text in enumerate(self._right):
            baseline = top + QUIET.leading * (number + FIRST_LINE)
            pen.text(x + self._room, baseline, text, QUIET, "end", self._words[1])
