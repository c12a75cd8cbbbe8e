"""Pieces that many papers are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.merging import Piece
from esafety_desk.policy.wording import brief, full
from esafety_desk.records.base import Record
from esafety_desk.records.registers import Register
from esafety_desk.reports.document import (
    Bullets,
    Column,
    Document,
    Facts,
    Fitted,
    Heading,
    Letterhead,
    Paragraph,
    Part,
    Row,
    Table,
)
from esafety_desk.services import logos
from esafety_desk.services.papers.sources import Sources

CONFIDENTIAL = "Confidential"
NAMES_REMOVED = "Words in [square brackets] stand for a person whose name has been taken out."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a paper is asked to be on. ``roles``: other people by what they are, not by name."""

    record: Record | None = None
    roles: bool = False
    period: Period | None = None
    register: Register | None = None


def paper(
    sources: Sources, title: str, parts: Iterable[Part | None], *, subtitle: str = "", reference: str = "",
    mark: str = "", is_draft: bool = False, file_title: str = "", is_one_page: bool = False,
) -> Document:  # fmt: skip
    """A paper of this school, dated today; parts that are None are left out.

    ``is_one_page``: drawn closer together where that keeps what is signed with what is signed for.
    """
    said = tuple(part for part in parts if part is not None)
    return Document(
        title=title,
        subtitle=subtitle,
        aside=(full(sources.today),),
        dated_on=sources.today,
        school=Letterhead(sources.school.name, logos.read(sources.connection)),
        parts=(Fitted(said),) if is_one_page else said,
        reference=reference,
        mark=mark,
        is_draft=is_draft,
        file_title=file_title,
    )


def worded(pieces: Iterable[Piece], blocks: Mapping[str, Iterable[Part]] | None = None) -> Iterator[Part]:
    """A wording as parts of a paper; ``blocks`` stand where it names them."""
    bullets: list[str] = []
    for piece in pieces:
        if piece.kind == "bullet":
            bullets.append(piece.text)
            continue
        if bullets:
            yield Bullets(tuple(bullets))
            bullets = []
        if piece.kind == "block":
            yield from (blocks or {}).get(piece.text, ())
        else:
            yield Heading(piece.text, level=2) if piece.kind == "heading" else Paragraph(piece.text)
    if bullets:
        yield Bullets(tuple(bullets))


def facts_of(pairs: Iterable[tuple[str, str]], title: str = "") -> Facts | None:
    """Those pairs that say something; None where none does."""
    told = tuple((label, text) for label, text in pairs if text.strip())
    return Facts(told, title) if told else None


def table(
    columns: Iterable[str | Column], rows: Iterable[Iterable[str]], *, title: str = "", empty: str = "", note: str = ""
) -> Table:  # fmt: skip
    """A plain table of texts."""
    heads = tuple(Column(one) if isinstance(one, str) else one for one in columns)
    return Table(heads, tuple(Row(tuple(cells)) for cells in rows), title, note, empty or "Nothing to show.")


def paragraphs(text: str) -> Iterator[Paragraph]:
    """A long text in its paragraphs."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            yield Paragraph(part.strip())


def section(title: str, text: str, level: int = 1) -> Iterator[Part]:
    """A heading with a long text under it; nothing where there is no text."""
    if text.strip():
        yield Heading(title, level)
        yield from paragraphs(text)


def day(value: date | None, otherwise: str = "") -> str:
    """A day in full, or what stands for none."""
    return full(value) if value else otherwise


def short_day(value: date | None, otherwise: str = "") -> str:
    """A day for a table, or what stands for none."""
    return brief(value) if value else otherwise


def lines(*values: str) -> str:
    """Those that say something, each on its own line."""
    return "\n".join(value for value in values if value.strip())
