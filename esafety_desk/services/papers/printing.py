"""From a reference to a paper: composed from the desk, drawn, named, and put on record as printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.calendar import Period, parse_period
from esafety_desk.policy.wording import listed
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.registers import PEOPLE, REGISTERS, Register
from esafety_desk.reports.document import Document, Letterhead
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers.blanks import FORMS
from esafety_desk.services.papers.catalogue import PAPERS, Paper
from esafety_desk.services.papers.parts import CONFIDENTIAL, Asked
from esafety_desk.services.papers.sources import Sources
from esafety_desk.store import audit, entries, lookups, rows
from esafety_desk.store import words as kept_words
from esafety_desk.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Composed:
    """One paper as values, not drawn yet; ``reference`` is the record it was made from, or the register."""

    name: str
    title: str
    reference: str
    document: Document
    leaves_out_names: bool = False

    @property
    def file_name(self) -> str:
        """A name for the file: what it is and of which record, and nobody's name."""
        parts = (self.title.replace(" ", "-"), self.reference, "no-names" if self.leaves_out_names else "")
        return "-".join(part for part in parts if part) + ".pdf"


def compose(
    work: Work, name: str, reference: str = "", *, roles: bool = False, period: str = ""
) -> Composed:  # fmt: skip
    """The paper ``name`` of the record with this reference (or of a register, or of a period).

    A look at a person's whole file is audited. Raises BadUsage where name and reference do not go together,
    KnownError where there is nothing to print.
    """
    paper = _paper(name, roles)
    with reading(work) as sources:
        asked, told = _asked(sources.connection, paper, reference, roles, period)
        document = finished(sources, paper.compose(sources, asked))
    if PEOPLE in paper.of:
        with work.desk.writing(work.actor, work.now) as unit:
            unit.witness("viewed", told, (name,))
    return Composed(name, paper.title, told, document, roles)


def draw(composed: Composed) -> bytes:
    """The pages as a PDF. Raises KnownError where a letter cannot be printed, and names it."""
    from esafety_desk.reports.paper import render

    return render(composed.document)


def witness_print(work: Work, composed: Composed) -> None:
    """Audit that a paper was printed or saved: which one and of which record, nothing else."""
    how = (composed.name, "roles") if composed.leaves_out_names else (composed.name,)
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("printed", composed.reference or composed.name, how)


@contextmanager
def reading(work: Work) -> Iterator[Sources]:
    """The desk as papers read it: one unchanging state."""
    with work.desk.reading() as connection:
        yield Sources(connection, lookups.school(connection), kept_words.read(connection), work.today)


def finished(sources: Sources, document: Document) -> Document:
    """The paper with the school's logo; a confidential one says which change of the desk it was made after."""
    from esafety_desk.services import logos

    document = replace(document, school=Letterhead(document.school.name, logos.read(sources.connection)))
    if not document.mark.startswith(CONFIDENTIAL):
        return document
    head = audit.head_of_records(sources.connection)
    return replace(document, verification=f"change {head.sequence} · {head.short_hash}")


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
    wanted = period or reference
    return Asked(period=_period(connection, wanted)), wanted.replace(" ", "-")


def _record(connection: Connection, paper: Paper, reference: str) -> Record:
    wanted = listed([register.singular for register in paper.of], "or")
    found = lookups.by_reference(connection, reference) if reference else None
    if found is None:
        such = listed([f"{register.prefix}-2026-001" for register in paper.of], "or")
        raise BadUsage(f"Name the {wanted} by its reference, such as {such}.")
    register, record_id = found
    if register not in paper.of:
        raise BadUsage(
            f"{reference} is kept under {register.title.lower()}. This paper is made from a {wanted}."
        )
    if entries.read(connection, record_id).withdrawn is not None:
        raise BadUsage(f"{reference} is withdrawn. Bring it back before anything is printed from it.")
    return rows.read(connection, register, [record_id])[RecordId(record_id)]


def _form_of(name: str) -> Register | None:
    if not name:
        return None
    if name not in FORMS:
        raise BadUsage(f"There is no blank form of that register. There is one of {listed(list(FORMS))}.")
    return REGISTERS[name]


def _period(connection: Connection, name: str) -> Period | None:
    return parse_period(name, lookups.school(connection).terms) if name else None
