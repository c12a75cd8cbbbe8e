"""The plain blocks of the paper: prose, headings, hanging lines with a bullet, a box or a word, and the sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from esafety_desk.reports import fonts
from esafety_desk.reports.flow import Block
from esafety_desk.reports.lines import wrapped
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import (
    DEEP_BLUE,
    FOOT,
    HEADING,
    LINE,
    NUMBER,
    QUIET_INK,
    STRONG,
    TEXT,
    TEXT_WIDTH,
    Face,
)

FIRST_LINE = 0.78
"""Where the first baseline lies, as a part of the leading."""


def set_in(text: str, face: Face, width: float) -> tuple[str, ...]:
    """``text`` in the lines it takes in ``face``."""
    return wrapped(text, width, lambda piece: fonts.width(piece, face))


def draw_lines(pen: Pen, x: float, y: float, lines: Sequence[str], face: Face) -> None:
    """Lines from a top left corner down."""
    for number, line in enumerate(lines):
        pen.text(x, y + face.leading * (number + FIRST_LINE), line, face)


class Prose(Block):
    """A paragraph; no single line of it is left at the foot or the top of a page."""

    def __init__(
        self, text: str, face: Face = TEXT, *, before: float = 0.0, width: float = TEXT_WIDTH
    ) -> None:
        self.before = before
        self._face = face
        self._lines = set_in(text, face, width)

    @classmethod
    def _of(cls, lines: tuple[str, ...], face: Face) -> Prose:
        made = cls("", face)
        made._lines = lines
        return made

    @property
    def height(self) -> float:
        return self._face.leading * len(self._lines)

    @property
    def least(self) -> float:
        count = len(self._lines)
        return self._face.leading * (count if count < 4 else 2)

    def split(self, room: float) -> tuple[Prose, Prose] | None:
        first = min(int(room / self._face.leading), len(self._lines) - 2)
        if first < 2 or len(self._lines) < 4:
            return None
        return self._of(self._lines[:first], self._face), self._of(self._lines[first:], self._face)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        draw_lines(pen, x, y, self._lines, self._face)


class Heading(Block):
    """A heading that never stands alone at the foot of a page; a numbered one is a line in the outline."""

    keeps_next = True

    def __init__(
        self, title: str, *, key: str = "", number: int = 0, before: float = 0.0, starts_page: bool = False
    ) -> None:
        self.key, self.before, self.starts_page = key, before, starts_page
        self._number = str(number) if number else ""
        self.title = f"{number} {title}" if number else ""
        self._indent = 22.0 if number else 0.0
        self._lines = set_in(title, HEADING, TEXT_WIDTH - self._indent)

    @property
    def height(self) -> float:
        return HEADING.leading * len(self._lines) + 5

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self._number:
            draw_lines(pen, x, y, (self._number,), NUMBER)
        draw_lines(pen, x + self._indent, y, self._lines, HEADING)


class Mark(Enum):
    """What stands before a hanging line."""

    BULLET = "bullet"
    BOX = "box"
    NONE = ""


class Hanging(Block):
    """A paragraph beside a bullet, a box to tick, or a word in semibold."""

    def __init__(self, lead: Mark | str, body: Prose, indent: float, *, before: float = 0.0) -> None:
        self.before = before
        self._lead, self._body, self._indent = lead, body, indent
        self._words = set_in(lead, STRONG, indent - 12) if isinstance(lead, str) else ()

    @property
    def height(self) -> float:
        return max(self._body.height, STRONG.leading * len(self._words))

    @property
    def least(self) -> float:
        return max(self._body.least, STRONG.leading * len(self._words))

    def split(self, room: float) -> tuple[Block, Block] | None:
        parts = self._body.split(room)
        if parts is None:
            return None
        return Hanging(self._lead, parts[0], self._indent), Hanging(Mark.NONE, parts[1], self._indent)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        middle = y + TEXT.leading * FIRST_LINE - 3.2
        if self._lead is Mark.BULLET:
            pen.dot(x + 3, middle, 1.35, DEEP_BLUE)
        elif self._lead is Mark.BOX:
            pen.rect(x + 0.5, middle - 3.6, 7.2, 7.2, stroke=QUIET_INK)
        draw_lines(pen, x, y, self._words, STRONG)
        self._body.draw(pen, x + self._indent, y)


class Signature(Block):
    """A role with a rule to sign on and one for the date; the name is left to the hand."""

    before = 16.0
    keeps_next = True
    _ROLE, _DATE, _GUTTER = 150.0, 110.0, 16.0

    def __init__(self, role: str) -> None:
        self._lines = set_in(role, TEXT, self._ROLE - self._GUTTER)

    @property
    def height(self) -> float:
        return max(TEXT.leading * len(self._lines), 20.0) + FOOT.leading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        right, rule = x + TEXT_WIDTH, y + self.height - FOOT.leading
        last = TEXT.leading * len(self._lines)
        draw_lines(pen, x, rule - last + 3, self._lines, TEXT)
        date = right - self._DATE
        for left, end, caption in ((x + self._ROLE, date - self._GUTTER, "Signature"), (date, right, "Date")):
            pen.line(left, rule, end, rule, QUIET_INK)
            draw_lines(pen, left, rule + 1.5, (caption,), FOOT)


class Rule(Block):
    """A hairline across the page, above what it belongs to."""

    before = 28.0
    keeps_next = True

    @property
    def height(self) -> float:
        return 1.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.line(x, y, x + TEXT_WIDTH, y, LINE)
