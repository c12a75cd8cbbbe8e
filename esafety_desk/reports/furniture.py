"""What every page bears around its text: the strip, the marks of a draft or a confidential paper, the foot."""

from __future__ import annotations

from esafety_desk.reports import fonts
from esafety_desk.reports.document import Document
from esafety_desk.reports.lines import fitted
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import DEEP_BLUE, FOOT, LINE, MARK, STRIP_HEIGHT, STRONG, Sheet

DRAFT = "Draft · not issued"

_PAGE_NUMBER_WIDTH = 70.0


class Furniture:
    """The same on every page but for its number. ``method_page`` is 0 where nothing is said of the method."""

    def __init__(self, document: Document, sheet: Sheet, pages: int = 0, method_page: int = 0) -> None:
        self._sheet, self._pages = sheet, pages
        self._mark, self._is_draft = document.mark, document.is_draft
        measure = fonts.measure(FOOT)
        room = sheet.text_width - _PAGE_NUMBER_WIDTH
        note = f"{document.foot_note} Method: page {method_page}." if method_page else document.foot_note
        # The school's name is cut before what the paper is about.
        about = f" · {document.reference or document.title}"
        about = fitted(about, room * 0.7, measure)
        whose = fitted(fitted(document.school.name, room - measure(about), measure) + about, room, measure)
        self._foot = tuple(line for line in (fitted(note, room, measure), whose) if line)

    def draw(self, pen: Pen, number: int) -> None:
        """Draw everything but the text of page ``number``."""
        sheet = self._sheet
        left, right = sheet.margin, sheet.width - sheet.margin
        if number == 1:
            pen.rect(0, 0, sheet.width, STRIP_HEIGHT, fill=DEEP_BLUE)
        if self._is_draft:
            pen.text(left, sheet.margin * 0.62, DRAFT, MARK)
        if self._mark:
            pen.text(right, sheet.margin * 0.62, self._mark, STRONG, "end")
        pen.line(left, sheet.foot_top, right, sheet.foot_top, LINE)
        first = sheet.foot_top + 12.0
        for at, line in enumerate(self._foot):
            pen.text(left, first + FOOT.leading * at, line, FOOT)
            if at == 0:
                self._draw_number(pen, number, right, first)

    def _draw_number(self, pen: Pen, number: int, right: float, baseline: float) -> None:
        """ "2 of 5"; where the five is not known yet, it is filled in when the last page is drawn."""
        if self._pages:
            pen.text(right, baseline, f"{number} of {self._pages}", FOOT, "end")
            return
        at = right - fonts.width("0,000", FOOT)
        pen.text(at, baseline, f"{number} of ", FOOT, "end")
        pen.number_of_pages(at, baseline, FOOT)
