"""Which lines of a governors' report each record of the school's own work is counted on."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.project_counts import are_parents_told, is_late_notice, project_counts
from esafety_desk.policy.report_words import within_months
from esafety_desk.policy.work_counts import exemption_counts
from esafety_desk.records.aims import Aim
from esafety_desk.records.approval import Decision
from esafety_desk.records.school import School
from esafety_desk.store import counts, evidence, other_work
from esafety_desk.store.counted_at import Counted, Place
from esafety_desk.store.periods import in_period, is_counted
from esafety_desk.store.tables import ENTRY, RECORD_TABLES

_GLANCE = "glance"
_DECIDED = {
    Decision.APPROVED: "Approved",
    Decision.REFUSED: "Refused",
    Decision.TAKEN_BACK: "Approved, later taken back",
}


def approvals(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Accounts asked for in the period, and those decided in it."""
    for row in counts.decided(connection, period, cut_off):
        decision = Decision(row.decision)
        places: set[Place] = {("approvals", _DECIDED[decision])}
        if decision is Decision.APPROVED and row.supported:
            places.add(("approvals", "after a support session"))
        if decision is not Decision.TAKEN_BACK:
            places.add((_GLANCE, "Accounts approved / refused"))
        yield row.id, places
    table = RECORD_TABLES["approvals"]
    _place, within = in_period(ENTRY.c.dated_on, [period], cut_off)
    query = sa.select(ENTRY.c.id).where(is_counted(table), within)
    for key in connection.scalars(query):
        yield key, {("approvals", "Asked for")}


def projects(connection: sa.Connection, period: Period, cut_off: date, school: School) -> Counted:
    """Projects that began in the period, and those senior staff let begin early."""
    for one in evidence.known_projects(connection, school, cut_off):
        project, around = one
        alone = project_counts([one], period)
        places: set[Place] = set()
        if alone.due:
            late, told = is_late_notice(project, around), are_parents_told(project)
            notice = "with short notice" if late else "with full notice to technical support"
            places |= {("projects", "Projects that began"), ("projects", notice)}
            places |= set() if late else {(_GLANCE, "Projects with full notice")}
            if told:
                places |= {
                    ("projects", "parents told before the first day"),
                    (_GLANCE, "Parents told before the first day"),
                }
        if alone.overrides:
            places.add(("projects", "Let begin early by senior staff"))
        yield project.id or 0, places


def exemptions(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Filter exemptions of the period."""
    lines = {
        "Opened": "opened",
        "Removal confirmed": "removed",
        "In force at the end": "active",
        "without an end date": "open_ended",
        "Past the end, not confirmed removed": "unconfirmed",
        "Days in force, all together": "days",
    }
    glance = {"opened": "Exemptions opened / removed", "removed": "Exemptions opened / removed"}
    glance["unconfirmed"] = "past their end, unconfirmed"
    for key, days in other_work.exemptions_by_id(connection).items():
        alone = exemption_counts([days], period, cut_off)
        counted = [(label, name) for label, name in lines.items() if getattr(alone, name)]
        places: set[Place] = {("exemptions", label) for label, _ in counted}
        yield key, places | {(_GLANCE, glance[name]) for _, name in counted if name in glance}


def staff(connection: sa.Connection, period: Period, cut_off: date, months: int) -> Counted:
    """Staff in post on the period's last counted day, and those of them who were supported."""
    for key, is_supported in counts.staff_on(connection, min(period.ends_on, cut_off), months):
        places: set[Place] = {("support", "Staff in post")}
        if is_supported:
            span = within_months(months)
            places |= {("support", f"supported {span}"), (_GLANCE, f"Staff supported {span}")}
        yield key, places


def benefits(connection: sa.Connection, period: Period, cut_off: date) -> Counted:
    """Benefits seen in the period, under each of their aims."""
    table = RECORD_TABLES["positive-uses"]
    _place, within = in_period(ENTRY.c.dated_on, [period], cut_off)
    query = sa.select(table.c.id, table.c.aims).join(ENTRY, ENTRY.c.id == table.c.id)
    for row in connection.execute(query.where(is_counted(table), within)):
        yield (
            row.id,
            {("well", "Benefits seen"), *(("well", f"for {Aim(a).label.lower()}") for a in row.aims)},
        )
