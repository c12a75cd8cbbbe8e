"""What the readiness of projects hangs on, for one project or many, in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa

from esafety_desk.policy.readiness import ProjectSurroundings
from esafety_desk.records.base import PersonId
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.platform import Platform
from esafety_desk.records.project import Project
from esafety_desk.records.registers import EXEMPTIONS, PLATFORMS
from esafety_desk.records.school import School
from esafety_desk.store import lists, lookups, rows, words
from esafety_desk.store.among import among
from esafety_desk.store.lists import ListQuery
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES


def around(
    connection: sa.Connection, projects: Sequence[Project], school: School, today: date
) -> list[ProjectSurroundings]:
    """What each of ``projects`` hangs on, in their order."""
    exemptions = _exemptions(connection, {p.id for p in projects if p.id is not None})
    sessions = supported_on(connection, {p.owner_id for p in projects})
    named = {person for p in projects for person in (p.owner_id, p.approved_by, p.override_by)}
    named |= {item.authorised_by for items in exemptions.values() for item in items}
    people = lookups.people(connection, {person for person in named if person is not None})
    platforms, known = platforms_by_code(connection), words.read(connection)
    return [
        ProjectSurroundings(
            people=people,
            school=school,
            today=today,
            sessions=tuple(sessions.get(project.owner_id, ())),
            platforms=platforms,
            exemptions=tuple(exemptions.get(project.id or 0, ())),
            words=known,
        )
        for project in projects
    ]


def supported_on(connection: sa.Connection, people: Collection[PersonId]) -> dict[PersonId, list[date]]:
    """The days on which each of ``people`` had a support session."""
    sessions = RECORD_TABLES["support-sessions"]
    attendees = PART_TABLES["support-sessions"]["attendees"]
    query = (
        sa.select(attendees.c.person_id, sessions.c.held_on)
        .join(sessions, sessions.c.id == attendees.c.parent_id)
        .join(ENTRY, ENTRY.c.id == sessions.c.id)
        .where(among(attendees.c.person_id, people), ENTRY.c.withdrawn.is_(None))
        .order_by(sessions.c.held_on)
    )
    days: dict[PersonId, list[date]] = defaultdict(list)
    for row in connection.execute(query):
        days[PersonId(row.person_id)].append(row.held_on)
    return days


def platforms_by_code(connection: sa.Connection) -> dict[str, Platform]:
    """Every platform with its age rules, by the word it is known by; the newest entry counts."""
    ids = lists.ids(connection, ListQuery(PLATFORMS, descending=False))
    found = rows.read(connection, PLATFORMS, ids).values()
    return {platform.platform: platform for platform in found if isinstance(platform, Platform)}


def _exemptions(connection: sa.Connection, projects: Collection[int]) -> dict[int, list[Exemption]]:
    table = RECORD_TABLES[EXEMPTIONS.name]
    query = (
        sa.select(table.c.id)
        .join(ENTRY, ENTRY.c.id == table.c.id)
        .where(among(table.c.project_id, projects), ENTRY.c.withdrawn.is_(None))
        .order_by(table.c.starts_on, table.c.id)
    )
    by_project: dict[int, list[Exemption]] = defaultdict(list)
    for item in rows.read(connection, EXEMPTIONS, connection.scalars(query).all()).values():
        assert isinstance(item, Exemption)
        by_project[item.project_id or 0].append(item)
    return by_project
