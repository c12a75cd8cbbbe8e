"""Level bars, one a category, with their figures at the end; of a whole where the chart names one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esafety_desk.policy.figures import Chart, Figure
from esafety_desk.reports import legend
from esafety_desk.reports.lines import wrapped
from esafety_desk.reports.shapes import Rect, Room, Shape, Text, middle_line, part, stub
from esafety_desk.reports.stacks import short_mark


@dataclass(frozen=True, slots=True)
class _Plot:
    """Columns for labels and bars; what a unit is long, and how thick a bar is."""

    label: float
    unit: float
    bar: float


def natural_height(chart: Chart, room: Room) -> float:
    """The height all lines need at their proper pitch."""
    plot = _plot(chart, room)
    return _legend_height(chart, room) + sum(height for *_, height in _lines(chart, plot, room))


def level(chart: Chart, room: Room) -> Iterator[Shape]:
    """The chart's shapes, from the top; lines draw closer together where the room is low."""
    plot = _plot(chart, room)
    yield from legend.row(chart, room)
    y = _legend_height(chart, room)
    needed = natural_height(chart, room) - y
    squeeze = min(1.0, (room.height - y) / needed) if needed > 0 else 1.0
    for category, series, words, height in _lines(chart, plot, room):
        bar = Rect(plot.label, y + room.size * 0.25, 0, min(plot.bar, height * squeeze * 0.8))
        for number, line in enumerate(words):
            yield Text(0, middle_line(bar, room.size) + room.leading * number, line, "ink", room.size)
        yield from _bar(chart, category, series, bar, plot, room)
        y += height * squeeze


def _legend_height(chart: Chart, room: Room) -> float:
    height = legend.row_height(chart, room)
    return height + room.size * 0.5 if height else 0.0


def _lines(chart: Chart, plot: _Plot, room: Room) -> Iterator[tuple[int, int, tuple[str, ...], float]]:
    """Category, series, the words before the bar, and the height of the line; only a first bar has words."""
    for category, label in enumerate(chart.categories):
        for series in range(len(chart.series)):
            words = wrapped(label, plot.label - room.size, room.wide) if series == 0 else ()
            height = max(plot.bar + room.size * 0.7, room.leading * len(words) + room.size * 0.6)
            yield category, series, words, height


def _plot(chart: Chart, room: Room) -> _Plot:
    label = min(max(room.wide(one) for one in chart.categories) + room.size * 1.6, room.width * 0.4)
    texts = max(room.wide(figure.text) for one in chart.series for figure in one.figures)
    track = max(min(room.width - label - texts - room.size, room.size * 44), room.size)
    sizes = [figure.size for one in chart.series for figure in one.figures if not figure.is_hidden]
    longest = max((*sizes, *chart.of), default=0.0)
    return _Plot(label, track / longest if longest > 0 else 0.0, room.size * 1.5)


def _bar(chart: Chart, category: int, series: int, bar: Rect, plot: _Plot, room: Room) -> Iterator[Shape]:
    figure = chart.series[series].figures[category]
    whole = chart.of[category] * plot.unit if chart.of else 0.0
    if whole > 0 and not figure.is_hidden:
        yield Rect(bar.x, bar.y, whole, bar.height, fill="surface", stroke="ink-2")
    filled = Rect(bar.x, bar.y, _length(figure, plot, room), bar.height)
    if figure.is_hidden:
        yield from stub(filled, series, short_mark(figure), room)
        return
    if filled.width > 0:
        yield from part(filled, series)
    end = bar.x + max(whole, filled.width) + (room.size * 0.6 if whole or filled.width else 0.0)
    yield Text(end, middle_line(bar, room.size), figure.text, "ink", room.size)


def _length(figure: Figure, plot: _Plot, room: Room) -> float:
    return room.size * 3.4 if figure.is_hidden else figure.size * plot.unit
