"""Composes the governors' report of one period from exact counts; disclosure control is applied here, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy import report_shares
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import ConductCounts, ConductStanding, Delay, PeriodCounts, WorkStanding
from esafety_desk.policy.disclosure import Ledger, days_taken
from esafety_desk.policy.figures import Edition, Figure, GovernorReport, Table, Verification
from esafety_desk.policy.measures import Measure, Split
from esafety_desk.policy.narrative import Carried, Narrative, Told
from esafety_desk.policy.protection import Protected, protect
from esafety_desk.policy.report_chapters import chapters
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.report_columns import Columns, alone
from esafety_desk.policy.report_glance import glance
from esafety_desk.policy.report_method import method
from esafety_desk.policy.report_proposals import decisions, promises, risks
from esafety_desk.policy.report_shown import Shown
from esafety_desk.policy.report_words import sentences
from esafety_desk.policy.scorecard import ClauseStatus
from esafety_desk.policy.verification import sealed
from esafety_desk.policy.work_counts import ExemptionDays, by_month

AUTHOR = "E-safety leader"


class CannotBeTold(ValueError):
    """Issued reports on overlapping days leave no figure that could be told beside theirs."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a report is made from. ``counts`` holds every period of ``columns`` by its label.

    ``known`` is what issued reports have told of the same days, ``splits`` which columns are sums of which
    days, ``frozen`` the columns that are told, at least in part, as issued reports told them, ``corrected``
    those of them whose records were changed since. ``roll`` are the pupils of the school. ``is_alone`` where
    comparisons were left out for what they would give away.
    """

    school_name: str
    period: Period
    columns: Columns
    counts: Mapping[str, PeriodCounts]
    work_standing: WorkStanding
    conduct_standing: ConductStanding
    support_months: int
    cut_off: date
    verification: Verification
    known: Ledger = field(default_factory=Ledger)
    splits: tuple[Split, ...] = ()
    corrected: tuple[str, ...] = ()
    frozen: frozenset[str] = frozenset()
    carried: tuple[Carried, ...] = ()
    roll: int | None = None
    exemptions: tuple[ExemptionDays, ...] = ()
    scorecard: tuple[ClauseStatus, ...] = ()
    is_alone: bool = False

    @property
    def all_splits(self) -> tuple[Split, ...]:
        """Those of the report's own columns, and those with issued reports."""
        return tuple(dict.fromkeys((*self.columns.splits, *self.splits)))

    def alone(self) -> Gathered:
        """The same without any other period beside the report's own; what is known of others still holds."""
        return replace(self, columns=alone(self.period), splits=self.all_splits, is_alone=True)


@dataclass(frozen=True, slots=True)
class Composed:
    """A report with what it was made from: the ``proposed`` words, the printed ``words``, and all it tells."""

    report: GovernorReport
    proposed: Told
    words: Told
    ledger: Ledger


Judged = tuple[Shown, Ledger]
"""What may be said, and all that it tells."""


def compose(gathered: Gathered, edition: Edition = Edition.STANDARD) -> GovernorReport:
    """The report in ``edition`` as the figures propose it."""
    return composed(gathered, Choices(gathered.period, edition)).report


def composed(
    gathered: Gathered,
    choices: Choices,
    narrative: Narrative | None = None,
    judged: Judged | None = None,
) -> Composed:
    """The draft of a report, with the author's words in it; ``judged`` are its figures where they are known.

    Raises CannotBeTold where issued reports on other days have told so much that not even the headlines can be.
    """
    narrative = narrative or Narrative()
    shown, ledger = judged or judge(gathered, choices.edition)
    proposed = Told(sentences(shown), risks(shown), decisions(shown), promises(shown), gathered.carried)
    words = proposed.edited(narrative)
    report = GovernorReport(
        school_name=gathered.school_name,
        period_label=gathered.period.label,
        starts_on=gathered.period.starts_on,
        ends_on=gathered.period.ends_on,
        cut_off=gathered.cut_off,
        edition=choices.edition,
        author=AUTHOR,
        sentences=words.sentences,
        decisions=words.decisions,
        glance=glance(shown),
        risks=words.risks,
        sections=chapters(shown, words, narrative.remarks, choices.left_out),
        method=method(
            gathered.period,
            _named(gathered.columns),
            gathered.cut_off,
            choices.edition,
            gathered.corrected,
            is_alone=gathered.is_alone,
        ),
        verification=gathered.verification,
    )
    return Composed(sealed(report), proposed, words, ledger)


