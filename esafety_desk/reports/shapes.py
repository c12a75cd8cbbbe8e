"""The neutral shapes charts are drawn with, for any painter: top left is (0, 0), and colours are roles.

Roles: "ink", "ink-2", "line", "surface", "series0" to "series3", and "on-series0" to "on-series3" for text upon them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

SOLID_SERIES = 4
"""How many series have a colour of their own; further ones are hatched."""

Measure = Callable[[str, float], float]
"""How wide a text is at a size, in the painter's own units."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, filled and outlined with roles; an empty role is left out."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A hairline from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y`` is its baseline and ``anchor`` says which of its ends ``x`` is."""

    x: float
    y: float
    text: str
    role: str
    size: float
    anchor: Anchor = "start"


Shape = Rect | Line | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order to paint them, within a width and a height."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The space a chart is given, the size of its words, and how to measure them."""

    width: float
    height: float
    size: float
    measure: Measure

    def wide(self, text: str) -> float:
        """How wide ``text`` is at the size of this chart's words."""
        return self.measure(text, self.size)

    @property
    def leading(self) -> float:
        """From one line of words to the next."""
        return self.size * 1.35


def part(rect: Rect, series: int) -> Iterator[Shape]:
    """``rect`` as a part of the given series; the palest has an outline, so that it is told apart in grey."""
    if series < SOLID_SERIES:
        outline = "ink-2" if series == SOLID_SERIES - 1 else ""
        yield Rect(rect.x, rect.y, rect.width, rect.height, fill=f"series{series}", stroke=outline)
        return
    yield Rect(rect.x, rect.y, rect.width, rect.height, fill="surface", stroke="ink-2")
    yield from _hatching(rect, step=4.0 + 3.0 * (series - SOLID_SERIES))


def stub(rect: Rect, series: int, mark: str, room: Room) -> Iterator[Shape]:
    """A hidden figure: an outline of a fixed size with an edge in its series' colour, and words instead of a length."""
    edge = min(rect.width, room.size * 0.4)
    yield Rect(rect.x, rect.y, rect.width, rect.height, fill="surface", stroke="ink-2")
    yield from part(Rect(rect.x, rect.y, edge, rect.height), series)
    if mark:
        middle = rect.x + edge + (rect.width - edge) / 2
        yield Text(middle, middle_line(rect, room.size), mark, "ink", room.size, "middle")


def labelled(rect: Rect, series: int, text: str, room: Room) -> Iterator[Shape]:
    """A figure written inside its part, where there is space for it."""
    wide = room.wide(text)
    if rect.height < room.size * 1.1 or rect.width < wide + room.size * 0.4:
        return
    middle = rect.x + rect.width / 2
    role = f"on-series{series}"
    if series >= SOLID_SERIES:
        role = "ink"
        tall = room.size * 1.1
        yield Rect(middle - wide / 2 - 1.5, rect.y + (rect.height - tall) / 2, wide + 3, tall, fill="surface")
    yield Text(middle, middle_line(rect, room.size), text, role, room.size, "middle")


def middle_line(rect: Rect, size: float) -> float:
    """The baseline that puts figures of ``size`` in the middle of ``rect``: they are 0.71 of it high."""
    return rect.y + rect.height / 2 + size * 0.357


def _hatching(rect: Rect, step: float) -> Iterator[Line]:
    """Lines falling to the right, ``step`` apart, cut off at the edges of ``rect``."""
    offset = step
    while offset < rect.width + rect.height:
        left, right = max(0.0, offset - rect.height), min(offset, rect.width)
        bottom = rect.y + rect.height
        low, high = max(0.0, offset - rect.width), min(offset, rect.height)
        yield Line(rect.x + left, bottom - high, rect.x + right, bottom - low, "ink-2")
        offset += step
