"""Charts, drawn once for paper and screen: frozen figures in, neutral shapes out."""

from __future__ import annotations

from esafety_desk.policy.figures import Chart
from esafety_desk.reports import bars, stacks
from esafety_desk.reports.shapes import Drawing, Line, Measure, Rect, Room, Shape, Text

__all__ = ["Drawing", "Line", "Measure", "Rect", "Shape", "Text", "drawn", "natural_height"]

EMPTY = "No figures for this period."


def drawn(chart: Chart, width: float, height: float, measure: Measure, size: float) -> Drawing:
    """The chart within ``width`` and ``height``, its words ``size`` high and measured by ``measure``."""
    room = Room(width, height, size, measure)
    if _is_empty(chart):
        shapes: tuple[Shape, ...] = (Text(0, size * 1.3, EMPTY, "ink-2", size),)
    elif chart.shape == "stacked":
        shapes = tuple(stacks.stacked(chart, room))
    else:
        shapes = tuple(bars.level(chart, room))
    return Drawing(width, height, shapes)


def natural_height(chart: Chart, width: float, measure: Measure, size: float) -> float:
    """The height that suits the chart at ``width``."""
    room = Room(width, 0, size, measure)
    if _is_empty(chart):
        return room.leading * 1.5
    return stacks.natural_height(room) if chart.shape == "stacked" else bars.natural_height(chart, room)


def _is_empty(chart: Chart) -> bool:
    return not chart.categories or not chart.series
