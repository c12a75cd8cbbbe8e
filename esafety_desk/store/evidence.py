"""The records behind the scorecard, read whole: the rules in ``policy`` judge by them alone."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from esafety_desk.policy.holdings import KINDS, Holdings
from esafety_desk.policy.project_counts import KnownProject
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.policy_text import Clause
from esafety_desk.records.project import Project
from esafety_desk.records.registers import PEOPLE, register_of
from esafety_desk.records.school import School
from esafety_desk.records.words import Words
from esafety_desk.store import preparation
from esafety_desk.store.clauses_on_desk import records
from esafety_desk.store.tables import ENTRY, RECORD_TABLES


def holdings(connection: sa.Connection, school: School, words: Words, today: date) -> Holdings:
    """Everything the clauses are judged by. Pupils are not read: only the year groups they are in."""
    kept = {register_of(kind).name: _all(connection, kind) for kind in KINDS}
    projects = [item for item in kept[register_of(Project).name] if isinstance(item, Project)]
    staff = records(connection, Person, RECORD_TABLES[PEOPLE.name].c.kind == PersonKind.STAFF)
    return Holdings(
        school=school,
        today=today,
        words=words,
        people={PersonId(person.id): person for person in staff if person.id is not None},
        year_groups=_year_groups(connection, today),
        records=kept,
        projects_around={
            RecordId(project.id): around
            for project, around in _known(connection, projects, school, today)
            if project.id is not None
        },
    )


def known_projects(connection: sa.Connection, school: School, today: date) -> list[KnownProject]:
    """Every project with what its readiness hangs on, as it stands on ``today``."""
    return _known(connection, records(connection, Project, sa.true()), school, today)


def clauses(connection: sa.Connection) -> list[Clause]:
    """The clauses of the school's policy, in the order they were entered."""
    return records(connection, Clause, sa.true())


def _known(
    connection: sa.Connection, projects: list[Project], school: School, today: date
) -> list[KnownProject]:
    return list(zip(projects, preparation.around(connection, projects, school, today), strict=True))


def _all(connection: sa.Connection, kind: type[Record]) -> tuple[Record, ...]:
    return tuple(records(connection, kind, sa.true()))


def _year_groups(connection: sa.Connection, today: date) -> frozenset[YearGroup]:
    people = RECORD_TABLES[PEOPLE.name]
    query = (
        sa.select(people.c.year_group)
        .distinct()
        .join(ENTRY, ENTRY.c.id == people.c.id)
        .where(people.c.kind == PersonKind.PUPIL, people.c.year_group.is_not(None))
        .where(people.c.left_on.is_(None) | (people.c.left_on >= today), ENTRY.c.withdrawn.is_(None))
    )
    return frozenset(YearGroup(found) for found in connection.scalars(query))
