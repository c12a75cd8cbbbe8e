"""What the colours of a chart mean: in a line above it, or in a column beside it in the order of the parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esafety_desk.policy.figures import Chart
from esafety_desk.reports.lines import wrapped
from esafety_desk.reports.shapes import Rect, Room, Shape, Text, part


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and its swatch; ``series`` is None for the outline that stands for a hidden figure."""

    text: str
    series: int | None


def entries(chart: Chart) -> tuple[Entry, ...]:
    """Each series, the first lowest in a stack, and what the outline means where some figure is hidden."""
    named = [Entry(one.label, index) for index, one in enumerate(chart.series)]
    hidden = sorted({figure.text for one in chart.series for figure in one.figures if figure.is_hidden})
    return (*(named if len(named) > 1 else ()), *(Entry(f"{text}, not to scale", None) for text in hidden))


def column_width(chart: Chart, room: Room) -> float:
    """How wide the column beside the chart is, at most two fifths of the chart."""
    widest = max((room.wide(entry.text) for entry in entries(chart)), default=0.0)
    return min(widest + _indent(room), room.width * 0.4)


def column(chart: Chart, room: Room, x: float, bottom: float) -> Iterator[Shape]:
    """The legend as a column that ends at ``bottom``, its parts in the order of the stack."""
    width = column_width(chart, room) - _indent(room)
    upwards = sorted(entries(chart), key=lambda entry: -1 if entry.series is None else entry.series)
    y = bottom
    for entry in upwards:
        lines = wrapped(entry.text, width, room.wide)
        y -= len(lines) * room.leading
        yield from _entry(entry, lines, x, y, room)
        y -= room.size * 0.45


def row_height(chart: Chart, room: Room) -> float:
    """How high the legend above a chart is, in as many lines as its words need."""
    return sum(1 for _ in _rows(chart, room)) * room.leading * 1.2


def row(chart: Chart, room: Room) -> Iterator[Shape]:
    """The legend in lines from the top left of the chart."""
    y = 0.0
    for line in _rows(chart, room):
        for x, entry in line:
            yield from _entry(entry, (entry.text,), x, y, room)
        y += room.leading * 1.2


def _rows(chart: Chart, room: Room) -> Iterator[tuple[tuple[float, Entry], ...]]:
    line: list[tuple[float, Entry]] = []
    x = 0.0
    for entry in entries(chart):
        wide = _indent(room) + room.wide(entry.text)
        if line and x + wide > room.width:
            yield tuple(line)
            line, x = [], 0.0
        line.append((x, entry))
        x += wide + room.size * 1.2
    if line:
        yield tuple(line)


def _entry(entry: Entry, lines: tuple[str, ...], x: float, y: float, room: Room) -> Iterator[Shape]:
    side = room.size * 0.85
    swatch = Rect(x, y + (room.leading - side) / 2, side, side)
    if entry.series is None:
        yield Rect(swatch.x, swatch.y, side, side, fill="surface", stroke="ink-2")
    else:
        yield from part(swatch, entry.series)
    for index, text in enumerate(lines):
        yield Text(x + _indent(room), y + room.leading * index + room.size * 1.03, text, "ink-2", room.size)


def _indent(room: Room) -> float:
    return room.size * 1.4
