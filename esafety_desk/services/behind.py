"""The records behind a figure of a governors' report, for the leader's eyes alone.

``records_behind`` takes a place on the paper (the table's key, the line's label, the column's name) and says in which
register to look and for which ids; None where a figure has no single register behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import Period, comparisons, recent_terms
from esafety_desk.policy.figures import GovernorReport
from esafety_desk.policy.report_columns import columns_of
from esafety_desk.policy.report_measures import OTHER_ADDRESSEES, OTHER_AREAS, OTHER_MODERATION
from esafety_desk.records.base import RecordId
from esafety_desk.records.school import School
from esafety_desk.store import counted_at, lookups, work_counted_at
from esafety_desk.store.counted_at import Counted, Counter, dated
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

_TOGETHER = frozenset({OTHER_AREAS, OTHER_ADDRESSEES, OTHER_MODERATION})


@dataclass(frozen=True, slots=True)
class Behind:
    """Where the records of a figure are kept, and which they are."""

    register: str
    ids: frozenset[RecordId]


def records_behind(desk: Desk, report: GovernorReport, table: str, label: str, column: str) -> Behind | None:
    """The records counted on the line ``label`` of ``table`` under ``column``, as they stand now.

    None where no record stands behind the figure.
    """
    with desk.reading() as connection:
        school = lookups.school(connection)
        period = _period(report, school, column)
        is_meant = _meant(report, table, label)
        for register, found in _counted(connection, period, report.cut_off, school):
            ids = [key for key, places in found if is_meant({line for key, line in places if key == table})]
            if ids:
                return Behind(register, frozenset(map(RecordId, ids)))
    return None


def _counted(
    connection: Connection, period: Period, cut_off: date, school: School
) -> Iterator[tuple[str, Counted]]:
    """Every register that is counted, with the lines its records stand on."""
    for register, finder in _FINDERS:
        yield register, finder(connection, period, cut_off)
    months = school.support_valid_months
    yield "people", work_counted_at.staff(connection, period, cut_off, months)
    yield "projects", work_counted_at.projects(connection, period, cut_off, school)


_FINDERS: tuple[tuple[str, Counter], ...] = (
    ("incidents", counted_at.incidents),
    ("incidents", counted_at.open_incidents),
    ("referrals", counted_at.referrals),
    ("moderation", counted_at.moderation),
    ("actions", counted_at.actions),
    ("approvals", work_counted_at.approvals),
    ("exemptions", work_counted_at.exemptions),
    ("positive-uses", work_counted_at.benefits),
    ("support-sessions", dated("support-sessions", ("support", "Support sessions held"))),
    (
        "filtering-reviews",
        dated(
            "filtering-reviews",
            ("filtering", "Reviews"),
            ("filtering", "Checks planned"),
            ("filtering", "of these done"),
        ),
    ),
    (
        "monitoring-checks",
        dated(
            "monitoring-checks",
            ("checks", "Checks done in all"),
            ("checks", "of these done"),
            ("glance", "Monitoring checks done"),
        ),
    ),
    ("teaching", dated("teaching", ("teaching", "Topics taught to a year group"))),
    (
        "family-support",
        dated("family-support", ("teaching", "Offers to families"), ("teaching", "families reached")),
    ),
)


def _period(report: GovernorReport, school: School, column: str) -> Period:
    """The period a column of the report counts; its own where the column names a day."""
    own = Period(report.period_label, report.starts_on, report.ends_on)
    beside = comparisons(own, school.terms)
    columns = columns_of(own, beside, recent_terms(own, school.terms), report.cut_off)
    layers = (columns.main, columns.terms, columns.years)
    return {p.label: p for layer in layers for p in layer.periods}.get(column, own)


def _meant(report: GovernorReport, table: str, label: str) -> Callable[[set[str]], bool]:
    """Whether a record that stands on some lines of the table stands on the line that is meant.

    Lines counted together hold whatever stands on none of the lines that are shown alone.
    """
    if label not in _TOGETHER:
        return lambda lines: label in lines
    tables = (shown for section in report.sections for shown in section.tables if shown.key == table)
    alone = {row.label for shown in tables for row in shown.rows if not row.is_total} - _TOGETHER
    return lambda lines: bool(lines) and not lines & alone
