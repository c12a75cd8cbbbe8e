"""Is everything as it was left? Pages, links, audit chain, records and search index, without writing a thing."""

from __future__ import annotations

from dataclasses import dataclass

from esafety_desk.records.registers import REGISTERS
from esafety_desk.store import attachments, header, holders, inspection, issued
from esafety_desk.store.desk import Desk

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


def check(desk: Desk) -> CheckResult:
    """Check the whole desk. Raises DamagedDatabase where it cannot even be read."""
    slots = header.read(desk.folder).slots
    problems = [] if header.is_whole(desk.folder) else [HALF_A_HEADER]
    problems += [f"The database file is damaged ({said})." for said in desk.integrity_problems()]
    with desk.reading() as connection:
        head = inspection.head(connection)
        broken = inspection.first_broken_line(connection)
        if broken is not None:
            problems.append(
                f"The audit chain does not fit from line {broken} on: lines were changed or removed."
            )
        found = inspection.findings(connection)
        problems += [f"{reference} was changed outside the program." for reference in found.altered]
        problems += [
            f"The content of {reference} is not as it was left."
            for reference in attachments.altered(connection)
        ]
        problems += [
            f"The issued report on {which} is not as it was issued." for which in issued.altered(connection)
        ]
        problems += [
            f"The key file desk.keys holds a key ({name}) that was not put there by this program."
            for name in holders.strangers(holders.read(connection).values(), slots)
        ]
        if found.is_search_out_of_step:
            problems.append("The search index does not match the records.")
        if found.is_numbering_behind:
            problems.append(
                "The numbering stands behind the records: part of the file was put back to an old state."
            )
        counts = {name: inspection.kept(connection, register) for name, register in REGISTERS.items()}
    return CheckResult(tuple(problems), counts, head.sequence, head.short_hash)
