"""Imports and turns of the year as acts: which there were, and taking one back whole so that it may be made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.wording import counted
from esafety_desk.records.base import Record
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services.keeping import Work
from esafety_desk.store import entries, imports, lookups
from esafety_desk.store.imports import Batch
from esafety_desk.store.unit import Unit

__all__ = ["NEW_YEAR", "Batch", "Brought", "TakenBack", "acts", "take_back"]

NEW_YEAR = "new-year"
"""The turn of the school year is such an act too, though nothing came in with it."""


_SAID = {
    "": ("import", "import taken back"),
    NEW_YEAR: ("turn of the year", "year turn taken back"),
}
"""What an act is called, and how the audit says that it was taken back."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What takes an import back as a whole: its number."""

    batch: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back changed, and what to tell the leader; it cannot be undone, but made again."""

    changed: frozenset[str]
    message: str
    undo: None = None


def acts(work: Work, register: str = "") -> list[Batch]:
    """Every import, newest first, those taken back among them."""
    with work.desk.reading() as connection:
        return [one for one in imports.batches(connection, register) if one.register in REGISTERS]


def take_back(work: Work, batch: int) -> TakenBack:
    """Take a whole import back, as a new audited act. Its rows may come in again afterwards.

    Raises KnownError where it was taken back before, or where anything it brought has changed since.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        known = {one.id: one for one in imports.batches(unit.connection)}
        if batch not in known or known[batch].undone_at:
            raise KnownError("This has been taken back already.")
        what, verb = _SAID.get(known[batch].register, _SAID[""])
        _forbid_older(known[batch], known)
        traces = imports.traces(unit.connection, batch)
        if not traces:
            raise KnownError(f"This {what} is settled and cannot be taken back as a whole.")
        moved = [trace for trace in traces if _has_moved(unit, trace)]
        if moved:
            raise KnownError(
                f"{counted(len(moved), 'record')} of this {what} {'has' if len(moved) == 1 else 'have'} changed "
                "since, so it cannot be taken back as a whole. Withdraw what is wrong by hand."
            )
        for trace in traces:
            _restore(unit, trace)
        imports.undone(unit.connection, batch, work.now)
        unit.witness(verb, fields=[f"records={len(traces)}"])
        return TakenBack(frozenset(unit.changed), f"{counted(len(traces), 'record')} taken back.")


def _forbid_older(batch: Batch, known: dict[int, Batch]) -> None:
    later = [one for one in known.values() if one.register == batch.register and one.id > batch.id]
    if batch.register == "people" and any(one.undone_at is None for one in later):
        raise KnownError("A later list of people came in after this one. Take that back first.")


def _has_moved(unit: Unit, trace: imports.Trace) -> bool:
    is_withdrawn = entries.read(unit.connection, trace.entry_id).withdrawn is not None
    return is_withdrawn or unit.digest(trace.entry_id) != trace.digest


def _restore(unit: Unit, trace: imports.Trace) -> None:
    register = lookups.register_of(unit.connection, trace.entry_id)
    assert register is not None
    record = unit.get(register, trace.entry_id)
    if trace.before is None:
        unit.withdraw(record, "The import that brought it was taken back.", verb="undone")
    else:
        unit.change(_as_before(record, dict(trace.before)), verb="undone")


def _as_before(record: Record, before: dict[str, Any]) -> Record:
    """``record`` with the fields an import changed as they were; kept as JSON, hence read anew."""
    return record.changed(**before)
