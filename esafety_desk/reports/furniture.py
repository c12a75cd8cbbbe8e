"""What every page bears around its text: the strip, the mark of the confidential edition, the foot."""

from __future__ import annotations

from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.reports import fonts
from esafety_desk.reports.lines import fitted
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import (
    DEEP_BLUE,
    FOOT,
    FOOT_TOP,
    LINE,
    MARGIN,
    PAGE_WIDTH,
    STRIP_HEIGHT,
    STRONG,
    TEXT_WIDTH,
)

ROUNDED = (
    "Counts about children’s or colleagues’ conduct are rounded to the nearest 5; 0–4 is “fewer than 5”."
)
EXACT = "Exact counts, for the part of a meeting whose minutes are not published."
CONFIDENTIAL = "Confidential · not for publication"

_PAGE_NUMBER_WIDTH = 70.0


class Furniture:
    """The same on every page but for its number. ``method_page`` is 0 where nothing is said of the method."""

    def __init__(self, report: GovernorReport, pages: int, method_page: int) -> None:
        self._pages = pages
        self._is_confidential = report.edition is Edition.CONFIDENTIAL
        note = EXACT if self._is_confidential else ROUNDED
        self._note = f"{note} Method: page {method_page}." if method_page else note
        # The school's name is cut before the period and the edition are.
        tail = f" · {report.period_label} · {report.edition.value} edition"
        room = TEXT_WIDTH - _PAGE_NUMBER_WIDTH
        name = fitted(report.school_name, room - _foot_width(tail), _foot_width)
        self._whose = fitted(name + tail, room, _foot_width)

    def draw(self, pen: Pen, number: int) -> None:
        """Draw everything but the text of page ``number``."""
        right = MARGIN + TEXT_WIDTH
        if number == 1:
            pen.rect(0, 0, PAGE_WIDTH, STRIP_HEIGHT, fill=DEEP_BLUE)
        if self._is_confidential:
            pen.text(right, MARGIN * 0.62, CONFIDENTIAL, STRONG, "end")
        pen.line(MARGIN, FOOT_TOP, right, FOOT_TOP, LINE)
        first = FOOT_TOP + 12.0
        pen.text(MARGIN, first, self._note, FOOT)
        pen.text(right, first, f"{number} of {self._pages}", FOOT, "end")
        pen.text(MARGIN, first + FOOT.leading, self._whose, FOOT)


def _foot_width(text: str) -> float:
    return fonts.width(text, FOOT)
