"""Anonymised statistics for a trust or local authority: what a standard edition would tell, as rows of figures.

Counts of conduct are those of the report's own tables, and types are judged beside all that the report and
every issued one tell: nobody who holds both can work out more. The school's own work is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import Addressee, WorkCounts
from esafety_desk.policy.disclosure import Ledger, inferred
from esafety_desk.policy.figures import Figure, Row, Table
from esafety_desk.policy.governors import Gathered, Judged
from esafety_desk.policy.protection import protect
from esafety_desk.policy.type_measures import BY_TYPE, Types, by_type, knowing_areas, row_codes
from esafety_desk.records.base import Choice
from esafety_desk.records.incident import RiskArea, Severity

WORK: Mapping[str, tuple[str, Callable[[WorkCounts], int]]] = {
    "support-sessions": ("Support sessions held", lambda w: w.sessions),
    "staff-in-post": ("Staff in post on the last day", lambda w: w.staff_in_post),
    "staff-supported": ("of them with a support session that still counts", lambda w: w.staff_covered),
    "accounts-asked": ("Accounts asked for", lambda w: w.asked),
    "accounts-approved": ("Accounts approved", lambda w: w.approved),
    "accounts-refused": ("Accounts refused", lambda w: w.refused),
    "projects-begun": ("Projects that began", lambda w: w.projects.due),
    "projects-full-notice": (
        "of them with full notice to technical support",
        lambda w: w.projects.notice_kept,
    ),
    "projects-parents-told": ("of them with parents told in time", lambda w: w.projects.parents_told),
    "exemptions-opened": ("Filter exemptions opened", lambda w: w.other.exemptions.opened),
    "exemptions-removed": ("Filter exemptions removed", lambda w: w.other.exemptions.removed),
    "exemptions-unconfirmed": (
        "Filter exemptions past their end, removal not confirmed, on the last day",
        lambda w: w.other.exemptions.unconfirmed,
    ),
    "filtering-reviews": ("Reviews of filtering and monitoring", lambda w: w.other.filtering.reviews),
    "account-checks-due": ("Checks of official accounts that fell due", lambda w: w.other.checks.due),
    "account-checks-kept": ("of them done", lambda w: w.other.checks.kept),
    "family-offers": ("Offers to families", lambda w: w.other.families.offers),
    "benefits": ("Benefits seen", lambda w: w.other.benefits),
}
"""The school's own work by code: what it counts, and where it is counted."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days a line counts: the whole period of the return, or a term of it."""

    name: str
    is_term: bool
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Counted:
    """One protected count. ``covers`` are the codes it counts together where it counts more than one line."""

    span: Span
    subject: str
    by: str
    code: str
    label: str
    figure: Figure
    covers: tuple[str, ...] = ()

    @property
    def at_least(self) -> int:
        """The least the true count can be, as any reader of the figure knows."""
        return inferred(self.figure)[0]

    @property
    def at_most(self) -> int:
        return inferred(self.figure)[1]


@dataclass(frozen=True, slots=True)
class Done:
    """One exact count of the school's own work."""

    span: Span
    code: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """All that a return tells of one school, and ``ledger``: what all that gives a reader to work with."""

    period: Period
    cut_off: date
    counted: tuple[Counted, ...]
    done: tuple[Done, ...]
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class _Kind:
    """A way incidents or referrals are told apart: the codes of its lines by label.

    ``joined`` are the codes that a line counts together, by its label, where that is settled beforehand.
    """

    subject: str
    by: str
    codes: Mapping[str, str]
    has_whole: bool = False
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def statistics(made_from: Gathered, judged: Judged, by_kind: Mapping[str, int], types: Types) -> Statistics:
    """The return on ``made_from.period``; ``judged`` are the figures of its standard edition that may be told.

    ``by_kind`` are its incidents by type: told beside their areas alone, for where those had to be left out
    their types would tell the same again.
    """
    shown, ledger = judged
    label = made_from.period.label
    known = knowing_areas(ledger, label, types)
    withheld = () if shown.tables[measures.BY_AREA].rows else (BY_TYPE,)
    measure = by_type(by_kind, label, types)
    protected = protect([measure], splits=made_from.all_splits, known=known, withheld=withheld)
    tables = [
        (shown.tables[measures.HEADLINES], _HEADLINES),
        (shown.tables[measures.BY_AREA], _AREAS),
        (shown.tables[measures.BY_SEVERITY], _SEVERITIES),
        (shown.tables[measures.BY_ADDRESSEE], _ADDRESSEES),
        (protected.tables[BY_TYPE], _Kind("incidents", "type", _by_label(row_codes(types).items()))),
    ]
    if measures.AREA_BY_TERM in shown.tables:
        tables.append((shown.tables[measures.AREA_BY_TERM], _AREAS_BY_TERM))
    spans = {name: _span(made_from, name) for name in (label, *_terms(made_from))}
    return Statistics(
        made_from.period,
        min(made_from.period.ends_on, made_from.cut_off),
        tuple(line for table, kind in tables for line in _counted(table, kind, spans)),
        tuple(line for name, span in spans.items() for line in _done(span, shown.work[name])),
        protected.ledger,
    )


