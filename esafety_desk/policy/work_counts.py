"""Exact counts of the school's own work beside sessions and approvals: exemptions, checks, teaching, families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from esafety_desk.policy.adding import AS_OF_LAST_DAY
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.dates import ONE_DAY, months_after
from esafety_desk.policy.wording import short
from esafety_desk.records.aims import Aim

_MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ExemptionCounts:
    """Filter exemptions of a period. ``days`` are those on which one was in force, each exemption by itself.

    ``active``, ``unconfirmed`` (past the end, removal not confirmed) and ``open_ended`` stand on the last day.
    """

    opened: int = 0
    removed: int = 0
    days: int = 0
    active: int = field(default=0, metadata=AS_OF_LAST_DAY)
    unconfirmed: int = field(default=0, metadata=AS_OF_LAST_DAY)
    open_ended: int = field(default=0, metadata=AS_OF_LAST_DAY)


@dataclass(frozen=True, slots=True)
class FilteringCounts:
    """Reviews of filtering and monitoring, their checks, and the day of the last one by the period's end."""

    reviews: int = 0
    planned: int = 0
    done: int = 0
    last_on: date | None = field(default=None, metadata=AS_OF_LAST_DAY)


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """Looks over official accounts: how many were due, how many of these were done, how many were done in all."""

    due: int = 0
    kept: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class TeachingCounts:
    """Which topics which year groups were taught in the period, of ``topics`` by ``years`` to be covered."""

    taught: frozenset[tuple[str, str]] = frozenset()
    topics: int = field(default=0, metadata=AS_OF_LAST_DAY)
    years: int = field(default=0, metadata=AS_OF_LAST_DAY)


@dataclass(frozen=True, slots=True)
class FamilyCounts:
    """What was offered to families, and how many it reached."""

    offers: int = 0
    reached: int = 0


@dataclass(frozen=True, slots=True)
class OtherWork:
    """Everything of these kinds in one period. ``well`` counts benefits seen by aim, one under each of its aims."""

    exemptions: ExemptionCounts = ExemptionCounts()
    filtering: FilteringCounts = FilteringCounts()
    checks: CheckCounts = CheckCounts()
    teaching: TeachingCounts = TeachingCounts()
    families: FamilyCounts = FamilyCounts()
    benefits: int = 0
    well: Mapping[Aim, int] = field(default_factory=dict)


class ExemptionDays(NamedTuple):
    """The days of one authorised exemption."""

    starts_on: date
    ends_on: date | None
    removed_on: date | None

    def is_open(self, day: date) -> bool:
        """Begun by ``day`` and not confirmed removed: the filter may still let it through."""
        return self.starts_on <= day and (self.removed_on is None or self.removed_on > day)

    def is_past_end(self, day: date) -> bool:
        return self.is_open(day) and self.ends_on is not None and self.ends_on < day


class AccountDays(NamedTuple):
    """The days of one official account, and how often it is to be looked over."""

    id: int
    opened_on: date
    closed_on: date | None
    check_every: int


def exemption_counts(known: Iterable[ExemptionDays], period: Period, cut_off: date) -> ExemptionCounts:
    """The exemptions of ``period`` up to ``cut_off``."""
    first, last = period.starts_on, min(period.ends_on, cut_off)
    items = tuple(known)
    still_open = [item for item in items if item.is_open(last)]
    past = [item for item in still_open if item.is_past_end(last)]
    return ExemptionCounts(
        opened=sum(first <= item.starts_on <= last for item in items),
        removed=sum(item.removed_on is not None and first <= item.removed_on <= last for item in items),
        days=sum(_days_in_force(item, first, last) for item in items),
        active=len(still_open) - len(past),
        unconfirmed=len(past),
        open_ended=sum(item.ends_on is None for item in still_open),
    )


def _days_in_force(item: ExemptionDays, first: date, last: date) -> int:
    until = last if item.removed_on is None else min(last, item.removed_on)
    return max(0, (until - max(first, item.starts_on)).days + 1)


def checks_due(account: AccountDays, period: Period, cut_off: date) -> int:
    """How many looks over ``account`` fell due in ``period``: one for every full interval it was in use."""
    first = max(period.starts_on, account.opened_on)
    last = min(period.ends_on, cut_off, account.closed_on or date.max)
    return max(0, (last - first).days + 1) // account.check_every


def by_month(known: Iterable[ExemptionDays], last: date) -> tuple[tuple[str, int, int], ...]:
    """For the ends of the twelve months up to ``last``: the month, exemptions in their time, and past their end."""
    items = tuple(known)
    ends = [months_after(last.replace(day=1), 1 - back) - ONE_DAY for back in range(_MONTHS_SHOWN)]
    days = [min(end, last) for end in reversed(ends)]
    told = []
    for day in days:
        past = sum(item.is_past_end(day) for item in items)
        told.append((short(day, day).split()[1], sum(item.is_open(day) for item in items) - past, past))
    return tuple(told)
