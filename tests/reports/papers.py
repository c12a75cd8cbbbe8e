"""An invented paper with a part of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from esafety_desk.reports.document import (
    Blanks,
    Bullets,
    Column,
    Document,
    Drawn,
    Facts,
    Heading,
    Letterhead,
    Notice,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Signature,
    Signatures,
    Table,
    Terms,
    Ticks,
)
from tests.reports import factory

DAYS = Table(
    (Column("Day"), Column("What happens"), Column("Children", align="right")),
    (Row(("Mon 23 Nov", "First board", "28")), Row(("Tue 24 Nov", "Second board", "128"))),
    "Plan",
    "Counted on the first day.",
)
EVERY_KIND: tuple[Part, ...] = (
    Paragraph("Dear parents and carers,\nthis is on a line of its own."),
    Heading("What we shall use"),
    Facts((("Platform", "Padlet"), ("Age limit", "13, with parents’ consent below")), "The platform"),
    DAYS,
    Heading("Questions", level=2),
    Bullets(("Why?", "When?")),
    Bullets(("First this.", "Then that."), is_numbered=True),
    Ticks(("I have read this letter.", "I have a question."), frozenset({1})),
    Notice("Do not forward the picture.", "Before anything else"),
    Terms((("Group chats", "the commonest concern"),)),
    Drawn(factory.coverage()),
    PageBreak(),
    Blanks(("Name of child", "Class"), lines=2),
    Paragraph("The small print.", "small"),
    Signatures((Signature("Class teacher"), Signature("Parent or carer"))),
)


def paper(*parts: Part, **changes: Any) -> Document:
    """A paper of these parts, or of every kind of part, with any of its fields changed."""
    made = Document(
        title="Online tools in our next project",
        subtitle="Letter to parents · Year 5",
        dated_on=date(2026, 11, 19),
        reference="PRJ-2026-004",
        school=Letterhead("Cuddington Primary School"),
        parts=parts or EVERY_KIND,
    )
    return replace(made, **changes)


def picture(width: int = 900, height: int = 600, kind: str = "PNG") -> bytes:
    """A drawn badge, see-through around it where the kind of file allows."""
    drawn = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).ellipse((0, 0, width - 1, height - 1), fill=(31, 78, 121, 255))
    written = BytesIO()
    (drawn if kind == "PNG" else drawn.convert("RGB")).save(written, kind)
    return written.getvalue()