def _terms(made_from: Gathered) -> tuple[str, ...]:
    """The terms that fill the period, as far as they have begun."""
    period = made_from.period
    layers = (*made_from.columns.terms.periods, *made_from.columns.main.periods)
    within = [p for p in layers if p != period and period.starts_on <= p.starts_on <= period.ends_on]
    return tuple(p.label for p in sorted(within, key=lambda p: p.starts_on) if p.ends_on <= period.ends_on)


def _span(made_from: Gathered, name: str) -> Span:
    counted = made_from.counts[name].period
    ends_on = min(counted.ends_on, made_from.cut_off)
    return Span(name, name != made_from.period.label, counted.starts_on, ends_on)


def _by_label(labelled: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {label: code for code, label in labelled}


def _of(kinds: Iterable[Choice]) -> dict[str, str]:
    return _by_label((str(kind.value), kind.label) for kind in kinds)


_HEADLINES = _Kind(
    "", "all", {measures.INCIDENTS_RECORDED: "incidents", measures.REFERRALS_MADE: "referrals"}
)
_AREAS = _Kind("incidents", "area", _of(RiskArea))
_AREAS_BY_TERM = _Kind("incidents", "area", _of(RiskArea), has_whole=True)
_SEVERITIES = _Kind(
    "incidents",
    "severity",
    _of(Severity),
    joined={
        measures.LOWER: (Severity.LOW.value, Severity.MODERATE.value),
        measures.HIGHER: (Severity.HIGH.value, Severity.CRITICAL.value),
    },
)
_ADDRESSEES = _Kind("referrals", "addressee", _of(Addressee))


def _counted(table: Table, kind: _Kind, spans: Mapping[str, Span]) -> list[Counted]:
    """The lines of ``table`` over the days of the return; those joined say what they count together."""
    columns = [(place, spans[name]) for place, name in enumerate(table.columns) if name in spans]
    lines = [(line, row) for row in table.rows if (line := _line(kind, row, table)) is not None]
    return [
        Counted(span, *line[:3], row.label, row.cells[place], line[3])
        for place, span in columns
        for line, row in lines
    ]


def _line(kind: _Kind, row: Row, table: Table) -> tuple[str, str, str, tuple[str, ...]] | None:
    """Subject, way of telling apart, code and covered codes of a line; None where a return leaves it out."""
    code = kind.codes.get(row.label, "")
    if row.is_total:
        return (kind.subject, "all", "all", ()) if kind.has_whole else None
    if kind.by == "all":
        return (code, "all", "all", ()) if code else None
    if code:
        return kind.subject, kind.by, code, ()
    told = {one.label for one in table.rows}
    rest = tuple(other for label, other in kind.codes.items() if label not in told)
    covers = kind.joined.get(row.label, rest)
    return kind.subject, kind.by, "+".join(covers) if row.label in kind.joined else "other", covers


def _done(span: Span, work: WorkCounts) -> list[Done]:
    return [Done(span, code, label, number(work)) for code, (label, number) in WORK.items()]
