"""What the rules ask for beside a record, gathered from the desk."""

from __future__ import annotations

from datetime import date

from esafety_desk.policy.calendar import school_year_of
from esafety_desk.policy.readiness import ProjectSurroundings
from esafety_desk.policy.surroundings import Surroundings
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.facts import facts
from esafety_desk.records.project import Project
from esafety_desk.records.registers import PEOPLE, REGISTERS, register_of
from esafety_desk.store import lookups, preparation, rows
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import linked_people


def surroundings(connection: Connection, record: Record, today: date) -> Surroundings:
    """Everything the rules look at beside ``record``."""
    school = lookups.school(connection)
    first_term = min((term.starts_on for term in school.terms), default=None)
    supported = None
    if isinstance(record, AccountApproval) and record.requested_by is not None:
        supported = lookups.was_supported(connection, record.requested_by, record.decided_on or today)
    kept = rows.read(connection, register_of(record), [record.id]) if record.id is not None else {}
    return Surroundings(
        people=lookups.people(connection, linked_people(record)),
        school=school,
        today=today,
        first_day=school_year_of(first_term).starts_on if first_term else None,
        open_actions=lookups.open_actions(connection, record.id),
        supported_before=supported,
        before=next(iter(kept.values()), None),
        linked=_linked(connection, record),
        project=around_project(connection, record, today) if isinstance(record, Project) else None,
    )


def around_project(connection: Connection, project: Project, today: date) -> ProjectSurroundings:
    """What the readiness of ``project`` hangs on."""
    return preparation.around(connection, [project], lookups.school(connection), today)[0]


def _linked(connection: Connection, record: Record) -> dict[RecordId, Record]:
    """The records that ``record`` names in fields which lead to one register, people left aside."""
    linked: dict[RecordId, Record] = {}
    for name, fact in facts(type(record)).items():
        value = getattr(record, name)
        if value is not None and fact.refers_to in REGISTERS and fact.refers_to != PEOPLE.name:
            linked |= rows.read(connection, REGISTERS[fact.refers_to], [value])
    return linked
