"""The plain blocks of the paper: prose, headings, hanging lines with a bullet, a box or a word."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from esafety_desk.reports import fonts
from esafety_desk.reports.flow import Block
from esafety_desk.reports.lines import wrapped
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import (
    DEEP_BLUE,
    HEADING,
    LINE,
    NUMBER,
    QUIET_INK,
    RULE,
    STRONG,
    TEXT,
    TEXT_WIDTH,
    Face,
)
from esafety_desk.reports.tags import Element

FIRST_LINE = 0.78
"""Where the first baseline lies, as a part of the leading."""


def set_in(text: str, face: Face, width: float) -> tuple[str, ...]:
    """``text`` in the lines it takes in ``face``."""
    return wrapped(text, width, fonts.measure(face))


def draw_lines(
    pen: Pen, x: float, y: float, lines: Sequence[str], face: Face, element: Element | None = None
) -> None:
    """Lines from a top left corner down."""
    for number, line in enumerate(lines):
        pen.text(x, y + face.leading * (number + FIRST_LINE), line, face, element=element)


class Prose(Block):
    """A paragraph; no single line of it is left at the foot or the top of a page. Its newlines are kept."""

    def __init__(
        self,
        text: str,
        element: Element | None,
        face: Face = TEXT,
        *,
        before: float = 0.0,
        width: float = TEXT_WIDTH,
    ) -> None:
        lines = tuple(line for part in text.split("\n") for line in set_in(part, face, width) or ("",))
        self._set(lines if text.strip() else (), element, face)
        self.before = before

    def _set(self, lines: tuple[str, ...], element: Element | None, face: Face) -> Prose:
        self._lines, self._element, self._face = lines, element, face
        return self

    def _piece(self, lines: tuple[str, ...]) -> Prose:
        return Prose.__new__(Prose)._set(lines, self._element, self._face)

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
        return self._piece(self._lines[:first]), self._piece(self._lines[first:])

    def draw(self, pen: Pen, x: float, y: float) -> None:
        draw_lines(pen, x, y, self._lines, self._face, self._element)


class Heading(Block):
    """A heading that never stands alone at the foot of a page; one with a key and a title is in the outline."""

    keeps_next = True

    def __init__(
        self, text: str, element: Element, face: Face = HEADING, *, number: int = 0, before: float = 0.0
    ) -> None:
        self.before = before
        self._face, self._element = face, element
        self._number = str(number) if number else ""
        self._indent = 22.0 if number else 0.0
        self._lines = set_in(text, face, TEXT_WIDTH - self._indent)

    @property
    def height(self) -> float:
        return self._face.leading * len(self._lines) + (5 if self._face is HEADING else 1)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self._number:
            draw_lines(pen, x, y, (self._number,), NUMBER, self._element)
        draw_lines(pen, x + self._indent, y, self._lines, self._face, self._element)


class Mark(Enum):
    """What stands before a hanging line."""

    BULLET = "bullet"
    BOX = "box"
    TICKED = "ticked"
    NONE = ""


class Hanging(Block):
    """A paragraph beside a bullet, a box to tick, or a word in semibold."""

    def __init__(
        self,
        lead: Mark | str,
        body: Prose,
        indent: float,
        *,
        element: Element | None = None,
        before: float = 0.0,
    ) -> None:
        self.before = before
        self._lead, self._body, self._indent, self._element = lead, body, indent, element
        self._words = set_in(lead, STRONG, indent - 8) if isinstance(lead, str) else ()

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
        first = Hanging(self._lead, parts[0], self._indent, element=self._element)
        return first, Hanging(Mark.NONE, parts[1], self._indent)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        middle = y + TEXT.leading * FIRST_LINE - 3.2
        if self._lead is Mark.BULLET:
            pen.dot(x + 3, middle, 1.35, DEEP_BLUE)
        elif self._lead in (Mark.BOX, Mark.TICKED):
            pen.rect(x + 0.5, middle - 3.6, 7.2, 7.2, stroke=QUIET_INK, element=self._element)
        if self._lead is Mark.TICKED:
            pen.line(x + 1.8, middle, x + 3.6, middle + 2.0, DEEP_BLUE, RULE * 1.4, self._element)
            pen.line(x + 3.6, middle + 2.0, x + 6.6, middle - 2.4, DEEP_BLUE, RULE * 1.4, self._element)
        draw_lines(pen, x, y, self._words, STRONG, self._element)
        self._body.draw(pen, x + self._indent, y)


class Rule(Block):
    """A hairline across the page, above what it belongs to."""

    before = 28.0
    keeps_next = True

    @property
    def height(self) -> float:
        return 1.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.line(x, y, x + TEXT_WIDTH, y, LINE)


class NewPage(Block):
    """Nothing but the end of a page."""

    starts_page = True
    keeps_next = True

    @property
    def height(self) -> float:
        return 0.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        del pen, x, y
