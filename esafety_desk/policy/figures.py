"""The frozen figures of a governors' report: what may be printed, shown or exported, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Edition(StrEnum):
    """STANDARD may be published with the minutes; CONFIDENTIAL is for unpublished business."""

    STANDARD = "standard"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed value. ``size`` is what a chart may draw: the published number, 0.0 where it is hidden."""

    text: str
    size: float = 0.0
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; ``is_within`` marks a line that counts part of the one above."""

    label: str
    cells: tuple[Figure, ...]
    is_within: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, this period first. ``note`` says what was merged or left out, and why.

    ``is_words`` marks a table of sentences, read from the left, in place of figures; ``corner`` then heads
    the labels.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    is_words: bool = False
    corner: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One named run of bars, a Figure for each category."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars over ``categories`` (``shape`` "stacked"), or one bar a category ("bars").

    ``alt`` says in a sentence what the chart shows. ``of`` is the full length of each bar for shares
    ("32 of 41" has 41), empty where bars stand alone.
    """

    key: str
    title: str
    shape: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    of: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report: sentences, tables, then charts. May hold any of them."""

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What ties the paper to the desk: the sequence of the last change to a record, and its short digest.

    ``figures`` is the short digest of everything else the paper says.
    """

    sequence: int
    short_hash: str
    figures: str = ""


@dataclass(frozen=True, slots=True)
class GovernorReport:
    """Everything the paper prints. Disclosure control has already been applied; names nobody.

    While ``is_draft`` each page says so. ``attested_by`` is the role that answered for an issued one.
    """

    school_name: str
    period_label: str
    starts_on: date
    ends_on: date
    cut_off: date
    edition: Edition
    author: str
    sentences: tuple[str, ...]
    decisions: tuple[str, ...]
    glance: Table
    risks: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    method: tuple[str, ...]
    verification: Verification
    signatories: tuple[str, ...] = field(default=("E-safety leader", "Head teacher", "Chair of governors"))
    is_draft: bool = True
    attested_by: str = ""
