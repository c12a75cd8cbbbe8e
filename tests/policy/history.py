"""Invented schools that report term after term: each report is composed beside all that went out before."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import Period, comparisons, parse_period, recent_terms
from esafety_desk.policy.counts import Age, ConductStanding, PeriodCounts, WorkStanding, together
from esafety_desk.policy.figures import Edition, Verification
from esafety_desk.policy.governors import CannotBeTold, Composed, Gathered, composed
from esafety_desk.policy.report_audit import Issued, audit
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.report_columns import columns_of
from esafety_desk.policy.report_history import Frozen, Issue, known_near, name_of, span_of, told_by
from esafety_desk.policy.telling import told_safely
from tests.policy.reporting_school import TERMS, WORK, conduct, open_ages

STORY = ("Autumn 2025", "Spring 2026", "Summer 2026", "2025-26", "Autumn 2026", "2026-27")
"""Reports in the order in which a school issues them: three terms, their year, and on."""


@dataclass
class School:
    """One school: the true counts of every term, and what it has issued."""

    most: int
    seed: int

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        self.issues: list[Issue] = []
        self.terms = {term.name: conduct(chance.randint(0, self.most), chance) for term in TERMS}
        self._chance = chance

    def gathered(self, name: str) -> Gathered:
        """What the next report is made from, a week after its period ends."""
        period = parse_period(name, TERMS)
        cut_off = period.ends_on
        columns = columns_of(period, comparisons(period, TERMS), recent_terms(period, TERMS), cut_off)
        periods = {
            p.label: p for layer in (columns.main, columns.terms, columns.years) for p in layer.periods
        }
        counts = {label: self._counted(p, cut_off) for label, p in periods.items()}
        spans = {label: span_of(p, cut_off) for label, p in periods.items()}
        known, splits = known_near(spans, self.issues)
        frozen = {c.label for issue in self.issues for c in issue.columns}
        return Gathered(
            school_name="Willowmere",
            period=period,
            columns=columns,
            counts=counts,
            work_standing=WorkStanding(),
            conduct_standing=ConductStanding(
                self._chance.randint(0, 9), 0, self._ages(counts, columns.named)
            ),
            roll=210,
            support_months=12,
            cut_off=cut_off,
            verification=Verification(1, "0" * 16),
            known=known,
            splits=splits,
            frozen=frozenset(frozen & set(periods)),
        )

    def _counted(self, period: Period, cut_off: date) -> PeriodCounts:
        """A term as it is, a year as the sum of those of its terms that have begun."""
        terms = [t for t in TERMS if period.contains(t.starts_on) and t.starts_on <= cut_off]
        return together(period, [PeriodCounts(period, self.terms[term.name], WORK) for term in terms])

    def _ages(self, counts: Mapping[str, PeriodCounts], named: Iterable[str]) -> dict[Age, int]:
        return open_ages((counts[column].conduct for column in named), self._chance)

    def report(self, name: str) -> tuple[Gathered, Composed | None, tuple[str, ...]]:
        """The next report, what an audit beside all earlier ones finds, and it goes out."""
        made_from = self.gathered(name)
        spans = {label: span_of(c.period, made_from.cut_off) for label, c in made_from.counts.items()}
        beside = self.beside(made_from)
        try:
            made_from, judged = told_safely(made_from, Edition.STANDARD, beside)
        except CannotBeTold:
            return made_from, None, ()
        made = composed(made_from, Choices(made_from.period, Edition.STANDARD), judged=judged)
        found = audit(made.report, made_from.all_splits, beside, made_from.frozen)
        columns = tuple(Frozen(label, span, made_from.counts[label]) for label, span in spans.items())
        told = told_by(made.ledger, spans, made_from.cut_off)
        self.issues.append(Issue(made.report, columns, told))
        return made_from, made, found

    def beside(self, made_from: Gathered) -> list[Issued]:
        """All that was issued, with the names that its columns have in the next report."""
        spans = {label: span_of(c.period, made_from.cut_off) for label, c in made_from.counts.items()}
        labels = {name_of(span): label for label, span in spans.items()}
        return [
            (issue.report, {label: labels.get(n, n) for label, n in issue.names.items()})
            for issue in self.issues
        ]


def given_away(made: Composed) -> list[str]:
    """The hidden cells of a report's own ledger, earlier reports among it, with fewer than three values."""
    return [" ".join(cell) for cell in made.ledger.given_away()]
