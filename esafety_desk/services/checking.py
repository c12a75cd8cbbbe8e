"""Is everything as it was left? Pages, links, audit chain, records and search index, without writing a thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from esafety_desk.host.errors import DamagedDatabase, Stopped
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services.auditing import anchor_problem
from esafety_desk.store import attachments, header, holders, inspection, issued
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

HALF_A_HEADER = (
    "One of the two copies in the key file desk.keys is damaged; the other still opens the desk. "
    "Change the passphrase, or make a backup and restore it, to have both whole again."
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found. ``problems`` are plain sentences; none means sound. ``counts`` are records by register."""

    problems: tuple[str, ...]
    counts: dict[str, int]
    audit_lines: int
    audit_head: str

    @property
    def is_sound(self) -> bool:
        return not self.problems


def check(desk: Desk, anchor: str = "") -> CheckResult:
    """Check the whole desk, and hold its audit against an ``anchor`` that was written down.

    Raises DamagedDatabase where it cannot even be read, BadUsage where ``anchor`` is none.
    """
    problems = [] if header.is_whole(desk.folder) else [HALF_A_HEADER]
    problems += [f"The database file is damaged ({said})." for said in desk.integrity_problems()]
    is_found_wrongly = desk.is_search_out_of_step()
    with desk.reading() as connection:
        problems += _chain_problems(connection, anchor)
        problems += _record_problems(connection, is_found_wrongly)
        problems += [
            f"The key file desk.keys holds a key ({name}) that was not put there by this program."
            for name in holders.strangers(holders.read(connection).values(), header.read(desk.folder).slots)
        ]
        head = inspection.head(connection)
        counts = {name: inspection.kept(connection, register) for name, register in REGISTERS.items()}
    return CheckResult(tuple(problems), counts, head.sequence, head.short_hash)


def look_over(desk: Desk, is_wanted: Callable[[], bool]) -> tuple[str, ...]:
    """What ``check`` finds, on connections of its own, so that work goes on meanwhile; for any thread.

    Damage is told only when a second look with fresh eyes has seen it too. Raises Stopped soon after
    ``is_wanted`` says no.
    """
    try:
        return _looked_over(desk, is_wanted)
    except DamagedDatabase:
        if not is_wanted():
            raise Stopped from None
        try:
            return _looked_over(desk, is_wanted)
        except DamagedDatabase as error:
            return (error.sentence,)


def _looked_over(desk: Desk, is_wanted: Callable[[], bool]) -> tuple[str, ...]:
    with desk.apart(is_wanted) as other:
        found = check(other).problems
    if not is_wanted():
        raise Stopped
    return found


def _chain_problems(connection: Connection, anchor: str) -> list[str]:
    broken = inspection.first_broken_line(connection)
    found = []
    if broken is not None:
        found.append(f"The audit chain does not fit from line {broken} on: lines were changed or removed.")
    if anchor and (problem := anchor_problem(connection, anchor)):
        found.append(problem)
    return found


def _record_problems(connection: Connection, is_found_wrongly: bool) -> list[str]:
    found = inspection.findings(connection)
    problems = [f"{reference} was changed outside the program." for reference in found.altered]
    problems += [
        f"The content of {reference} is not as it was left." for reference in attachments.altered(connection)
    ]
    problems += [
        f"The issued report on {which} is not as it was issued." for which in issued.altered(connection)
    ]
    if found.is_misfiled or is_found_wrongly:
        problems.append("The search index does not match the records.")
    if found.is_numbering_behind:
        problems.append(
            "The numbering stands behind the records: part of the file was put back to an old state."
        )
    return problems
