"""Blocks laid out on pages before a stroke is drawn, so that every page can say which of how many it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import FOOT_TOP, MARGIN, TEXT_HEIGHT

_AIR = FOOT_TOP - MARGIN - TEXT_HEIGHT
"""Between the lowest text and the line above the foot."""


class Block(ABC):
    """Something that stands on a page over the whole width of the text."""

    before: float = 0.0
    """Space above, left out at the top of a page."""
    keeps_next = False
    """Whether the next block must begin on the same page."""
    starts_page = False
    hangs = False
    """Whether it may stand in the air above the foot, rather than on a page of its own at the end."""
    key = ""
    title = ""
    """A block with a key and a title is a line in the outline."""
    level = 0
    """How deep in the outline."""

    @property
    @abstractmethod
    def height(self) -> float:
        """How high the block is when it is not split."""

    @property
    def least(self) -> float:
        """How high the smallest piece is that may stand at the foot of a page."""
        return self.height

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Two blocks, the first no higher than ``room``, or None where the block is not to be split there."""
        del room
        return None

    def tighten(self, ease: float) -> None:
        """Keep only this part of the air around and within the block."""
        self.before *= ease

    @abstractmethod
    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the block with its top left at (x, y)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and how far down its page it begins."""

    block: Block
    y: float


Page = tuple[Placed, ...]


def laid_out(blocks: Iterable[Block]) -> tuple[Page, ...]:
    """The blocks on pages. One that no page could hold runs over the foot rather than being lost."""
    waiting = deque(blocks)
    pages: list[list[Placed]] = [[]]
    used = 0.0
    while waiting:
        block, page = waiting[0], pages[-1]
        before = block.before if used else 0.0
        room = TEXT_HEIGHT - used - before
        parts = block.split(room) if block.height > room else None
        is_held = parts is not None or block.height <= room
        if page and (block.starts_page or not is_held or _needed(waiting) > room):
            pages.append([])
            used = 0.0
            continue
        waiting.popleft()
        placed = parts[0] if parts else block
        page.append(Placed(placed, MARGIN + used + before))
        used += before + placed.height
        if parts:
            waiting.appendleft(parts[1])
            pages.append([])
            used = 0.0
    return tuple(tuple(page) for page in _without_a_page_of_hangers(pages))


def _without_a_page_of_hangers(pages: list[list[Placed]]) -> list[list[Placed]]:
    """A last page that bears nothing but a closing line gives that line to the foot of the page before."""
    last = pages[-1][-1].block if pages[-1] else None
    if len(pages) < 2 or last is None or last.height > _AIR or not all(p.block.hangs for p in pages[-1]):
        return pages
    return [*pages[:-2], [*pages[-2], Placed(last, FOOT_TOP - last.height)]]


def height_of(blocks: Sequence[Block]) -> float:
    """How high the blocks are one below the other."""
    return sum(block.height + (block.before if index else 0.0) for index, block in enumerate(blocks))


def page_of(key: str, pages: Sequence[Page]) -> int:
    """The number, from 1, of the page on which the block with this key begins; 0 where there is none."""
    for number, page in enumerate(pages, start=1):
        if key and any(placed.block.key == key for placed in page):
            return number
    return 0


def _needed(waiting: deque[Block]) -> float:
    """What the first block needs of a page, with the first piece of whatever must follow it there."""
    needed = 0.0
    for index, block in enumerate(waiting):
        needed += block.before if index else 0.0
        if not block.keeps_next:
            return needed + min(block.least, TEXT_HEIGHT - needed)
        needed += block.height
    return needed
