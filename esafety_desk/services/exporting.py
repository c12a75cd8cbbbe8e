"""A list out of the desk, as a person sees it, for a purpose that is kept: as text, as a workbook, or on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from esafety_desk.exchange.comma_text import as_csv, as_tab_text
from esafety_desk.exchange.protecting import protected
from esafety_desk.host.errors import BadUsage, CannotWrite
from esafety_desk.host.files import write_whole
from esafety_desk.host.progress import Progress, unwatched
from esafety_desk.policy.wording import brief, counted
from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.facts import Kind, facts, names_people
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import listing, printing_lists, school
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import Cell, Column, ListQuery, ListRow
from esafety_desk.store import lists, lookups, rows

KINDS = ("csv", "xlsx", "pdf")
_LOOKED_AT = 5_000
"""Records looked through for names of children: the list of a whole school has them among the first."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A list as a file that has not left yet: how many records stand in it, and what the audit will say of it."""

    name: str
    content: bytes
    records: int
    register: str
    said: tuple[str, ...]


def made_list(
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
    ``progress`` raises. Nothing has left before ``let_out``.
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
    said = tuple(part for part in (purpose, to_whom) if part)
    return Exported(f"{name}.{kind}", content, count, query.register.name, said)


def let_out(work: Work, made: Exported, target: Path) -> None:
    """Write ``made`` to ``target``, audited before a byte of it leaves; so is a file that could not be written.

    Raises CannotWrite.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("exported", made.register, made.said)
    try:
        write_whole(target, made.content)
    except CannotWrite:
        with work.desk.writing(work.actor, work.now) as unit:
            unit.witness("export not written", made.register)
        raise


def copy_text(work: Work, query: ListQuery, columns: Sequence[str], progress: Progress = unwatched) -> str:
    """The same rows as text for the clipboard: a line of heads, then a line a record, with tabs between the cells.

    A copy goes wherever it is pasted, so that it was made is audited as an export is.
    """
    known = {column.name: column for column in listing.columns(query.register)}
    wanted = [known[name] for name in columns]
    lines = _lines(work, query, wanted, _day(wanted), listing.count(work.desk, query), progress)
    spoken = ([brief(cell) if isinstance(cell, date) else cell for cell in line] for line in lines)
    text = as_tab_text([column.title for column in wanted], spoken)
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("copied", query.register.name)
    return text


def leaving(work: Work, query: ListQuery, columns: Sequence[str]) -> str:
    """What would leave with this list, in a few words: "38 records, 7 columns, names of children among them"."""
    said = [counted(listing.count(work.desk, query), "record"), counted(len(columns), "column")]
    with work.desk.reading() as connection:
        keys = lists.ids(connection, query)[:_LOOKED_AT]
        found = rows.read(connection, query.register, keys).values()
        linked = {key for record in found for key in _people_shown(record, columns)}
        if any(person.is_pupil for person in lookups.people(connection, linked).values()):
            said.append("names of children among them")
    known = facts(query.register.record)
    if query.register is not PEOPLE and any(known[name].personal for name in columns if name in known):
        said.append("texts that may name somebody")
    return ", ".join(said)


def _people_shown(record: Record, columns: Sequence[str]) -> Iterator[PersonId]:
    """The people whose names stand in these columns of a record; nobody's where it is restricted."""
    if record.is_restricted:
        return
    if isinstance(record, Person):
        yield PersonId(record.id or 0)
        return
    for name in columns:
        value, fact = getattr(record, name), facts(type(record)).get(name)
        if fact is not None and names_people(fact):
            yield from (part.person_id for part in value)
        elif fact is not None and fact.refers_to and value is not None:
            yield PersonId(value)


def _table(
    work: Work, query: ListQuery, kind: str, columns: Sequence[str], count: int, progress: Progress
) -> bytes:
    known = {column.name: column for column in listing.columns(query.register)}
    wanted = [known[name] for name in columns or known]
    lines = _lines(work, query, wanted, _day(wanted), count, progress)
    head = [column.title for column in wanted]
    if kind == "csv":
        return as_csv(head, lines)
    from esafety_desk.exchange.workbook_out import as_workbook

    return as_workbook(query.register.title, head, lines)


def _day(wanted: Sequence[Column]) -> str:
    """The column in which even a restricted record tells its day."""
    return next((column.name for column in wanted if column.kind is Kind.DATE), "")


def _lines(
    work: Work, query: ListQuery, wanted: Sequence[Column], day: str, count: int, progress: Progress
) -> Iterator[list[Cell]]:
    found = listing.streamed(work.desk, query, school.words(work.desk))
    for number, row in enumerate(found, start=1):
        progress(number, count)
        yield [_value(row, column.name, day) for column in wanted]


def _value(row: ListRow, name: str, day: str) -> Cell:
    """What a cell holds; the ``day`` of a restricted record is told, though its cells are not."""
    return row.dated_on if row.restricted and name == day else row.cells.get(name, "")
