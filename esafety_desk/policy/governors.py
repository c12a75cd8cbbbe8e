"""Composes the governors' report of one period from exact counts; disclosure control is applied here, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import ConductCounts, ConductStanding, PeriodCounts, WorkStanding
from esafety_desk.policy.disclosure import Ledger
from esafety_desk.policy.figures import Edition, Figure, GovernorReport, Table, Verification
from esafety_desk.policy.protection import CountTable, Protected, Share, protect
from esafety_desk.policy.report_columns import Columns
from esafety_desk.policy.report_method import method
from esafety_desk.policy.report_sections import glance, sections
from esafety_desk.policy.report_shown import Shown
from esafety_desk.policy.report_words import decisions, risks, sentences

AUTHOR = "E-safety leader"


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a report is made from. ``counts`` holds every period of ``columns`` by its label."""

    school_name: str
    period: Period
    columns: Columns
    counts: Mapping[str, PeriodCounts]
    work_standing: WorkStanding
    conduct_standing: ConductStanding
    support_months: int
    cut_off: date
    verification: Verification


def compose(
    gathered: Gathered, edition: Edition = Edition.STANDARD, known: Ledger | None = None
) -> GovernorReport:
    """The report in ``edition``; ``known`` is what issued reports have told of the same counts before."""
    tables, shares = _protected(gathered, edition, known)
    shown = Shown(
        period=gathered.period,
        columns=gathered.columns,
        tables=tables,
        shares=shares,
        work={label: counts.work for label, counts in gathered.counts.items()},
        standing=gathered.work_standing,
        has_unreviewed=any(counts.conduct.unreviewed for counts in gathered.counts.values()),
        support_months=gathered.support_months,
        edition=edition,
        cut_off=gathered.cut_off,
    )
    return GovernorReport(
        school_name=gathered.school_name,
        period_label=gathered.period.label,
        starts_on=gathered.period.starts_on,
        ends_on=gathered.period.ends_on,
        cut_off=gathered.cut_off,
        edition=edition,
        author=AUTHOR,
        sentences=sentences(shown),
        decisions=decisions(shown),
        glance=glance(shown),
        risks=risks(shown),
        sections=sections(shown),
        method=method(gathered.period, _named(gathered.columns), gathered.cut_off, edition),
        verification=gathered.verification,
    )


def _protected(
    gathered: Gathered, edition: Edition, known: Ledger | None
) -> tuple[Mapping[str, Table], Mapping[str, tuple[Figure, ...]]]:
    """Every protected figure of the report, judged together; school years join in where terms are too small."""
    columns, conduct = gathered.columns, {label: c.conduct for label, c in gathered.counts.items()}
    first = protect(_measures(gathered, conduct), edition=edition, splits=columns.splits, known=known)
    tables = dict(first.tables)
    if not tables[measures.BY_AREA].rows and columns.years.periods:
        tables |= _by_year(columns, conduct, edition, first).tables
    return tables, first.shares


def _measures(gathered: Gathered, conduct: Mapping[str, ConductCounts]) -> list[CountTable | Share]:
    columns = gathered.columns
    every, named, terms = columns.main.columns, columns.named, columns.terms.columns
    found: list[CountTable | Share] = [
        measures.headlines(conduct, every),
        measures.by_area(conduct, every, measures.BY_AREA, "Incidents by risk area"),
        measures.by_status(conduct, named),
        *measures.shares(conduct, named),
        measures.by_addressee(conduct, named),
        measures.by_severity(conduct, named),
        *measures.standing(gathered.conduct_standing),
    ]
    if terms:
        found.append(
            measures.by_area(conduct, terms, measures.AREA_BY_TERM, "Incidents by risk area and term")
        )
    return found


def _by_year(
    columns: Columns, conduct: Mapping[str, ConductCounts], edition: Edition, first: Protected
) -> Protected:
    title = "Incidents by risk area and school year"
    table = measures.by_area(conduct, columns.years.columns, measures.AREA_BY_YEAR, title)
    return protect([table], edition=edition, splits=columns.splits, known=first.ledger)


def _named(columns: Columns) -> tuple[Period, ...]:
    return tuple(period for period in columns.main.periods if period.label in columns.named)
