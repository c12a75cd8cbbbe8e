"""Stacked bars over named categories: each part carries its figure, so that no scale has to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esafety_desk.policy.figures import Chart, Figure
from esafety_desk.reports import legend
from esafety_desk.reports.lines import wrapped
from esafety_desk.reports.shapes import Line, Rect, Room, Shape, Text, labelled, part, stub

GAP = 0.75
"""The sliver of paper between two parts, which keeps them apart where their greys are close."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the bars stand, and what a unit and a hidden figure are high."""

    baseline: float
    slot: float
    bar: float
    unit: float
    stub: float


def natural_height(room: Room) -> float:
    """A height at which parts are easy to tell apart."""
    return room.size * 19


def stacked(chart: Chart, room: Room) -> Iterator[Shape]:
    """The chart's shapes: bars from the left, the legend beside them where there is space, else above."""
    plot = _plot(chart, room)
    for index, category in enumerate(chart.categories):
        figures = tuple(one.figures[index] for one in chart.series)
        centre = plot.slot * (index + 0.5)
        yield from _bar(figures, centre, plot, room)
        for number, line in enumerate(wrapped(category, plot.slot * 0.94, room.wide)):
            yield Text(
                centre, plot.baseline + room.leading * (number + 1.05), line, "ink-2", room.size, "middle"
            )
    end = plot.slot * len(chart.categories)
    yield Line(0, plot.baseline, end, plot.baseline, "ink-2")
    if _is_legend_beside(room):
        yield from legend.column(chart, room, end + room.size * 2.5, plot.baseline)
    else:
        yield from legend.row(chart, room)


def _is_legend_beside(room: Room) -> bool:
    return room.width >= room.size * 44


def _plot(chart: Chart, room: Room) -> _Plot:
    beside = _is_legend_beside(room)
    taken = legend.column_width(chart, room) + room.size * 2.5 if beside else 0.0
    slot = min((room.width - taken) / len(chart.categories), room.size * 11)
    lines = max(len(wrapped(one, slot * 0.94, room.wide)) for one in chart.categories)
    top = room.leading if beside else legend.row_height(chart, room) + room.size * 0.5
    baseline = room.height - room.leading * (lines + 0.35)
    unit, hidden = _scale(chart, max(baseline - top, 1.0), room.size * 1.35)
    return _Plot(baseline, slot, min(slot * 0.62, room.size * 6.2), unit, hidden)


def _scale(chart: Chart, height: float, wished: float) -> tuple[float, float]:
    """What one unit and one hidden figure are high, so that the fullest bar just fits ``height``."""
    bars = tuple(zip(*(one.figures for one in chart.series), strict=True))
    hidden = [sum(figure.is_hidden for figure in bar) for bar in bars]
    sums = [sum(figure.size for figure in bar if not figure.is_hidden) for bar in bars]
    outline = min(wished, height / (max(hidden) + 2))
    units = [
        (height - outline * count) / total for count, total in zip(hidden, sums, strict=True) if total > 0
    ]
    return min(units, default=0.0), outline


def _bar(figures: tuple[Figure, ...], centre: float, plot: _Plot, room: Room) -> Iterator[Shape]:
    y, left = plot.baseline, centre - plot.bar / 2
    for series, figure in enumerate(figures):
        height = plot.stub if figure.is_hidden else figure.size * plot.unit
        if height <= 0:
            continue
        y -= height
        rect = Rect(left, y, plot.bar, max(height - GAP, height / 2))
        if figure.is_hidden:
            yield from stub(rect, series, short_mark(figure), room)
        else:
            yield from part(rect, series)
            yield from labelled(rect, series, f"{figure.size:g}", room)
    if y == plot.baseline and figures:
        text = figures[0].text
        yield Text(centre, plot.baseline - room.size * 0.4, text, "ink-2", room.size, "middle")


def short_mark(figure: Figure) -> str:
    """A hidden figure's words, short enough for a chart: "fewer than 5" is "<5"."""
    return figure.text.replace("fewer than ", "<")
