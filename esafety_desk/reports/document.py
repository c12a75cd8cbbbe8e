"""What a paper says, as frozen values: the parts from top to bottom, and what stands around them on every page.

A paper is written without a thought for its look; ``esafety_desk.reports.paper.render`` draws them all alike::

    letter = Document(
        title="Online tools in our next project",
        subtitle="Letter to parents · Year 5",
        dated_on=date(2026, 11, 19),
        reference="PRJ-2026-004",
        school=Letterhead("Cuddington Primary School", logo),
        parts=(
            Paragraph("Dear parents and carers,"),
            Heading("What we shall use"),
            Facts((("Platform", "Padlet"), ("Age limit", "13, with parents' consent below"))),
            Table((Column("Day"), Column("Children", align="right")), (Row(("Mon 23 Nov", "28")),)),
            Ticks(("I have read this letter.", "I have a question: please ring me.")),
            Signatures((Signature("Class teacher"),)),
        ),
    )
    pdf = render(letter)

Every part is kept whole where it can be: headings stay with what they head, tables repeat their column heads,
paragraphs leave no single line behind. Words in a part may be of any length; a newline in a ``Paragraph`` is kept,
elsewhere it is a space. A reader that speaks is told headings, lists, tables with their heads, and drawings by their
words. ``title`` and ``subject`` become part of the file: where a person's name belongs on the paper, leave it out of
``file_title``. ``unprintable(document)`` names the characters no font of the paper has; ``render`` raises Unprintable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from esafety_desk.policy.figures import Chart

Tone = Literal["plain", "quiet", "strong", "small"]
"""How a paragraph speaks: text, text in grey, semibold text, or the small print."""

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 heads a section and is a bookmark, level 2 a part of one; ``number`` stands before it."""

    text: str
    level: int = 1
    number: int = 0
    starts_page: bool = False
    key: str = ""
    """Names the place, for ``Document.method_key``."""
    is_bookmark: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its newlines are kept."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with a dot, or with numbers, before each item."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick by hand, in ``columns``; those at ``ticked`` (counted from 0) are ticked already."""

    items: tuple[str, ...]
    ticked: frozenset[int] = frozenset()
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one below the other: the head of a record."""

    pairs: tuple[tuple[str, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """Words in semibold, each with a sentence beside it, without rules: risks, roles."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its head; figures stand on the right. ``is_strong`` sets its cells in semibold.

    ``takes_rest``: it holds the long texts, so it gets what the others leave.
    """

    head: str
    align: Align = "left"
    is_strong: bool = False
    takes_rest: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; ``is_within`` indents one that counts part of the row above, ``is_total`` makes it semibold."""

    cells: tuple[str, ...]
    is_within: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. The first cell of a row says what the row is."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    note: str = ""
    empty: str = "Nothing to show."
    """What is printed where there is no row."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A few words that must not be missed, on a tint."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A role with a rule to sign on and one for the date; the name is left to the hand."""

    role: str
    caption: str = "Signature"


@dataclass(frozen=True, slots=True)
class Signatures:
    """The people who sign, one below the other, kept on one page where that can be."""

    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Rules to write on: labels beside each other in one row, with as many ``lines`` below as are wanted."""

    labels: tuple[str, ...]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of published figures."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Fitted:
    """Parts drawn closer together, where they must be, so that all stand on one page."""

    parts: tuple[Part, ...]


Part = (
    Heading
    | Paragraph
    | Bullets
    | Ticks
    | Facts
    | Terms
    | Table
    | Notice
    | Signatures
    | Blanks
    | PageBreak
    | Drawn
    | Fitted
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is. ``logo`` is what ``reports.logo.kept`` made of a picture, or None."""

    name: str
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. Only title, day, school and parts are needed."""

    title: str
    dated_on: date
    school: Letterhead
    parts: tuple[Part, ...]
    subtitle: str = ""
    aside: tuple[str, ...] = ()
    """Lines on the right below the title: dates, how fresh the figures are."""
    reference: str = ""
    """Named at the foot of each page."""
    foot_note: str = ""
    """A line at the foot of each page, over school and reference."""
    method_key: str = ""
    """The key of the heading whose page the foot note names: "Method: page 11"."""
    mark: str = ""
    """Said at the top of each page: "Confidential · not for publication"."""
    is_draft: bool = False
    verification: str = ""
    """A line on the last page that ties the paper to the desk."""
    seal: str = ""
    """The same in the form that a program finds in the file."""
    byline: str = ""
    """Who prepared it, by role, below the subtitle."""
    author: str = "E-safety leader"
    """A role, never a name: it becomes part of the file."""
    subject: str = ""
    file_title: str = ""
    """What the file calls itself, where ``title`` names a person."""
    first_bookmark: str = ""
    """What the outline calls the top of page 1, where that is not the title."""
