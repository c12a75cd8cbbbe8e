"""Everything a governors' report is made from, read in one go: counts, what stands open, and what was issued before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from esafety_desk.policy.calendar import Period, comparisons, recent_terms
from esafety_desk.policy.counts import PeriodCounts, together
from esafety_desk.policy.figures import Edition, Verification
from esafety_desk.policy.governors import Gathered
from esafety_desk.policy.narrative import Carried
from esafety_desk.policy.report_columns import Columns, columns_of
from esafety_desk.policy.report_history import (
    Frozen,
    Issue,
    Span,
    corrected,
    frozen_within,
    gaps,
    known_near,
    name_of,
    span_of,
)
from esafety_desk.records.school import School
from esafety_desk.services import archive, scorecard
from esafety_desk.store import audit, counts, lookups, other_work
from esafety_desk.store.engine import Connection
from esafety_desk.store.issued import IssuedReport


def gathered(
    connection: Connection, period: Period, cut_off: date, edition: Edition
) -> tuple[Gathered, tuple[Issue, ...]]:
    """What the report on ``period`` is made from, and the issued reports of its edition."""
    school = lookups.school(connection)
    beside = comparisons(period, school.terms)
    columns = columns_of(period, beside, recent_terms(period, school.terms), cut_off)
    archived = archive.issues(connection, edition)
    issues = tuple(issue for _, issue in archived)
    found, used = _counts(connection, school, columns, issues, cut_off)
    known, splits = known_near(spans(found, cut_off), issues)
    work_standing, conduct_standing = counts.standing(connection, cut_off)
    head = audit.head_of_records(connection)
    made = Gathered(
        school_name=school.name,
        period=period,
        columns=columns,
        counts=found,
        work_standing=work_standing,
        conduct_standing=conduct_standing,
        support_months=school.support_valid_months,
        cut_off=cut_off,
        verification=Verification(head.sequence, head.short_hash),
        known=known,
        splits=splits,
        corrected=used.corrected,
        frozen=used.columns,
        carried=_carried(archived, period),
        roll=school.roll,
        exemptions=tuple(other_work.exemptions(connection)),
        scorecard=scorecard.judged_at(connection, school, cut_off),
    )
    return made, issues


class _Used(NamedTuple):
    """The columns that issued reports have frozen, and those of them whose records were corrected since."""

    columns: frozenset[str]
    corrected: tuple[str, ...]


def spans(found: Mapping[str, PeriodCounts], cut_off: date) -> dict[str, Span]:
    """The days that each column counted, without those yet to come."""
    counted = {label: span_of(one.period, cut_off) for label, one in found.items()}
    return {label: span for label, span in counted.items() if span[0] <= span[1]}


def _counts(
    connection: Connection, school: School, columns: Columns, issues: Sequence[Issue], cut_off: date
) -> tuple[dict[str, PeriodCounts], _Used]:
    """The counts of every period of ``columns``: frozen ones as they are, the rest counted once and added up."""
    periods = {p.label: p for layer in (columns.main, columns.terms, columns.years) for p in layer.periods}
    filled = {split.whole: split.parts for split in columns.splits}
    single = {label: period for label, period in periods.items() if label not in filled}
    columns_kept = [column for issue in issues for column in issue.columns]
    kept = {label: frozen_within(span_of(p, cut_off), columns_kept) for label, p in single.items()}
    fresh = {
        label: tuple(Period(name_of(gap), *gap) for gap in gaps(span_of(p, cut_off), kept[label]))
        if kept[label]
        else (p,)
        for label, p in single.items()
    }
    used = {column.span: column for columns in kept.values() for column in columns}
    again = [Period(name_of(span), *span) for span in used]
    asked = [*(p for pieces in fresh.values() for p in pieces), *again]
    counted = counts.by_period(connection, asked, cut_off, school)
    found = {
        label: _joined(period, kept[label], [counted[p.label] for p in fresh[label]])
        for label, period in single.items()
    }
    frozen = {label for label in single if kept[label]}
    for label, parts in filled.items():
        found[label] = together(periods[label], [found[part] for part in parts])
        frozen |= {label} if frozen.intersection(parts) else set()
    return found, _Used(frozenset(frozen), corrected(used.values(), counted))


def _joined(period: Period, kept: Sequence[Frozen], fresh: Sequence[PeriodCounts]) -> PeriodCounts:
    """One period from its frozen and its freshly counted pieces, the earliest first."""
    pieces = [(column.span[0], column.counts) for column in kept]
    pieces += [(one.period.starts_on, one) for one in fresh]
    in_order = [counted for _, counted in sorted(pieces, key=lambda piece: piece[0])]
    return together(period, in_order) if len(in_order) > 1 else in_order[0]


def _carried(archived: Sequence[tuple[IssuedReport, Issue]], period: Period) -> tuple[Carried, ...]:
    """What the last report on earlier days asked and promised."""
    earlier = [kept for kept, _ in archived if kept.starts_on < period.starts_on]
    if not earlier:
        return ()
    last = max(earlier, key=lambda kept: (kept.ends_on, kept.id))
    return archive.words_of(last).to_carry(last.period_label)
