"""Bringing in lists of people: every row adds somebody, changes somebody, or is refused with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from esafety_desk.exchange.columns import key_of, meanings
from esafety_desk.exchange.roster import Roster
from esafety_desk.exchange.roster_columns import Meaning
from esafety_desk.exchange.roster_opening import open_rosters
from esafety_desk.exchange.sources import nobody_waits
from esafety_desk.policy.wording import counted
from esafety_desk.records.base import PersonId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person
from esafety_desk.records.problems import checked
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services.everyone import everyone
from esafety_desk.services.families import Families
from esafety_desk.services.import_report import Asked, Did, Hear, Heed, NotAll, Result, Sheet
from esafety_desk.services.keeping import Work
from esafety_desk.services.people_plan import PeoplePlan, Writer
from esafety_desk.store import imports, lookups
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import Unit


def import_people(
    work: Work, paths: Sequence[Path], asked: Asked, hear: Hear, heed: Heed = nobody_waits
) -> Result:
    """Bring in the people of these files, as one unit of work; ``hear`` is told each row,
    and ``heed`` asked while a file is looked through before that: either stops it by raising.

    Refused rows do not stop the others, unless all or nothing was asked for. Raises BadUsage where a file
    cannot be read and NotAll where a row is refused that may not be; then nothing is brought in.
    """
    if asked.dry_run:
        with work.desk.reading() as connection:
            opened = _opened(work, connection, paths, asked, heed)
            return _run(work, connection, opened, asked, hear, _Nowhere(connection))
    with work.desk.writing(work.actor, work.now) as unit:
        opened = _opened(work, unit.connection, paths, asked, heed)
        if asked.mapping:
            _remember_mapping(work, unit.connection, opened[0], asked.mapping)
        names = [path.name for path in paths]
        batch = imports.begin(unit.connection, PEOPLE.name, work.now, work.actor, names)
        writer = _Desk(unit)
        result = _run(work, unit.connection, opened, asked, hear, writer)
        if asked.all_or_nothing and result.has_refusals:
            raise NotAll(result)
        writer.remember(batch)
        said = [f"{did.name.lower()}={number}" for did, number in sorted(result.counts.items()) if number]
        unit.witness("imported people", fields=said)
        return replace(result, changed=frozenset(unit.changed), batch=batch)


_Opened = tuple[list[Roster], list[str]]


def _opened(work: Work, connection: Connection, paths: Sequence[Path], asked: Asked, heed: Heed) -> _Opened:
    """The lists of people in these files, their columns as told now or for an earlier file of the same headings."""
    kept = imports.mappings(connection, PEOPLE.name)
    remembered = {key: meanings(Meaning, told) for key, told in kept.items()}
    return open_rosters(paths, work.today, asked.order, meanings(Meaning, asked.mapping), remembered, heed)


def _remember_mapping(
    work: Work, connection: Connection, rosters: Sequence[Roster], told: Mapping[str, str | None]
) -> None:
    """Keep what was told for each file's headings, beside what was told of them before."""
    kept = imports.mappings(connection, PEOPLE.name)
    for roster in rosters:
        key, here = key_of(roster.columns.headings), {folded(h) for h in roster.columns.headings}
        now = {heading: word for heading, word in told.items() if folded(heading) in here}
        if now:
            imports.keep_mapping(connection, PEOPLE.name, key, kept.get(key, {}) | now, work.now)


def _run(
    work: Work, connection: Connection, opened: _Opened, asked: Asked, hear: Hear, writer: Writer
) -> Result:
    rosters, left_out = opened
    school = lookups.school(connection)
    keeps_birth_dates, families = school.keep_birth_dates, Families(keeps=school.keep_guardians)
    plan = PeoplePlan(
        everyone(connection),
        work.today,
        writer,
        asked.decided,
        families,
        keeps_birth_dates=keeps_birth_dates,
    )
    counts: Counter[Did] = Counter()
    has_birth_dates, sources = False, set()
    for roster in rosters:
        for row in roster.rows():
            report = plan.consider(row)
            counts[report.action] += 1
            has_birth_dates |= row.birth_date is not None
            sources.add(row.source)
            hear(report)
    notes = [note for roster in rosters for note in roster.notes]
    if has_birth_dates and not keeps_birth_dates:
        notes.append("Dates of birth were read but not kept: the school’s settings leave them out.")
    notes += families.link(plan.here, writer)
    absent = list(plan.here.unnamed(frozenset(sources - {""})))
    said = _absent(len(absent), has_left=asked.absent_left) if absent else ""
    if asked.absent_left:
        for person in absent:
            hear(plan.leave(person))
        counts[Did.LEFT] += len(absent)
    sheets = tuple(Sheet(roster.file, roster.seen, roster.undecided) for roster in rosters)
    return Result(counts, (*notes, *left_out), sheets, absent=len(absent), absent_told=said)


def _absent(number: int, *, has_left: bool) -> str:
    who = f"{counted(number, 'person', 'people')} known from the same system {'is' if number == 1 else 'are'}"
    return f"{who} no longer named" + (
        " and marked as left today." if has_left else "; nothing was changed for them."
    )


class _Nowhere:
    """A dry run: people are checked as they would be, and kept nowhere. New ones have ids below zero."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._new = 0

    def add(self, person: Person) -> PersonId:
        self._new += 1
        return PersonId(-self._new)

    def change(self, person: PersonId, changes: Mapping[str, Any]) -> dict[str, str]:
        known = lookups.people(self._connection, [person]).get(person)
        return {} if known is None else checked(Person, dict(known) | dict(changes))[1]


class _Desk:
    """People written as they are met, with what is needed to take them back."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._before: dict[PersonId, dict[str, Any] | None] = {}

    def add(self, person: Person) -> PersonId:
        key = PersonId(self._unit.add(person, "imported").id or 0)
        self._before[key] = None
        return key

    def change(self, person: PersonId, changes: Mapping[str, Any]) -> dict[str, str]:
        before = lookups.people(self._unit.connection, [person])[person]
        now, messages = checked(Person, dict(before) | dict(changes))
        if now is None:
            return messages
        self._unit.change(now, "imported")
        kept = before.model_dump(mode="json", include=set(changes))
        known = self._before.get(person, {})
        self._before[person] = None if known is None else kept | known
        return {}

    def remember(self, batch: int) -> None:
        """Keep what each person was before, so that the whole act can be taken back."""
        for key, before in self._before.items():
            trace = imports.Trace(key, self._unit.digest(key), before=before)
            imports.remember(self._unit.connection, batch, trace)
