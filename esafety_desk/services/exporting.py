"""A list out of the desk, as a person sees it, for a purpose that is kept: as text, as a workbook, or on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esafety_desk.exchange.comma_text import as_csv
from esafety_desk.exchange.protecting import protected
from esafety_desk.exchange.workbook_out import as_workbook
from esafety_desk.host.errors import BadUsage
from esafety_desk.host.progress import Progress, unwatched
from esafety_desk.records.facts import Kind
from esafety_desk.services import listing, printing_lists, school
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import Cell, Column, ListQuery, ListRow

KINDS = ("csv", "xlsx", "pdf")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be written, and how many records stand in it."""

    name: str
    content: bytes
    records: int


def export_list(
    work: Work,
    query: ListQuery,
    kind: str,
    columns: Sequence[str] = (),
    *,
    shown: str = "",
    purpose: str = "",
    to_whom: str = "",
    passphrase: str = "",
    progress: Progress = unwatched,
) -> Exported:
    """The records ``query`` lets through, in its order, under ``columns`` (all listed ones where none are given).

    A restricted record gives its reference and day alone. Raises BadUsage for another ``kind``, and whatever
    ``progress`` raises. That the list left, why and to whom, is audited.
    """
    if kind not in KINDS:
        raise BadUsage("A list can leave as CSV, XLSX or PDF: choose a file name that ends so.")
    count = listing.count(work.desk, query)
    name = f"{query.register.title.replace(' ', '-')}-{work.today.isoformat()}"
    if kind == "pdf":
        content = printing_lists.print_list(work, query, columns, shown=shown, progress=progress)
    else:
        content = _table(work, query, kind, columns, count, progress)
    if passphrase:
        content, kind = protected(content, kind, passphrase, f"{name}.{kind}")
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("exported", query.register.name, [part for part in (purpose, to_whom) if part])
    return Exported(f"{name}.{kind}", content, count)


def _table(
    work: Work, query: ListQuery, kind: str, columns: Sequence[str], count: int, progress: Progress
) -> bytes:
    known = {column.name: column for column in listing.columns(query.register)}
    wanted = [known[name] for name in columns or known]
    day = next((column.name for column in wanted if column.kind is Kind.DATE), "")
    rows = _rows(work, query, wanted, day, count, progress)
    head = [column.title for column in wanted]
    return as_csv(head, rows) if kind == "csv" else as_workbook(query.register.title, head, rows)


def _rows(
    work: Work, query: ListQuery, wanted: Sequence[Column], day: str, count: int, progress: Progress
) -> Iterator[list[Cell]]:
    rows = listing.streamed(work.desk, query, school.words(work.desk))
    for number, row in enumerate(rows, start=1):
        progress(number, count)
        yield [_value(row, column.name, day) for column in wanted]


def _value(row: ListRow, name: str, day: str) -> Cell:
    """What a cell holds; the ``day`` of a restricted record is told, though its cells are not."""
    return row.dated_on if row.restricted and name == day else row.cells.get(name, "")
