"""Each part of a document as the blocks that draw it, and its place in the structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import zip_longest

from esafety_desk.reports import document as said
from esafety_desk.reports import fonts
from esafety_desk.reports.blocks import Hanging, Heading, Mark, NewPage, Prose
from esafety_desk.reports.chart_block import ChartBlock
from esafety_desk.reports.flow import Block, height_of
from esafety_desk.reports.forms import BlanksBlock, NoticeBlock, SideBySide, SignatureBlock
from esafety_desk.reports.style import FOOT, HEADING, QUIET, STRONG, TEXT, TEXT_HEIGHT, TEXT_WIDTH
from esafety_desk.reports.table_block import TableBlock
from esafety_desk.reports.tags import Element, bullets, literal

_FACES = {"plain": TEXT, "quiet": QUIET, "strong": STRONG, "small": FOOT}
_INDENT = 14.0
_SHORT = TEXT.leading * 2
_STEP = 1.6
_FACTS_LABEL = 110.0
_FRAMED = (said.Table, said.Facts, said.Notice, said.Blanks, said.Drawn)
"""What needs air below it as well."""
_EASE = 0.8
_TIGHTENED = 5
"""How often parts are drawn closer before they may run on to the next page."""


def blocks_of(parts: Iterable[said.Part], parent: Element, used: float = 0.0) -> Iterator[Block]:
    """The blocks of ``parts`` in order; ``used`` is what is taken of the first page already."""
    above: said.Part | None = None
    depth = 0
    given = tuple(parts)
    for part, below in zip_longest(given, given[1:]):
        if isinstance(part, said.Fitted):
            made = _fitted(part, parent, used)
        elif isinstance(part, said.Heading):
            depth = min(part.level, depth + 1)
            made = list(_heading(part, Element(f"H{depth + 1}", parent)))
        else:
            made = list(_made(part, parent))
        if made:
            made[0].before = _air(made[0].before, above, part, is_first=above is None and used > 0)
        if isinstance(above, said.Heading) and isinstance(below, _FRAMED):
            _lead_into(part, made)
        above = part
        yield from made


def _air(natural: float, above: said.Part | None, part: said.Part, *, is_first: bool) -> float:
    """The space above a part, which depends on what stands over it."""
    if isinstance(above, said.Heading) and not isinstance(part, said.Heading):
        return 0.0
    if is_first:
        return max(natural, 16.0)
    if isinstance(above, _FRAMED):
        return max(natural, 14.0)
    return 6.0 if isinstance(part, said.Bullets | said.Ticks | said.Terms) else natural


def _lead_into(part: said.Part, made: list[Block]) -> None:
    """A line or two between a heading and a table stay with both."""
    for block in made if isinstance(part, said.Paragraph) else ():
        block.keeps_next = block.height <= _SHORT


def _fitted(part: said.Fitted, parent: Element, used: float) -> list[Block]:
    blocks = list(blocks_of(part.parts, parent))
    first = blocks[0].before if blocks else 0.0
    for _ in range(_TIGHTENED):
        if used + first + height_of(blocks) <= TEXT_HEIGHT:
            break
        for block in blocks:
            block.tighten(_EASE)
    return blocks


@singledispatch
def _made(part: said.Part, parent: Element) -> Iterator[Block]:
    raise TypeError(f"No block draws {type(part).__name__}.")


def _heading(part: said.Heading, element: Element) -> Iterator[Block]:
    """A heading; a reader that speaks is told a level that skips none."""
    if part.starts_page:
        yield NewPage()
    face, before = (HEADING, 24.0) if part.level == 1 else (STRONG, 12.0)
    block = Heading(part.text, element, face, number=part.number, before=before)
    if part.is_bookmark:
        block.key = part.key or f"part-{id(element)}"
        block.title = f"{part.number} {part.text}" if part.number else part.text
        block.level = part.level - 1
    yield block


@_made.register
def _paragraph(part: said.Paragraph, parent: Element) -> Iterator[Block]:
    made = Prose(part.text, Element("P", parent), _FACES[part.tone], before=6.0)
    made.keeps_next = part.tone == "strong"  # it names what follows
    yield made


@_made.register
def _bullets(part: said.Bullets, parent: Element) -> Iterator[Block]:
    whole = bullets(parent)
    for at, text in enumerate(part.items, start=1):
        item = Element("LI", whole)
        lead = Element("Lbl", item) if part.is_numbered else None
        body = Prose(_flat(text), Element("LBody", item), width=TEXT_WIDTH - _INDENT)
        mark = f"{at}" if part.is_numbered else Mark.BULLET
        indent = _INDENT if not part.is_numbered else _INDENT + 6
        yield Hanging(mark, body, indent, element=lead, before=_STEP)


@_made.register
def _ticks(part: said.Ticks, parent: Element) -> Iterator[Block]:
    whole = bullets(parent)
    width = TEXT_WIDTH / part.columns
    boxes = [_tick(text, at in part.ticked, width, whole) for at, text in enumerate(part.items)]
    if part.columns == 1:
        yield from boxes
        return
    for at in range(0, len(boxes), part.columns):
        yield SideBySide(boxes[at : at + part.columns], width, before=_STEP)


def _tick(text: str, is_ticked: bool, width: float, whole: Element) -> Block:
    item = Element("LI", whole)
    box = Element("Lbl", item, f"/Alt{literal('Ticked' if is_ticked else 'To tick')}")
    body = Prose(_flat(text), Element("LBody", item), width=width - _INDENT)
    return Hanging(Mark.TICKED if is_ticked else Mark.BOX, body, _INDENT, element=box, before=_STEP)


@_made.register
def _terms(part: said.Terms, parent: Element) -> Iterator[Block]:
    if not part.pairs:
        return
    whole = bullets(parent)
    widest = max(fonts.width(name, STRONG) for name, _ in part.pairs)
    indent = min(widest + 16, TEXT_WIDTH * 0.36)
    for name, text in part.pairs:
        item = Element("LI", whole)
        lead, body = Element("Lbl", item), Element("LBody", item)
        prose = Prose(_flat(text), body, width=TEXT_WIDTH - indent)
        yield Hanging(name, prose, indent, element=lead, before=_STEP)


@_made.register
def _facts(part: said.Facts, parent: Element) -> Iterator[Block]:
    rows = tuple(said.Row(pair) for pair in part.pairs)
    columns = (said.Column(""), said.Column(""))
    table = said.Table(columns, rows, part.title)
    yield TableBlock(table, parent, before=10.0, label=QUIET, least_label=_FACTS_LABEL)


@_made.register
def _table(part: said.Table, parent: Element) -> Iterator[Block]:
    yield TableBlock(part, parent)


@_made.register
def _notice(part: said.Notice, parent: Element) -> Iterator[Block]:
    yield NoticeBlock(part.title, part.text, Element("P", parent))


@_made.register
def _signatures(part: said.Signatures, parent: Element) -> Iterator[Block]:
    for at, person in enumerate(part.people, start=1):
        block = SignatureBlock(person.role, person.caption, Element("P", parent))
        block.keeps_next = at < len(part.people)
        yield block


@_made.register
def _blanks(part: said.Blanks, parent: Element) -> Iterator[Block]:
    yield BlanksBlock(part.labels, part.lines, Element("P", parent))


@_made.register
def _page_break(_part: said.PageBreak, _parent: Element) -> Iterator[Block]:
    yield NewPage()


@_made.register
def _drawn(part: said.Drawn, parent: Element) -> Iterator[Block]:
    yield ChartBlock(part.chart, parent)


def _flat(text: str) -> str:
    return text.replace("\n", " ")
