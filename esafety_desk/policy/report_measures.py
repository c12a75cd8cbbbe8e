"""The protected counts of a governors' report as measures, in the order in which they are worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from esafety_desk.policy.counts import COUNTED_STATUSES, Addressee, Age, ConductCounts, ConductStanding
from esafety_desk.policy.measures import CountRow, CountTable, Group, Share, Tie
from esafety_desk.records.base import Choice
from esafety_desk.records.incident import CLOSED, RiskArea, Severity
from esafety_desk.records.moderation import ModerationKind

AT_CUT_OFF = "at the cut-off"
"""The column of what stands open at the cut-off, whatever period it began in."""

INCIDENTS, REFERRALS = "incidents", "referrals"
ACTIONS, OPEN_ACTIONS = "conduct-actions", "open-conduct-actions"
OUTSIDE, UNREVIEWED = "incidents.outside", "incidents.unreviewed"
ANSWERED, ANSWERED_IN_TIME = "referrals.answered", "referrals.answered-in-time"
ON_TIME, OVERDUE = "conduct-actions.on-time", "open-conduct-actions.overdue"
BULLYING, ANY_CLOSED = f"referrals.{Addressee.ANTI_BULLYING.value}", "status.any-closed"
MODERATED, OPEN_INCIDENTS = "moderated", "open-incidents"

HEADLINES, STANDING = "headlines", "standing"
BY_AREA, BY_STATUS, BY_SEVERITY, BY_ADDRESSEE = "by-area", "by-status", "by-severity", "by-addressee"
AREA_BY_TERM, AREA_BY_YEAR = "area-by-term", "area-by-year"
BY_AGE, BY_MODERATION = "by-age", "by-moderation"

INCIDENTS_RECORDED, REFERRALS_MADE = "Incidents recorded", "Referrals made"
ACTIONS_DUE, ACTIONS_OPEN = "Actions about incidents due", "Actions about incidents still open"
ALL_INCIDENTS, ALL_REFERRALS = "All incidents", "All referrals"
ALL_OPEN, ALL_MODERATED = "All open incidents", "In all"
STILL_OPEN, CLOSED_IN_ALL = "Still open", "Closed in any way"
LOWER, HIGHER = "1–2 low or moderate", "3–4 high or critical"
OTHER_AREAS, OTHER_ADDRESSEES, OTHER_MODERATION = "Other areas", "Others", "Done otherwise"

Conduct = Mapping[str, ConductCounts]
"""The exact counts by column."""
_Counter = Callable[[ConductCounts], int]
K = TypeVar("K", bound=Choice)


def headlines(conduct: Conduct, columns: Sequence[str]) -> CountTable:
    """The numbers everything else is part of. Each stands alone, so none is ever left out."""
    rows = (
        _row(conduct, columns, INCIDENTS, INCIDENTS_RECORDED, lambda c: c.incidents),
        _row(conduct, columns, REFERRALS, REFERRALS_MADE, lambda c: c.referrals_made),
        _row(conduct, columns, ACTIONS, ACTIONS_DUE, lambda c: c.actions.due),
    )
    return CountTable(HEADLINES, "", tuple(columns), rows)


def by_area(conduct: Conduct, columns: Sequence[str], key: str, title: str) -> CountTable:
    """Incidents by risk area; where lines must be joined, the smallest areas are told together."""
    rows = _rows(conduct, columns, "area", RiskArea, lambda c: c.by_area)
    return CountTable(key, title, tuple(columns), rows, _incidents(conduct, columns), OTHER_AREAS)


def by_status(conduct: Conduct, columns: Sequence[str]) -> CountTable:
    """Incidents by status; where lines must be joined, only open and closed are told apart."""
    rows = _rows(conduct, columns, "status", COUNTED_STATUSES, lambda c: c.by_status)
    groups = _two_groups(rows, STILL_OPEN, CLOSED_IN_ALL, {f"status.{status}" for status in CLOSED})
    total = _incidents(conduct, columns)
    return CountTable(BY_STATUS, "Incidents by status", tuple(columns), rows, total, groups=groups)


def by_severity(conduct: Conduct, columns: Sequence[str]) -> CountTable:
    """Incidents by severity; where lines must be joined, the lower two and the higher two."""
    rows = _rows(conduct, columns, "severity", Severity, lambda c: c.by_severity)
    groups = _two_groups(rows, LOWER, HIGHER, {row.key for row in rows[2:]})
    total = _incidents(conduct, columns)
    return CountTable(BY_SEVERITY, "Incidents by severity", tuple(columns), rows, total, groups=groups)


def by_addressee(conduct: Conduct, columns: Sequence[str]) -> CountTable:
    """Referrals by addressee; where lines must be joined, the smallest are told together."""
    rows = _rows(conduct, columns, "referrals", Addressee, lambda c: c.referrals)
    total = _row(conduct, columns, REFERRALS, ALL_REFERRALS, lambda c: c.referrals_made)
    return CountTable(BY_ADDRESSEE, "Referrals by addressee", tuple(columns), rows, total, OTHER_ADDRESSEES)


def closed_lines(columns: Sequence[str]) -> tuple[Tie, ...]:
    """An incident closed in time is one of those closed."""
    parts = tuple(f"status.{status.value}" for status in COUNTED_STATUSES if status in CLOSED)
    return tuple(Tie((column, ANY_CLOSED), tuple((column, part) for part in parts)) for column in columns)


def by_moderation(conduct: Conduct, columns: Sequence[str]) -> CountTable:
    """Posts and users acted on; where lines must be joined, the smallest are told together."""
    rows = _rows(conduct, columns, "moderation", ModerationKind, lambda c: c.moderated)
    total = _row(conduct, columns, MODERATED, ALL_MODERATED, lambda c: sum(c.moderated.values()))
    title = "Users blocked, posts removed or hidden"
    return CountTable(BY_MODERATION, title, tuple(columns), rows, total, OTHER_MODERATION)


def open_by_age(now: ConductStanding, live: Sequence[str]) -> tuple[Tie | CountTable, ...]:
    """What is open at the cut-off by its age; the open ones of ``live`` columns are among it."""
    still_open = [f"status.{status.value}" for status in COUNTED_STATUSES if status not in CLOSED]
    cells = tuple((column, key) for column in live for key in still_open)
    rows = tuple(CountRow(f"age.{age.value}", age.label, (now.incidents.get(age, 0),)) for age in Age)
    total = CountRow(OPEN_INCIDENTS, ALL_OPEN, (sum(now.incidents.values()),))
    table = CountTable(
        BY_AGE, "Incidents open, by the days since they were reported", (AT_CUT_OFF,), rows, total
    )
    return Tie((AT_CUT_OFF, OPEN_INCIDENTS), cells, is_whole=False), table


def standing(now: ConductStanding) -> tuple[CountTable | Share, ...]:
    """Actions about conduct that are open at the cut-off, and how many of them are overdue."""
    still_open = CountRow(OPEN_ACTIONS, ACTIONS_OPEN, (now.actions_open,))
    return (
        CountTable(STANDING, "", (AT_CUT_OFF,), (still_open,)),
        Share(OVERDUE, OPEN_ACTIONS, (AT_CUT_OFF,), (now.actions_overdue,), (now.actions_open,)),
    )


def _rows(
    conduct: Conduct,
    columns: Sequence[str],
    prefix: str,
    kinds: Iterable[K],
    counted: Callable[[ConductCounts], Mapping[K, int]],
) -> tuple[CountRow, ...]:
    """A row for each kind, those never counted included: a line that is missing would say "none"."""
    return tuple(
        CountRow(
            f"{prefix}.{kind.value}",
            kind.label,
            tuple(counted(conduct[column]).get(kind, 0) for column in columns),
        )
        for kind in kinds
    )


def _row(conduct: Conduct, columns: Sequence[str], key: str, label: str, count: _Counter) -> CountRow:
    return CountRow(key, label, tuple(count(conduct[column]) for column in columns))


def _incidents(conduct: Conduct, columns: Sequence[str]) -> CountRow:
    return _row(conduct, columns, INCIDENTS, ALL_INCIDENTS, lambda c: c.incidents)


def _two_groups(rows: Iterable[CountRow], first: str, second: str, in_second: set[str]) -> tuple[Group, ...]:
    others = frozenset(row.key for row in rows) - in_second
    return Group(first, others), Group(second, frozenset(in_second))
