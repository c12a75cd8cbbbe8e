"""From a reference to a paper: composed, drawn, named and put on record as printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.calendar import Period, parse_period
from esafety_desk.policy.wording import listed
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.registers import REGISTERS, Register
from esafety_desk.reports import paper as drawing
from esafety_desk.reports.document import Document
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers.blanks import FORMS
from esafety_desk.services.papers.catalogue import PAPERS, Paper
from esafety_desk.services.papers.parts import CONFIDENTIAL, Asked
from esafety_desk.services.papers.sources import Sources
from esafety_desk.store import audit, lookups, rows
from esafety_desk.store import words as kept_words
from esafety_desk.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Printed:
    """One paper ready to be shown, saved or printed; ``reference`` is what it was made from, or the register."""

    name: str
    title: str
    reference: str
    document: Document
    content: bytes
    leaves_out_names: bool = False

    @property
    def file_name(self) -> str:
        """A name for the file: what it is and of which record, and nobody's name."""
        parts = (
            self.title.replace(" ", "-"),
            self.reference,
            "names-left-out" if self.leaves_out_names else "",
        )
        return "-".join(part for part in parts if part) + ".pdf"


def printed(work: Work, name: str, reference: str = "", *, roles: bool = False, period: str = "") -> Printed:
    """The paper ``name`` of the record with this reference (or of a register, a period). It is audited as printed.

    Raises BadUsage where the two do not go together, KnownError where there is nothing to print.
    """
    paper = _paper(name, roles)
    with work.desk.writing(work.actor, work.now) as unit:
        asked, told = _asked(unit.connection, paper, reference, roles, period)
        document = composed(_sources(unit.connection, work), paper, asked)
        content = drawing.render(document)
        unit.witness("printed", told or name, (name, "roles") if roles else (name,))
    return Printed(name, paper.title, told, document, content, roles)


def composed(sources: Sources, paper: Paper, asked: Asked) -> Document:
    """The paper as values; a confidential one says at its end which change of the desk it was made after."""
    document = paper.compose(sources, asked)
    if not document.mark.startswith(CONFIDENTIAL):
        return document
    head = audit.head_of_records(sources.connection)
    return replace(document, verification=f"change {head.sequence} · {head.short_hash}")


@contextmanager
def reading(work: Work) -> Iterator[Sources]:
    """The desk as papers read it."""
    with work.desk.reading() as connection:
        yield _sources(connection, work)


def _sources(connection: Connection, work: Work) -> Sources:
    return Sources(connection, lookups.school(connection), kept_words.read(connection), work.today)


def _paper(name: str, roles: bool) -> Paper:
    if name not in PAPERS:
        raise BadUsage(f"There is no paper of that name. They are {listed(list(PAPERS))}.")
    paper = PAPERS[name]
    if roles and not paper.can_leave_out_names:
        able = [one.name for one in PAPERS.values() if one.can_leave_out_names]
        raise BadUsage(f"Only {listed(able)} can be printed with roles in place of names.")
    return paper


def _asked(
    connection: Connection, paper: Paper, reference: str, roles: bool, period: str
) -> tuple[Asked, str]:
    if paper.of:
        record = _record(connection, paper, reference)
        return Asked(record, roles=roles), record.reference
    if paper.takes == "register":
        return Asked(register=_form_of(reference)), reference
    return Asked(period=_period(connection, period or reference)), ""


def _record(connection: Connection, paper: Paper, reference: str) -> Record:
    wanted = listed([register.singular for register in paper.of], "or")
    found = lookups.by_reference(connection, reference) if reference else None
    if found is None:
        prefixes = listed([f"{register.prefix}-2026-001" for register in paper.of], "or")
        raise BadUsage(f"Name the {wanted} by its reference, such as {prefixes}.")
    register, record_id = found
    if register not in paper.of:
        raise BadUsage(f"{reference} is a {register.singular}. This paper is made from a {wanted}.")
    return rows.read(connection, register, [record_id])[RecordId(record_id)]


def _form_of(name: str) -> Register | None:
    if not name:
        return None
    if name not in FORMS:
        raise BadUsage(f"There is no blank form of that register. There is one of {listed(list(FORMS))}.")
    return REGISTERS[name]


def _period(connection: Connection, name: str) -> Period | None:
    return parse_period(name, lookups.school(connection).terms) if name else None
