"""Any list as a paper: the rows a person sees, in their order, under the columns they see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from esafety_desk.host.progress import Progress, unwatched
from esafety_desk.policy.wording import brief, full
from esafety_desk.records.facts import Kind
from esafety_desk.reports.document import Column, Document, Letterhead
from esafety_desk.services import listing, logos, school
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery, ListRow

MARK = "Confidential · for the school alone"


def print_list(
    work: Work,
    query: ListQuery,
    columns: Sequence[str] = (),
    *,
    shown: str = "",
    progress: Progress = unwatched,
) -> bytes:
    """The records ``query`` lets through as a PDF, of any number.

    ``columns`` are names of columns, all listed ones where none are given; ``shown`` says in words what the
    list was narrowed to. A restricted record shows its reference and day alone. Raises KnownError where a
    character cannot be printed, and whatever ``progress`` raises.
    """
    desk, register = work.desk, query.register
    known = {column.name: column for column in listing.columns(register)}
    wanted = [known[name] for name in columns or known]
    count = listing.count(desk, query)
    settings = school.school(desk)
    document = Document(
        title=register.title,
        subtitle=shown,
        byline=f"{count:,} {'record' if count == 1 else 'records'} · {full(work.today)}",
        dated_on=work.today,
        reference=f"{register.title} · {full(work.today)}",
        school=Letterhead(settings.name, logos.logo(desk)),
        mark=MARK,
        parts=(),
    )
    heads = [Column(column.title, "right" if column.align_right else "left") for column in wanted]
    names = [column.name for column in wanted]
    day = next((column.name for column in wanted if column.kind is Kind.DATE), "")
    rows = (tuple(_text(row, name, day) for name in names) for row in _rows(work, query))
    from esafety_desk.reports import register as paper

    return paper.render(document, heads, rows, count, progress)


def suggested_file_name(query: ListQuery, today: date) -> str:
    """A name for the file: which list and the day, and nobody's name."""
    return f"{query.register.title.replace(' ', '-')}-{today.isoformat()}.pdf"


def witness_print(work: Work, query: ListQuery) -> None:
    """Audit that a list was printed or saved: which register, nothing of its rows."""
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("printed", query.register.name)


def _rows(work: Work, query: ListQuery) -> Iterator[ListRow]:
    return listing.streamed(work.desk, query, school.words(work.desk))


def _text(row: ListRow, name: str, day: str) -> str:
    """What a cell says; the ``day`` of a restricted record is told, though its cells are not."""
    value = row.dated_on if row.restricted and name == day else row.cells.get(name, "")
    if isinstance(value, date):
        return brief(value)
    return "" if value is None else str(value)
