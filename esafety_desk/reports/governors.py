"""The governors' report on A4: the front page, the sections, how it was counted, the sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from esafety_desk.policy.figures import Edition, GovernorReport, Section
from esafety_desk.policy.verification import seal_of, verification_line
from esafety_desk.policy.wording import span
from esafety_desk.reports.blocks import Heading, Prose, Rule, Signature
from esafety_desk.reports.chart_block import ChartBlock
from esafety_desk.reports.errors import Unprintable
from esafety_desk.reports.flow import Block, Page, laid_out, page_of
from esafety_desk.reports.front import REPORT_TITLE, front_page
from esafety_desk.reports.furniture import Furniture
from esafety_desk.reports.pen import About, Pen
from esafety_desk.reports.printable import missing_from, prepared, unprintable
from esafety_desk.reports.style import FOOT, MARGIN
from esafety_desk.reports.table_block import TableBlock

__all__ = ["render", "unprintable"]

METHOD = "method"
SIGN_OFF = "sign-off"


def render(report: GovernorReport) -> bytes:
    """The report as a PDF; the same report gives the same bytes.

    Raises Unprintable where a text holds a character that the paper's font lacks.
    """
    clean = prepared(report)
    missing = missing_from(clean)
    if missing:
        raise Unprintable(missing)
    return _drawn(clean, laid_out(_blocks(clean)))


def _blocks(report: GovernorReport) -> Iterator[Block]:
    yield from front_page(report)
    for number, section in enumerate(report.sections, start=1):
        yield from _section(section, number)
    number = len(report.sections) + 1
    if report.method:
        yield from _method(report, number)
        number += 1
    yield from _sign_off(report, number)


def _section(section: Section, number: int) -> Iterator[Block]:
    yield Heading(section.title, key=f"section-{number}", number=number, before=30.0, starts_page=number == 1)
    blocks: list[Block] = [Prose(text, before=4.0) for text in section.paragraphs]
    blocks.extend(TableBlock(table) for table in section.tables)
    blocks.extend(ChartBlock(chart) for chart in section.charts)
    yield from _closed_up(blocks)


def _closed_up(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with the first right under its heading."""
    for block in blocks[:1]:
        block.before = 0.0
    return blocks


def _method(report: GovernorReport, number: int) -> Iterator[Block]:
    yield Heading("How this was counted", key=METHOD, number=number, before=30.0, starts_page=number == 1)
    yield from _closed_up([Prose(text, before=4.0) for text in report.method])


def _sign_off(report: GovernorReport, number: int) -> Iterator[Block]:
    yield Heading("Sign-off", key=SIGN_OFF, number=number, before=30.0, starts_page=number == 1)
    yield from (Signature(role) for role in report.signatories)
    yield Rule()
    yield Prose(verification_line(report), FOOT, before=4.0)


def _drawn(report: GovernorReport, pages: Sequence[Page]) -> bytes:
    pen = Pen(_about(report))
    furniture = Furniture(report, len(pages), page_of(METHOD, pages))
    for number, page in enumerate(pages, start=1):
        furniture.draw(pen, number)
        for placed in page:
            block = placed.block
            if block.title:
                pen.bookmark(block.key, block.title, placed.y - 12)
            block.draw(pen, MARGIN, placed.y)
        pen.end_page()
    return pen.finished()


def _about(report: GovernorReport) -> About:
    edition = "Confidential edition" if report.edition is Edition.CONFIDENTIAL else "Standard edition"
    return About(
        title=f"{REPORT_TITLE} · {report.period_label} · {report.school_name}",
        subject=f"{edition}, {span(report.starts_on, report.ends_on)}",
        author=report.author,
        dated_on=report.cut_off,
        keywords=str(seal_of(report)),
    )
