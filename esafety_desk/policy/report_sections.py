"""The numbered parts of a governors' report: tables and charts from figures that may be published."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.counts import Addressee, WorkCounts
from esafety_desk.policy.disclosure import FEWER, NOT_SHOWN, TOO_FEW, exact
from esafety_desk.policy.figures import Chart, Figure, Row, Section, Table
from esafety_desk.policy.protection import ALL_FEWER
from esafety_desk.policy.report_charts import charts_of_incidents, coverage_chart
from esafety_desk.policy.report_shown import Shown, in_words, row_of, sentence, spoken
from esafety_desk.policy.report_words import (
    approvals_sentence,
    coverage,
    referrals_sentence,
    support_sentence,
    within_months,
)
from esafety_desk.policy.wording import listed

REPLIES = "replies"
OUTSIDE_SCHOOL = "of these outside school"
TO_ANTI_BULLYING = "of these to the anti-bullying lead"
ANSWERED, ANSWERED_IN_TIME = "Answered", "answered by the day due"

GLANCE_SHARES = {
    OUTSIDE_SCHOOL: (measures.OUTSIDE, measures.INCIDENTS),
    ANSWERED_IN_TIME: (measures.ANSWERED_IN_TIME, measures.REFERRALS),
}
"""Shares at a glance by the label of their line: what is part of what."""
REPLY_SHARES = {
    ANSWERED: (measures.ANSWERED, measures.REFERRALS),
    ANSWERED_IN_TIME: (measures.ANSWERED_IN_TIME, measures.REFERRALS),
}
GLANCE_PARTS = {TO_ANTI_BULLYING: ("addressee", Addressee.ANTI_BULLYING.label, measures.REFERRALS)}
"""Lines at a glance that repeat a line of a table: its kind, its label there, and what it is part of."""

_Exact = Callable[[WorkCounts], Figure]
_NONE = Figure("none")


def glance(shown: Shown) -> Table:
    """The period at a glance, beside the named ones."""
    rows = [
        _headline_row(shown, measures.INCIDENTS_RECORDED),
        Row(OUTSIDE_SCHOOL, shown.shares[measures.OUTSIDE], is_within=True),
        _headline_row(shown, measures.REFERRALS_MADE),
        *_to_anti_bullying(shown),
        Row(ANSWERED_IN_TIME, shown.shares[measures.ANSWERED_IN_TIME], is_within=True),
        _work_row(shown, "Support sessions held", lambda w: exact(w.sessions)),
        _work_row(shown, f"Staff supported {within_months(shown.support_months)}", _coverage),
        _work_row(shown, "Accounts approved / refused", lambda w: Figure(f"{w.approved:,} / {w.refused:,}")),
        _work_row(shown, "approved after a support session", _supported_first, is_within=True),
        _work_row(shown, "Actions done on time, own work", _on_time),
        Row("Actions done on time, incidents", shown.shares[measures.ON_TIME]),
    ]
    return Table("glance", f"{shown.period.label} at a glance", shown.columns.named, tuple(rows))


def incidents(shown: Shown) -> Section:
    areas = _named(shown, shown.tables[measures.BY_AREA])
    paragraphs = [_outside(shown)]
    if shown.has_unreviewed and _is_said(shown.share(measures.UNREVIEWED)):
        unreviewed = shown.share(measures.UNREVIEWED).text
        paragraphs.append(
            sentence(f"{unreviewed} of them come from an older log and have not been reviewed yet")
        )
    years = shown.tables.get(measures.AREA_BY_YEAR)
    if not areas.rows and years is not None and years.rows:
        paragraphs.append("Terms are too small to be told by risk area; whole school years are told instead.")
        areas = years
    tables = [areas, *(_named(shown, shown.tables[k]) for k in (measures.BY_STATUS, measures.BY_SEVERITY))]
    paragraphs += _why_not_drawn(tables)
    drawn = tuple(table for table in tables if table.rows)
    return Section("incidents", "Incidents", tuple(paragraphs), drawn, charts_of_incidents(shown))


def support(shown: Shown) -> Section:
    rows = (
        _work_row(shown, "Support sessions held", lambda w: exact(w.sessions)),
        _work_row(shown, "Staff in post", lambda w: exact(w.staff_in_post)),
        _work_row(
            shown, f"supported {within_months(shown.support_months)}", lambda w: exact(w.staff_covered), True
        ),
    )
    table = Table("support", "Support sessions and staff coverage", shown.columns.named, rows)
    chart = coverage_chart(shown)
    charts: tuple[Chart, ...] = (chart,) if chart else ()
    return Section("support", "Support for staff", (support_sentence(shown),), (table,), charts)


def approvals(shown: Shown) -> Section:
    rows = [
        _work_row(shown, "Asked for", lambda w: exact(w.asked)),
        _work_row(shown, "Approved", lambda w: exact(w.approved)),
        _work_row(shown, "after a support session", lambda w: exact(w.supported_first), is_within=True),
        _work_row(shown, "Refused", lambda w: exact(w.refused)),
    ]
    if any(shown.work[column].taken_back for column in shown.columns.named):
        rows.append(_work_row(shown, "Approved, later taken back", lambda w: exact(w.taken_back)))
    waiting = shown.standing.approvals_waiting
    verb = "request waits" if waiting == 1 else "requests wait"
    paragraphs = (approvals_sentence(shown), sentence(f"{in_words(waiting)} {verb} for a decision"))
    table = Table("approvals", "Accounts asked for and decided", shown.columns.named, tuple(rows))
    return Section("approvals", "Professional accounts", paragraphs, (table,))


def referrals(shown: Shown) -> Section:
    by_addressee = _named(shown, shown.tables[measures.BY_ADDRESSEE])
    replies = Table(
        REPLIES,
        "Replies to referrals",
        shown.columns.named,
        (
            Row(ANSWERED, shown.shares[measures.ANSWERED]),
            Row(ANSWERED_IN_TIME, shown.shares[measures.ANSWERED_IN_TIME], is_within=True),
        ),
    )
    tables = [by_addressee, *([replies] if _says_anything(replies) else [])]
    about_hr = "Referrals to HR and to the governors’ legal side are one line; nothing else is told of them."
    paragraphs = (referrals_sentence(shown), about_hr, *_why_not_drawn(tables))
    return Section("referrals", "Referrals and replies", paragraphs, tuple(t for t in tables if t.rows))


def actions(shown: Shown) -> Section:
    paragraphs = (_own_actions(shown), _conduct_actions(shown))
    rows = (
        _work_row(shown, "Fell due", lambda w: exact(w.actions.due)),
        _work_row(shown, "done on time", lambda w: exact(w.actions.on_time), is_within=True),
        _work_row(shown, "done late", lambda w: exact(w.actions.late), is_within=True),
        _work_row(shown, "set aside with a reason", lambda w: exact(w.actions.set_aside), is_within=True),
        _work_row(shown, "not done yet", lambda w: exact(w.actions.not_done), is_within=True),
    )
    table = Table("actions", "Actions on support and accounts", shown.columns.named, rows)
    return Section("actions", "Actions", paragraphs, (table,))


def _own_actions(shown: Shown) -> str:
    number, late = shown.standing.actions_open, shown.standing.actions_overdue
    verb = "action is" if number == 1 else "actions are"
    of_them = f", {in_words(late) if late else 'none'} of them overdue" if number else ""
    return f"On support and accounts {in_words(number)} {verb} open{of_them}."


def _conduct_actions(shown: Shown) -> str:
    figure = row_of(shown.tables[measures.STANDING], measures.ACTIONS_OPEN).cells[0]
    overdue, on_time = shown.share(measures.OVERDUE), shown.share(measures.ON_TIME)
    parts = [f"of actions about incidents, {spoken(figure)} {'is' if figure.text == '1' else 'are'} open"]
    if _is_said(overdue):
        parts.append(f"{overdue.text} of them overdue")
    if _is_said(on_time):
        parts.append(f"{on_time.text} of those due in {shown.period.label} were done on time")
    return sentence(listed(parts))


def _outside(shown: Shown) -> str:
    outside = shown.share(measures.OUTSIDE)
    if _is_said(outside):
        return sentence(
            f"{outside.text} of the incidents in {shown.period.label} were at least partly outside school"
        )
    if outside.text == TOO_FEW:
        return f"There were too few incidents in {shown.period.label} to say how many were outside school."
    return (
        "How many incidents were outside school is not told, as a hidden figure could be worked out from it."
    )


def _to_anti_bullying(shown: Shown) -> tuple[Row, ...]:
    """The line of the table by addressee; none where that line was counted together with others."""
    table = shown.tables[measures.BY_ADDRESSEE]
    if table.note == ALL_FEWER:
        cells = tuple(Figure(FEWER, is_hidden=True) for _ in shown.columns.named)
        return (Row(TO_ANTI_BULLYING, cells, is_within=True),)
    label = Addressee.ANTI_BULLYING.label
    return tuple(Row(TO_ANTI_BULLYING, row.cells, is_within=True) for row in table.rows if row.label == label)


def _headline_row(shown: Shown, label: str) -> Row:
    return Row(label, tuple(shown.headline(label, column) for column in shown.columns.named))


def _work_row(shown: Shown, label: str, figure: _Exact, is_within: bool = False) -> Row:
    return Row(label, tuple(figure(shown.work[column]) for column in shown.columns.named), is_within)


def _coverage(work: WorkCounts) -> Figure:
    return Figure(coverage(work), float(work.staff_covered)) if work.staff_in_post else Figure("not known")


def _supported_first(work: WorkCounts) -> Figure:
    return Figure(f"{work.supported_first:,} of {work.approved:,}") if work.approved else _NONE


def _on_time(work: WorkCounts) -> Figure:
    return (
        Figure(f"{work.actions.on_time:,} of {work.actions.due:,}")
        if work.actions.due
        else Figure("none due")
    )


def _named(shown: Shown, table: Table) -> Table:
    """``table`` over the named columns only; without rows where none of them would show a figure."""
    places = [table.columns.index(column) for column in shown.columns.named]
    rows = tuple(
        Row(row.label, tuple(row.cells[place] for place in places), row.is_within, row.is_total)
        for row in table.rows
    )
    is_blank = all(cell.is_hidden for row in rows if not row.is_total for cell in row.cells)
    if rows and is_blank:
        return Table(table.key, table.title, shown.columns.named, (), ALL_FEWER)
    return Table(table.key, table.title, shown.columns.named, rows, table.note)


def _why_not_drawn(tables: Sequence[Table]) -> list[str]:
    """A sentence for each reason, naming the tables left out for it."""
    left_out = [table for table in tables if not table.rows]
    reasons = dict.fromkeys(table.note for table in left_out)
    titles = {note: [table.title for table in left_out if table.note == note] for note in reasons}
    return [f"Not drawn: {'; '.join(titles[note]).lower()}. {note}" for note in reasons]


def _says_anything(table: Table) -> bool:
    return any(_is_said(cell) for row in table.rows for cell in row.cells)


def _is_said(figure: Figure) -> bool:
    return figure.text not in (TOO_FEW, NOT_SHOWN)
