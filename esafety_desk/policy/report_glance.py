"""The table on the front page: the period at a glance beside the named ones."""

from __future__ import annotations

from collections.abc import Callable

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.counts import Addressee, WorkCounts
from esafety_desk.policy.disclosure import FEWER
from esafety_desk.policy.figures import Figure, Row, Table
from esafety_desk.policy.protection import ALL_FEWER
from esafety_desk.policy.report_shown import Shown
from esafety_desk.policy.report_words import coverage, within_months

OUTSIDE_SCHOOL = "of these outside school"
TO_ANTI_BULLYING = "of these to the anti-bullying lead"
ANSWERED_IN_TIME = "answered by the day due"

GLANCE_SHARES = {
    OUTSIDE_SCHOOL: (measures.OUTSIDE, measures.INCIDENTS),
    ANSWERED_IN_TIME: (measures.ANSWERED_IN_TIME, measures.REFERRALS),
}
"""Shares at a glance by the label of their line: what is part of what."""
GLANCE_PARTS = {TO_ANTI_BULLYING: ("addressee", Addressee.ANTI_BULLYING.label, measures.REFERRALS)}
"""Lines at a glance that repeat a line of a table: its kind, its label there, and what it is part of."""


def glance(shown: Shown) -> Table:
    """A dozen lines, conduct first."""
    rows = [
        _headline_row(shown, measures.INCIDENTS_RECORDED),
        Row(OUTSIDE_SCHOOL, shown.shares[measures.OUTSIDE], is_within=True),
        _headline_row(shown, measures.REFERRALS_MADE),
        *_to_anti_bullying(shown),
        Row(ANSWERED_IN_TIME, shown.shares[measures.ANSWERED_IN_TIME], is_within=True),
        _row(shown, f"Staff supported {within_months(shown.support_months)}", _coverage),
        _row(shown, "Accounts approved / refused", lambda w: Figure(f"{w.approved:,} / {w.refused:,}")),
        _row(shown, "Projects with full notice", lambda w: _of(w.projects.notice_kept, w.projects.due)),
        _row(
            shown, "Parents told before the first day", lambda w: _of(w.projects.parents_told, w.projects.due)
        ),
        _row(shown, "Exemptions opened / removed", _exemptions),
        _row(shown, "past their end, unconfirmed", _unconfirmed, is_within=True),
        _row(
            shown,
            "Monitoring checks done",
            lambda w: _of(w.other.checks.kept, w.other.checks.due, "none due"),
        ),
    ]
    return Table("glance", f"{shown.period.label} at a glance", shown.columns.named, tuple(rows))


def _row(shown: Shown, label: str, figure: Callable[[WorkCounts], Figure], is_within: bool = False) -> Row:
    return Row(label, tuple(figure(shown.work[column]) for column in shown.columns.named), is_within)


def _of(part: int, whole: int, otherwise: str = "none") -> Figure:
    return Figure(f"{part:,} of {whole:,}", float(part)) if whole else Figure(otherwise)


def _coverage(work: WorkCounts) -> Figure:
    return Figure(coverage(work), float(work.staff_covered)) if work.staff_in_post else Figure("not known")


def _exemptions(work: WorkCounts) -> Figure:
    return Figure(f"{work.other.exemptions.opened:,} / {work.other.exemptions.removed:,}")


def _unconfirmed(work: WorkCounts) -> Figure:
    number = work.other.exemptions.unconfirmed
    return Figure(f"{number:,}", float(number))


def _headline_row(shown: Shown, label: str) -> Row:
    return Row(label, tuple(shown.headline(label, column) for column in shown.columns.named))


def _to_anti_bullying(shown: Shown) -> tuple[Row, ...]:
    """The line of the table by addressee; none where that line was counted together with others."""
    table = shown.tables[measures.BY_ADDRESSEE]
    if table.note == ALL_FEWER:
        cells = tuple(Figure(FEWER, is_hidden=True) for _ in shown.columns.named)
        return (Row(TO_ANTI_BULLYING, cells, is_within=True),)
    label = Addressee.ANTI_BULLYING.label
    return tuple(Row(TO_ANTI_BULLYING, row.cells, is_within=True) for row in table.rows if row.label == label)
