"""The governors' report: which periods there are, the figures of one, its pages, and the record of a print."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from typing import Any

from esafety_desk.host.errors import BadUsage, KnownError
from esafety_desk.policy.calendar import (
    Period,
    between,
    comparisons,
    known_periods,
    parse_period,
    recent_terms,
)
from esafety_desk.policy.counts import PeriodCounts, together
from esafety_desk.policy.figures import Edition, GovernorReport, Verification
from esafety_desk.policy.governors import Gathered, compose
from esafety_desk.policy.report_audit import audit as disclosures
from esafety_desk.policy.report_columns import Columns, columns_of
from esafety_desk.records.school import School
from esafety_desk.reports import governors
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, counts, lookups
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection


def periods(desk: Desk, today: date) -> list[Period]:
    """What a report can be on: every term that has begun, the latest first, then the school years."""
    with desk.reading() as connection:
        return list(known_periods(lookups.school(connection).terms, today))


def period_asked_for(desk: Desk, name: str | None, since: date | None, until: date | None) -> Period:
    """The period a person named, or the days between two dates. Raises BadUsage."""
    if name and not (since or until):
        with desk.reading() as connection:
            return parse_period(name, lookups.school(connection).terms)
    if name or not (since and until):
        raise BadUsage("Say which days the report is on: either a period, or a first and a last day.")
    return between(since, until)


def governors_report(
    desk: Desk, period: Period, edition: Edition = Edition.STANDARD, *, today: date
) -> GovernorReport:
    """The report on ``period`` with what is dated up to ``today``; nothing in it can be worked back.

    Raises KnownError where its own audit finds that something could.
    """
    with desk.reading() as connection:
        gathered = _gathered(connection, period, today)
    report = compose(gathered, edition)
    if disclosures(report, gathered.columns.splits):
        raise KnownError(
            "This report was not drawn: a figure that must stay hidden could be worked out from it. "
            "Choose a longer period."
        )
    return report


def render(report: GovernorReport) -> bytes:
    """The pages of ``report`` as a PDF. Raises KnownError where a letter cannot be printed."""
    return governors.render(report)


def suggested_file_name(report: GovernorReport) -> str:
    """A name for the file: what it is, which period and which edition, and nobody's name."""
    label = re.sub(r"\W+", "-", report.period_label).strip("-")
    edition = "" if report.edition is Edition.STANDARD else f"-{report.edition}"
    return f"Governors-report-{label}{edition}.pdf"


def witness_print(work: Work, report: GovernorReport) -> None:
    """Audit that ``report`` was printed or saved: its period and edition, nothing else."""
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("printed", "governors-report", (report.period_label, str(report.edition)))


def as_plain(report: GovernorReport) -> dict[str, Any]:
    """``report`` as plain values for a machine to read, dates as text."""
    plain: dict[str, Any] = _plain(asdict(report))
    return plain


def _gathered(connection: Connection, period: Period, cut_off: date) -> Gathered:
    school = lookups.school(connection)
    columns = columns_of(
        period, comparisons(period, school.terms), recent_terms(period, school.terms), cut_off
    )
    work_standing, conduct_standing = counts.standing(connection, cut_off)
    head = audit.head_of_records(connection)
    return Gathered(
        school_name=school.name,
        period=period,
        columns=columns,
        counts=_counts(connection, school, columns, cut_off),
        work_standing=work_standing,
        conduct_standing=conduct_standing,
        support_months=school.support_valid_months,
        cut_off=cut_off,
        verification=Verification(head.sequence, head.short_hash),
    )


def _counts(
    connection: Connection, school: School, columns: Columns, cut_off: date
) -> dict[str, PeriodCounts]:
    """The counts of every period of ``columns``; those filled by others are added up, not counted again."""
    periods = {p.label: p for layer in (columns.main, columns.terms, columns.years) for p in layer.periods}
    filled = {split.whole: split.parts for split in columns.splits}
    single = [period for label, period in periods.items() if label not in filled]
    found = counts.by_period(connection, single, cut_off, school.support_valid_months)
    for label, parts in filled.items():
        found[label] = together(periods[label], [found[part] for part in parts])
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value
