"""The first page, which stands alone: sentences, decisions asked, the term at a glance, the risks."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy.figures import GovernorReport
from esafety_desk.policy.wording import full, span
from esafety_desk.reports import fonts
from esafety_desk.reports.blocks import FIRST_LINE, Hanging, Heading, Mark, Prose, draw_lines, set_in
from esafety_desk.reports.flow import Block, height_of
from esafety_desk.reports.pen import Pen
from esafety_desk.reports.style import QUIET, STRONG, TEXT_HEIGHT, TEXT_WIDTH, TITLE
from esafety_desk.reports.table_block import TableBlock

REPORT_TITLE = "Online safety report to governors"
SUMMARY = "summary"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_INDENT = 14.0
_TIGHTNESS = (1.0, 0.8, 0.6, 0.4)


def front_page(report: GovernorReport) -> tuple[Block, ...]:
    """The blocks of page 1, drawn closer together until they fit it; what fits at no spacing flows on."""
    blocks: tuple[Block, ...] = ()
    for ease in _TIGHTNESS:
        blocks = tuple(_blocks(report, ease))
        if height_of(blocks) <= TEXT_HEIGHT:
            break
    return blocks


def _blocks(report: GovernorReport, ease: float) -> Iterator[Block]:
    gap, step = 20 * ease, 1.6 * ease
    yield TitleBlock(report)
    if report.sentences:
        yield Heading(f"In {_counted(report.sentences, 'sentence')}", before=gap + 4 * ease)
        yield from (_item(Mark.BULLET, text, step) for text in report.sentences)
    yield Heading("Decisions asked of governors", before=gap)
    yield from (_item(Mark.BOX, text, step) for text in report.decisions)
    if not report.decisions:
        yield Prose("No decision is asked this time.")
    yield Heading(report.glance.title, before=gap)
    yield TableBlock(report.glance, air=2.3 * ease, before=0.0, has_title=False)
    if report.risks:
        yield Heading(f"{_counted(report.risks, 'risk').capitalize()} we watch", before=gap)
        yield from _risks(report.risks, step)


def _item(mark: Mark, text: str, before: float) -> Hanging:
    return Hanging(mark, Prose(text, width=TEXT_WIDTH - _INDENT), _INDENT, before=before)


def _risks(risks: tuple[tuple[str, str], ...], before: float) -> Iterator[Block]:
    widest = max(fonts.width(name, STRONG) for name, _ in risks)
    indent = min(widest + 16, TEXT_WIDTH * 0.36)
    for name, text in risks:
        yield Hanging(name, Prose(text, width=TEXT_WIDTH - indent), indent, before=before)


def _counted(things: tuple[object, ...], noun: str) -> str:
    count = len(things)
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {noun}" if count == 1 else f"{number} {noun}s"


class TitleBlock(Block):
    """The title; under it on the left whose report it is, on the right its days and how fresh its figures are."""

    key = SUMMARY
    title = "Summary"

    def __init__(self, report: GovernorReport) -> None:
        self._right = (span(report.starts_on, report.ends_on), f"Figures as at {full(report.cut_off)}")
        width = TEXT_WIDTH - 16 - max(fonts.width(text, QUIET) for text in self._right)
        whose = f"{report.period_label} · {report.edition.value} edition · {report.school_name}"
        self._left = (*set_in(whose, QUIET, width), *set_in(f"Prepared by: {report.author}", QUIET, width))

    @property
    def height(self) -> float:
        return TITLE.leading + QUIET.leading * max(len(self._left), len(self._right)) + 2

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.text(x, y + TITLE.size * 0.76, REPORT_TITLE, TITLE)
        top = y + TITLE.leading + 2
        draw_lines(pen, x, top, self._left, QUIET)
        for number, text in enumerate(self._right):
            pen.text(x + TEXT_WIDTH, top + QUIET.leading * (number + FIRST_LINE), text, QUIET, "end")
