"""The look of paper, in one place: faces, sizes, colours, the page. Lengths are points, measured from the top left."""

from __future__ import annotations

from dataclasses import dataclass

MILLIMETRE = 72 / 25.4

REGULAR = "OpenSans-Regular"
SEMIBOLD = "OpenSans-SemiBold"

PAGE_WIDTH = 210 * MILLIMETRE
PAGE_HEIGHT = 297 * MILLIMETRE
MARGIN = 20 * MILLIMETRE
"""The same on both sides, so that a duplex print needs no mirrored pages."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
FOOT_TOP = PAGE_HEIGHT - MARGIN
TEXT_HEIGHT = FOOT_TOP - MARGIN - 12

STRIP_HEIGHT = 8.0
HAIRLINE = 0.5
RULE = 0.9

INK = "1B2430"
QUIET_INK = "56616F"
LINE = "C9CED6"
PAPER = "FFFFFF"
TINT = "F2F5F9"
DEEP_BLUE = "1F4E79"

PALETTE = {
    "ink": INK,
    "ink-2": QUIET_INK,
    "line": LINE,
    "surface": PAPER,
    "series0": DEEP_BLUE,
    "series1": "3676B2",
    "series2": "9CC3E6",
    "series3": "C9CED6",
    "on-series0": PAPER,
    "on-series1": PAPER,
    "on-series2": INK,
    "on-series3": INK,
}
"""What each role of a chart is on paper: dark to light, so that order survives in grey, and a figure upon any of
them is legible (4.5 to 1 or more)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of paper and the text upon it, in points."""

    width: float = PAGE_WIDTH
    height: float = PAGE_HEIGHT
    margin: float = MARGIN

    @property
    def text_width(self) -> float:
        return self.width - 2 * self.margin

    @property
    def foot_top(self) -> float:
        return self.height - self.margin


PORTRAIT = Sheet()
LANDSCAPE = Sheet(PAGE_HEIGHT, PAGE_WIDTH)


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size, its distance from line to line, and its colour."""

    font: str
    size: float
    leading: float
    colour: str = INK


TITLE = Face(SEMIBOLD, 20, 25)
HEADING = Face(SEMIBOLD, 12, 16)
NUMBER = Face(SEMIBOLD, 12, 16, DEEP_BLUE)
TEXT = Face(REGULAR, 9.5, 14)
STRONG = Face(SEMIBOLD, 9.5, 14)
QUIET = Face(REGULAR, 9.5, 14, QUIET_INK)
MARK = Face(SEMIBOLD, 9.5, 14, DEEP_BLUE)
COLUMN = Face(SEMIBOLD, 7.5, 10, QUIET_INK)
SMALL = Face(REGULAR, 7.5, 10.5, INK)
CELL = Face(REGULAR, 8.5, 11.5)
FOOT = Face(REGULAR, 7.5, 10.5, QUIET_INK)
