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
from esafety_desk.reports.tags import Element, boxed, figure

_ABOVE = 7.0


def _measure(text: str, size: float) -> float:
    return fonts.width(text, replace(FOOT, size=size))


def spoken(chart: Chart) -> str:
    """The chart for somebody who hears it: its title, then each category with its figures."""
    parts = []
    for at, category in enumerate(chart.categories):
        said = (
            f"{series.label} {series.figures[at].text}" if len(chart.series) > 1 else series.figures[at].text
            for series in chart.series
        )
        parts.append(f"{category}: {', '.join(said)}")
    return f"{chart.title}. {'; '.join(parts)}." if parts else f"{chart.title}. {chart.alt}"


class ChartBlock(Block):
    """One chart, never split."""

    before = 18.0

    def __init__(self, chart: Chart, parent: Element) -> None:
        height = natural_height(chart, TEXT_WIDTH, _measure, FOOT.size)
        self._title = set_in(chart.title, STRONG, TEXT_WIDTH)
        self._alt = set_in(chart.alt, QUIET, TEXT_WIDTH)
        self._drawing = drawn(chart, TEXT_WIDTH, height, _measure, FOOT.size)
        self._words_elements = (Element("P", parent), Element("P", parent))
        self._figure = figure(parent, spoken(chart))

    @property
    def _words(self) -> float:
        return STRONG.leading * len(self._title) + QUIET.leading * len(self._alt) + _ABOVE

    @property
    def height(self) -> float:
        return self._words + self._drawing.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        title, alt = self._words_elements
        draw_lines(pen, x, y, self._title, STRONG, title)
        draw_lines(pen, x, y + STRONG.leading * len(self._title), self._alt, QUIET, alt)
        high = pen.sheet.height
        boxed(self._figure, x, high - y - self.height, x + TEXT_WIDTH, high - y - self._words)
        for shape in self._drawing.shapes:
            _paint(pen, shape, x, y + self._words, self._figure)


def _paint(pen: Pen, shape: Shape, x: float, y: float, element: Element) -> None:
    if isinstance(shape, Rect):
        fill, stroke = PALETTE.get(shape.fill, ""), PALETTE.get(shape.stroke, "")
        pen.rect(x + shape.x, y + shape.y, shape.width, shape.height, fill, stroke, element)
    elif isinstance(shape, Line):
        pen.line(
            x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2, PALETTE[shape.role], HAIRLINE, element
        )
    else:
        face = replace(FOOT, size=shape.size, colour=PALETTE[shape.role])
        pen.text(x + shape.x, y + shape.y, shape.text, face, shape.anchor, element)