def judge(gathered: Gathered, edition: Edition, withheld: Collection[str] = ()) -> Judged:
    """All that may be said in this edition, and what it tells: the costly part, the same whatever the words are.

    Tables and shares ``withheld``, by key, are left out and say so. Raises CannotBeTold.
    """
    tables, shares, ledger = _protected(gathered, edition, withheld)
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
        delays=_delays(gathered) if edition is Edition.CONFIDENTIAL else {},
        roll=gathered.roll,
        months=by_month(gathered.exemptions, min(gathered.period.ends_on, gathered.cut_off)),
        scorecard=gathered.scorecard,
        frozen=gathered.frozen,
    )
    return shown, ledger


def _protected(
    gathered: Gathered, edition: Edition, withheld: Collection[str]
) -> tuple[Mapping[str, Table], Mapping[str, tuple[Figure, ...]], Ledger]:
    """Every protected figure of the report, judged together; school years join in where terms are too small."""
    columns, conduct = gathered.columns, {label: c.conduct for label, c in gathered.counts.items()}
    found = _measures(gathered, conduct)
    first = protect(
        found, edition=edition, splits=gathered.all_splits, known=gathered.known, withheld=withheld
    )
    if not first.tables[measures.HEADLINES].rows:
        raise CannotBeTold
    tables, ledger = dict(first.tables), first.ledger
    if not tables[measures.BY_AREA].rows and columns.years.periods and measures.AREA_BY_YEAR not in withheld:
        years = _by_year(gathered, conduct, edition, first)
        tables.update(years.tables)
        ledger = years.ledger
    return tables, first.shares, ledger


def _measures(gathered: Gathered, conduct: Mapping[str, ConductCounts]) -> list[Measure]:
    """Everything that is protected, in the order in which it is worth telling."""
    columns = gathered.columns
    every, named, terms = columns.main.columns, columns.named, columns.terms.columns
    live = [column for column in named if column not in gathered.frozen]
    of = report_shares.of
    found: list[Measure] = [
        measures.headlines(conduct, every),
        measures.by_area(conduct, every, measures.BY_AREA, "Incidents by risk area"),
        measures.by_status(conduct, named),
        *measures.closed_lines(named),
        *of(report_shares.OF_INCIDENTS, conduct, named),
        *of(report_shares.REPLIES, conduct, named),
        measures.by_addressee(conduct, named),
        *of(report_shares.TIMELINESS, conduct, named),
        *of(report_shares.QUALITY, conduct, named),
        *of(report_shares.OF_BULLYING, conduct, named),
        measures.by_severity(conduct, named),
        *measures.standing(gathered.conduct_standing),
        *measures.open_by_age(gathered.conduct_standing, live),
        measures.by_moderation(conduct, named),
        *of(report_shares.OF_MODERATION, conduct, named),
    ]
    if terms:
        found.append(
            measures.by_area(conduct, terms, measures.AREA_BY_TERM, "Incidents by risk area and term")
        )
    return found


def _delays(gathered: Gathered) -> dict[Delay, tuple[Figure, ...]]:
    """Median and longest of each span, where at least five incidents are known. Confidential edition alone."""
    named = [gathered.counts[column].conduct.delays for column in gathered.columns.named]
    return {
        delay: tuple(days_taken(sorted(Counter(known.get(delay, {})).elements())) for known in named)
        for delay in Delay
    }


def _by_year(
    gathered: Gathered, conduct: Mapping[str, ConductCounts], edition: Edition, first: Protected
) -> Protected:
    title = "Incidents by risk area and school year"
    table = measures.by_area(conduct, gathered.columns.years.columns, measures.AREA_BY_YEAR, title)
    return protect([table], edition=edition, splits=gathered.all_splits, known=first.ledger)


def _named(columns: Columns) -> tuple[Period, ...]:
    return tuple(period for period in columns.main.periods if period.label in columns.named)
