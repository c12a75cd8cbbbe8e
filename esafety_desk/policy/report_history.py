"""What issued reports have told already, so that the next one neither contradicts nor betrays them.

A column of an issued report is known by the days it counted, not by its name. Its counts are frozen: a later
report on days that hold them counts the other days anew and adds. Where columns of two reports overlap
otherwise, the days are cut into pieces and every column is the sum of its pieces, whether a piece was ever
printed or not. Source: DOMAIN, disclosure control, on overlapping periods.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import PeriodCounts
from esafety_desk.policy.dates import ONE_DAY
from esafety_desk.policy.disclosure import Ledger
from esafety_desk.policy.figures import GovernorReport
from esafety_desk.policy.measures import Split

Span: TypeAlias = tuple[date, date]
"""First and last day counted, both included."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One column of an issued report: the days it counted and what was counted then."""

    label: str
    span: Span
    counts: PeriodCounts


@dataclass(frozen=True, slots=True)
class Issue:
    """An issued report with its frozen columns, and all it tells with columns named by their days."""

    report: GovernorReport
    columns: tuple[Frozen, ...]
    ledger: Ledger

    @property
    def names(self) -> dict[str, str]:
        """The name in the ledger of each of its columns."""
        return {column.label: name_of(column.span) for column in self.columns}


def span_of(period: Period, cut_off: date) -> Span:
    """The days of ``period`` that are counted at ``cut_off``."""
    return period.starts_on, min(period.ends_on, cut_off)


def name_of(span: Span) -> str:
    """The days of a column as its name among the reports: "2026-09-01/2027-01-03"."""
    return f"{span[0].isoformat()}/{span[1].isoformat()}"


def span_named(name: str) -> Span | None:
    """The days behind such a name; None where it is no name of days."""
    first, slash, last = name.partition("/")
    try:
        return (date.fromisoformat(first), date.fromisoformat(last)) if slash else None
    except ValueError:
        return None


def frozen_within(span: Span, columns: Iterable[Frozen]) -> tuple[Frozen, ...]:
    """Frozen columns that fill part of ``span`` without overlapping, the longest chosen first, in their order."""
    inside = [c for c in columns if span[0] <= c.span[0] and c.span[1] <= span[1]]
    chosen: list[Frozen] = []
    for column in sorted(inside, key=lambda c: c.span[0] - c.span[1]):
        if not any(_overlap(column.span, other.span) for other in chosen):
            chosen.append(column)
    return tuple(sorted(chosen, key=lambda c: c.span))


def gaps(span: Span, filled: Sequence[Frozen]) -> tuple[Span, ...]:
    """The days of ``span`` beside the ``filled`` ones, which are in order."""
    edges = [(span[0] - ONE_DAY, span[0] - ONE_DAY), *(c.span for c in filled), (span[1] + ONE_DAY,) * 2]
    between = ((before[1] + ONE_DAY, after[0] - ONE_DAY) for before, after in pairwise(edges))
    return tuple(gap for gap in between if gap[0] <= gap[1])


def known_near(spans: Mapping[str, Span], issues: Sequence[Issue]) -> tuple[Ledger, tuple[Split, ...]]:
    """What is known of the columns ``spans`` (by label) and of all that overlap them, one after another.

    In the ledger a column that is one of ``spans`` bears its label, any other its days. The splits say which
    columns are sums of which pieces of days.
    """
    touched = _touched(set(spans.values()), [c.span for issue in issues for c in issue.columns])
    names = {name_of(span): label for label, span in spans.items()}
    ledger = Ledger()
    for issue in issues:
        near = {name for name in issue.names.values() if (span_named(name) or _NEVER) in touched}
        if near:
            told = issue.ledger.of_columns(near)
            ledger = ledger.adding(told.bounds, told.sums, told.hidden)
    return ledger.renamed(names), splits_of(touched, names)


def splits_of(spans: Iterable[Span], names: Mapping[str, str]) -> tuple[Split, ...]:
    """Each of ``spans`` that others cut, as the sum of its pieces; ``names`` are labels by name of days."""
    known = sorted(set(spans))
    starts = sorted({first for first, _ in known} | {last + ONE_DAY for _, last in known})
    pieces = [(first, after - ONE_DAY) for first, after in pairwise(starts)]
    found = []
    for span in known:
        parts = [piece for piece in pieces if span[0] <= piece[0] and piece[1] <= span[1]]
        if len(parts) > 1:
            labels = tuple(names.get(name_of(piece), name_of(piece)) for piece in parts)
            found.append(Split(names.get(name_of(span), name_of(span)), labels))
    return tuple(found)


def told_by(ledger: Ledger, spans: Mapping[str, Span], cut_off: date) -> Ledger:
    """What a report told of its own columns, to be kept: each named by its days."""
    own = {label: name_of(span) for label, span in spans.items()}
    others = {column for column, _ in ledger.bounds if column not in own and span_named(column) is None}
    standing = {column: f"{column} {cut_off.isoformat()}" for column in others}
    return ledger.of_columns({*own, *others}).renamed(own | standing)


def corrected(columns: Iterable[Frozen], now: Mapping[str, PeriodCounts]) -> tuple[str, ...]:
    """The labels of frozen columns whose records say something else today. ``now`` is by name of days."""
    changed = [c.label for c in columns if not _alike(c.counts, now[name_of(c.span)])]
    return tuple(dict.fromkeys(changed))


_NEVER: Span = (date.min, date.min)


def _alike(one: PeriodCounts, other: PeriodCounts) -> bool:
    """Whether the same things were counted; how they stand goes on changing without any correction."""
    return _lasting(one) == _lasting(other)


def _lasting(counts: PeriodCounts) -> tuple[object, ...]:
    conduct, work = counts.conduct, counts.work
    by_kind = (conduct.by_area, conduct.by_severity, conduct.by_whereabouts, conduct.referrals)
    decided = work.approved + work.refused + work.taken_back
    return (
        *({kind: n for kind, n in one.items() if n} for one in by_kind),
        work.sessions,
        work.asked,
        decided,
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _touched(begin: set[Span], others: Iterable[Span]) -> set[Span]:
    """The spans of ``begin`` and every other that overlaps one of them, directly or through others."""
    found, left = set(begin), set(others) - begin
    fresh = set(begin)
    while fresh:
        fresh = {span for span in left if any(_overlap(span, one) for one in fresh)}
        found |= fresh
        left -= fresh
    return found
