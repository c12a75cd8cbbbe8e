"""A chart on paper: its title, what it shows in a sentence, and the neutral shapes painted by the pen."""

from __future__ import annotations

from dataclasses import replace

from esafety_desk.policy.figures import Chart
from esafety_desk.reports import fonts
from esafety_desk.reports.blocks import draw_lines, set_in
from esafety_desk.reports.charts import Line, Rect, Shape, drawn, natural_height
from esafety_desk.reports.flow import Block
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import FOOT, HAIRLINE, PALETTE, QUIET, STRONG, TEXT_WIDTH

_ABOVE = 7.0


def _measure(text: str, size: float) -> float:
    return fonts.width(text, replace(FOOT, size=size))


class ChartBlock(Block):
    """One chart, never split."""

    before = 18.0

    def __init__(self, chart: Chart) -> None:
        height = natural_height(chart, TEXT_WIDTH, _measure, FOOT.size)
        self._title = set_in(chart.title, STRONG, TEXT_WIDTH)
        self._alt = set_in(chart.alt, QUIET, TEXT_WIDTH)
        self._drawing = drawn(chart, TEXT_WIDTH, height, _measure, FOOT.size)

    @property
    def _words(self) -> float:
        return STRONG.leading * len(self._title) + QUIET.leading * len(self._alt) + _ABOVE

    @property
    def height(self) -> float:
        return self._words + self._drawing.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        draw_lines(pen, x, y, self._title, STRONG)
        draw_lines(pen, x, y + STRONG.leading * len(self._title), self._alt, QUIET)
        for shape in self._drawing.shapes:
            _paint(pen, shape, x, y + self._words)


def _paint(pen: Pen, shape: Shape, x: float, y: float) -> None:
    if isinstance(shape, Rect):
        fill, stroke = PALETTE.get(shape.fill, ""), PALETTE.get(shape.stroke, "")
        pen.rect(x + shape.x, y + shape.y, shape.width, shape.height, fill, stroke)
    elif isinstance(shape, Line):
        pen.line(x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2, PALETTE[shape.role], HAIRLINE)
    else:
        face = replace(FOOT, size=shape.size, colour=PALETTE[shape.role])
        pen.text(x + shape.x, y + shape.y, shape.text, face, shape.anchor)
