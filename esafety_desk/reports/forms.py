"""Blocks that a hand completes, and the notice that must not be missed."""

from __future__ import annotations

from collections.abc import Sequence

from esafety_desk.reports.blocks import draw_lines, set_in
from esafety_desk.reports.flow import Block
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import (
    COLUMN,
    DEEP_BLUE,
    FOOT,
    QUIET_INK,
    STRONG,
    TEXT,
    TEXT_WIDTH,
    TINT,
)
from esafety_desk.reports.tags import Element


class SignatureBlock(Block):
    """A role with a rule to sign on and one for the date; the name is left to the hand."""

    before = 16.0
    keeps_next = True
    _ROLE, _DATE, _GUTTER = 150.0, 110.0, 16.0

    def __init__(self, role: str, caption: str, element: Element) -> None:
        self._caption, self._element = caption, element
        self._lines = set_in(role, TEXT, self._ROLE - self._GUTTER)

    @property
    def height(self) -> float:
        return max(TEXT.leading * len(self._lines), 20.0) + FOOT.leading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        right, rule = x + TEXT_WIDTH, y + self.height - FOOT.leading
        last = TEXT.leading * len(self._lines)
        draw_lines(pen, x, rule - last + 3, self._lines, TEXT, self._element)
        date = right - self._DATE
        for left, end, caption in (
            (x + self._ROLE, date - self._GUTTER, self._caption),
            (date, right, "Date"),
        ):
            pen.line(left, rule, end, rule, QUIET_INK)
            draw_lines(pen, left, rule + 1.5, set_in(caption, FOOT, end - left)[:1], FOOT, self._element)


class BlanksBlock(Block):
    """Labels side by side, each over rules to write on."""

    before = 12.0
    _PITCH, _GUTTER = 22.0, 14.0

    def __init__(self, labels: tuple[str, ...], lines: int, element: Element) -> None:
        self._count, self._element = max(lines, 1), element
        self._width = (TEXT_WIDTH + self._GUTTER) / max(len(labels), 1) - self._GUTTER
        self._labels = tuple(set_in(label, COLUMN, self._width) for label in labels)

    @property
    def _words(self) -> float:
        return COLUMN.leading * max((len(label) for label in self._labels), default=0)

    @property
    def height(self) -> float:
        return self._words + self._PITCH * self._count + 2

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for label in self._labels:
            draw_lines(pen, x, y, label, COLUMN, self._element)
            for number in range(1, self._count + 1):
                rule = y + self._words + self._PITCH * number
                pen.line(x, rule, x + self._width, rule, QUIET_INK)
            x += self._width + self._GUTTER


class NoticeBlock(Block):
    """Words on a tint, with a bar at their left."""

    before = 14.0
    _PAD, _BAR = 10.0, 3.0

    def __init__(self, title: str, text: str, element: Element) -> None:
        width = TEXT_WIDTH - 2 * self._PAD - self._BAR
        lines = tuple(line for part in text.split("\n") for line in set_in(part, TEXT, width) or ("",))
        self._set(set_in(title, STRONG, width), lines if text.strip() else (), element)

    def _set(self, title: tuple[str, ...], lines: tuple[str, ...], element: Element) -> NoticeBlock:
        self._title, self._lines, self._element = title, lines, element
        return self

    @property
    def height(self) -> float:
        return TEXT.leading * (len(self._title) + len(self._lines)) + 2 * self._PAD

    @property
    def least(self) -> float:
        return min(self.height, TEXT.leading * (len(self._title) + 3) + 2 * self._PAD)

    def split(self, room: float) -> tuple[Block, Block] | None:
        fit = int((room - 2 * self._PAD) / TEXT.leading) - len(self._title)
        first = min(fit, len(self._lines) - 2)
        if first < 2:
            return None
        new = NoticeBlock.__new__
        return (
            new(NoticeBlock)._set(self._title, self._lines[:first], self._element),
            new(NoticeBlock)._set((), self._lines[first:], self._element),
        )

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.rect(x, y, TEXT_WIDTH, self.height, fill=TINT)
        pen.rect(x, y, self._BAR, self.height, fill=DEEP_BLUE)
        left, top = x + self._BAR + self._PAD, y + self._PAD
        draw_lines(pen, left, top, self._title, STRONG, self._element)
        draw_lines(pen, left, top + TEXT.leading * len(self._title), self._lines, TEXT, self._element)


class SideBySide(Block):
    """Blocks in one row, each in a column of the same ``width``."""

    def __init__(self, blocks: Sequence[Block], width: float, *, before: float = 0.0) -> None:
        self.before = before
        self._blocks, self._width = tuple(blocks), width

    @property
    def height(self) -> float:
        return max(block.height for block in self._blocks)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for at, block in enumerate(self._blocks):
            block.draw(pen, x + self._width * at, y)
