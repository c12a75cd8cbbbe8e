"""Bringing in lists of people: every row adds somebody, changes somebody, or is refused with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from esafety_desk.exchange.dates import DayOrder
from esafety_desk.exchange.roster import Roster, open_rosters
from esafety_desk.policy.wording import counted, listed
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services.keeping import Undo, Work
from esafety_desk.services.people_plan import Did, ImportedRow, PeoplePlan
from esafety_desk.store import lists, lookups
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import Unit

__all__ = ["Did", "ImportResult", "ImportedRow", "import_people"]

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or in a dry run would do. ``undos`` take it back, the last one first."""

    rows: tuple[ImportedRow, ...]
    notes: tuple[str, ...]
    changed: frozenset[str] = frozenset()
    undos: tuple[Undo, ...] = ()

    @property
    def counts(self) -> dict[Did, int]:
        """How many rows came to each end, those with none left out."""
        found = Counter(row.action for row in self.rows)
        return {action: found[action] for action in Did if found[action]}

    @property
    def has_refusals(self) -> bool:
        """Some rows are not in and wait for somebody to mend or decide them."""
        return not {Did.DOUBTFUL, Did.REFUSED}.isdisjoint(self.counts)

    @property
    def message(self) -> str:
        ends = [f"{number:,} {action}" for action, number in self.counts.items()]
        return f"{counted(len(self.rows), 'row')} read: {listed(ends)}." if ends else "No rows to read."


def import_people(
    work: Work, paths: Sequence[Path], *, dry_run: bool = False, day_first: bool | None = None
) -> ImportResult:
    """Bring in the people of these files, as one unit of work; in a dry run only say what would be done.

    ``day_first`` says how "3/4/2015" is meant where a column of dates does not prove its order. Refused rows
    do not stop the others. Raises BadUsage where a file cannot be read, and then nothing is brought in.
    """
    asked = None if day_first is None else DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST
    rosters, left_out = open_rosters(paths, work.today, asked)
    if dry_run:
        with work.desk.reading() as connection:
            return _planned(connection, rosters, left_out, work.today)[1]
    with work.desk.writing(work.actor, work.now) as unit:
        plan, result = _planned(unit.connection, rosters, left_out, work.today)
        undos = tuple(_written(unit, plan))
        unit.witness(
            "imported people", fields=[f"{did.name.lower()}={n}" for did, n in result.counts.items()]
        )
        return replace(result, changed=frozenset(unit.changed), undos=undos)


def _planned(
    connection: Connection, rosters: Sequence[Roster], left_out: Sequence[str], today: date
) -> tuple[PeoplePlan, ImportResult]:
    keeps_birth_dates = lookups.school(connection).keep_birth_dates
    plan = PeoplePlan(_everyone(connection), today, keeps_birth_dates=keeps_birth_dates)
    rows = tuple(plan.consider(row) for roster in rosters for row in roster.rows())
    notes = [note for roster in rosters for note in roster.notes]
    if not keeps_birth_dates and any(done.row.birth_date for done in rows):
        notes.append("Dates of birth were read but not kept: the school’s settings leave them out.")
    return plan, ImportResult(rows, (*notes, *left_out))


def _written(unit: Unit, plan: PeoplePlan) -> Iterator[Undo]:
    for person in plan.added:
        yield _undo(unit, unit.add(person, "imported"), None)
    for before, now in plan.changed:
        yield _undo(unit, unit.change(now, "imported"), before)


def _undo(unit: Unit, person: Person, before: Person | None) -> Undo:
    key = RecordId(person.id or 0)
    return Undo(PEOPLE.name, key, before, unit.digest(key))


def _everyone(connection: Connection) -> Iterator[Person]:
    found = lists.ids(connection, lists.ListQuery(PEOPLE))
    for start in range(0, len(found), _BATCH):
        batch = (PersonId(key) for key in found[start : start + _BATCH])
        yield from lookups.people(connection, batch).values()
