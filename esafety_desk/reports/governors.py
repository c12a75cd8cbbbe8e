"""The governors' report as a document: the page that stands alone, the sections, how it was counted, the sign-off."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy import figures
from esafety_desk.policy.figures import Edition, GovernorReport, Section
from esafety_desk.policy.verification import seal_of, verification_line
from esafety_desk.policy.wording import full, span
from esafety_desk.reports.document import (
    Bullets,
    Column,
    Document,
    Drawn,
    Fitted,
    Heading,
    Letterhead,
    Paragraph,
    Part,
    Row,
    Signature,
    Signatures,
    Table,
    Terms,
    Ticks,
)
from esafety_desk.reports.paper import render as draw
from esafety_desk.reports.printable import unprintable

__all__ = ["render", "unprintable"]

REPORT_TITLE = "Online safety report to governors"
METHOD = "method"
SIGN_OFF = "sign-off"
ROUNDED = (
    "Counts about children’s or colleagues’ conduct are rounded to the nearest 5; 0–4 is “fewer than 5”."
)
EXACT = "Exact counts, for the part of a meeting whose minutes are not published."
CONFIDENTIAL = "Confidential · not for publication"
EMPTY = "Nothing to count in this period."
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def render(report: GovernorReport, logo: bytes | None = None) -> bytes:
    """The report as a PDF; the same report gives the same bytes.

    Raises Unprintable where a text holds a character that the paper's font lacks.
    """
    return draw(as_document(report, logo))


def as_document(report: GovernorReport, logo: bytes | None = None) -> Document:
    """The report as the parts of a paper."""
    is_confidential = report.edition is Edition.CONFIDENTIAL
    which = f"{report.period_label} · {report.edition.value} edition"
    days = span(report.starts_on, report.ends_on)
    return Document(
        title=REPORT_TITLE,
        subtitle=which,
        aside=(days, f"Figures as at {full(report.cut_off)}"),
        dated_on=report.cut_off,
        reference=which,
        school=Letterhead(report.school_name, logo),
        parts=tuple(_parts(report)),
        foot_note=EXACT if is_confidential else ROUNDED,
        method_key=METHOD,
        mark=CONFIDENTIAL if is_confidential else "",
        is_draft=report.is_draft,
        verification=verification_line(report),
        seal=str(seal_of(report)),
        byline=f"Prepared by: {report.author}",
        author=report.author,
        subject=f"{'Confidential' if is_confidential else 'Standard'} edition, {days}",
        file_title=f"{REPORT_TITLE} · {report.period_label} · {report.school_name}",
        first_bookmark="Summary",
    )


def _parts(report: GovernorReport) -> Iterator[Part]:
    yield Fitted(tuple(_front(report)))
    number = 0
    for number, section in enumerate(report.sections, start=1):
        yield from _section(section, number)
    if report.method:
        number += 1
        yield Heading("How this was counted", number=number, key=METHOD, starts_page=number == 1)
        yield from map(Paragraph, report.method)
    number += 1
    yield Heading("Sign-off", number=number, key=SIGN_OFF, starts_page=number == 1)
    if report.attested_by:
        yield Paragraph(
            f"Attested before it was issued: {report.attested_by}. "
            "A person who knows the school could not name anyone from this report."
        )
    yield Signatures(tuple(map(Signature, report.signatories)))


def _front(report: GovernorReport) -> Iterator[Part]:
    """What stands on page 1: sentences, decisions asked, the term at a glance, the risks."""
    if report.sentences:
        yield Heading(f"In {_counted(report.sentences, 'sentence')}", is_bookmark=False)
        yield Bullets(report.sentences)
    yield Heading("Decisions asked of governors", is_bookmark=False)
    yield Ticks(report.decisions) if report.decisions else Paragraph("No decision is asked this time.")
    yield Heading(report.glance.title, is_bookmark=False)
    yield _table(report.glance, "")
    if report.risks:
        yield Heading(f"{_counted(report.risks, 'risk').capitalize()} we watch", is_bookmark=False)
        yield Terms(report.risks)


def _section(section: Section, number: int) -> Iterator[Part]:
    yield Heading(section.title, number=number, key=f"section-{number}", starts_page=number == 1)
    yield from map(Paragraph, section.paragraphs)
    yield from (_table(table, table.title) for table in section.tables)
    yield from map(Drawn, section.charts)


def _table(table: figures.Table, title: str) -> Table:
    """Names on the left, a figure a period on the right, this period in semibold; words all from the left."""
    heads = tuple(
        Column(head) if table.is_words else Column(head, align="right", is_strong=at == 0)
        for at, head in enumerate(table.columns)
    )
    rows = tuple(
        Row((row.label, *(cell.text for cell in row.cells)), row.is_within, row.is_total)
        for row in table.rows
    )
    return Table((Column(table.corner), *heads), rows, title, table.note, EMPTY)


def _counted(things: tuple[object, ...], noun: str) -> str:
    count = len(things)
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {noun}" if count == 1 else f"{number} {noun}s"
