"""Which named periods stand beside one another in a governors' report, so that none counts a day twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import Period, school_year_of
from esafety_desk.policy.dates import ONE_DAY
from esafety_desk.policy.measures import Split


@dataclass(frozen=True, slots=True)
class Layer:
    """Periods of one kind that do not overlap, the report's own or the latest first."""

    periods: tuple[Period, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(period.label for period in self.periods)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of every table and the categories of every chart.

    ``named`` head the tables. ``main`` is the layer that holds them; ``terms`` another layer that the main
    periods are split into, empty where the main layer holds the terms already. ``trend`` names the chart's
    categories, the earliest first. ``years`` are school years to fall back on where terms are too small.
    """

    named: tuple[str, ...]
    main: Layer
    terms: Layer
    years: Layer
    trend: tuple[str, ...]
    splits: tuple[Split, ...]


def alone(period: Period) -> Columns:
    """The columns of a report on ``period`` beside which nothing stands."""
    only = Layer((period,))
    return Columns(only.columns, only, Layer(()), Layer(()), only.columns, ())


def columns_of(
    period: Period, comparisons: Sequence[Period], recent: Sequence[Period], cut_off: date
) -> Columns:
    """The columns for a report on ``period`` beside ``comparisons``, with charts over the ``recent`` terms."""
    named = _apart((period, *comparisons))
    beside = [term for term in reversed(recent) if not any(_overlap(term, other) for other in named)]
    main = Layer((*named, *beside))
    begun = [term for term in recent if term.starts_on <= cut_off]
    if period == school_year_of(period.starts_on):
        splits = _splits(named, begun, cut_off)
        whole = {label for split in splits for label in split.parts}
        terms = Layer(tuple(term for term in reversed(begun) if term.label in whole))
        trend = terms.columns or Layer(named).columns
        return Columns(Layer(named).columns, Layer(named), terms, Layer(()), trend[::-1], splits)
    in_order = sorted(main.periods, key=lambda other: other.starts_on)
    years = _years(main.periods)
    splits = _splits(years, in_order, cut_off)
    split_years = {split.whole for split in splits}
    fallback = Layer(tuple(year for year in years if year.label in split_years))
    return Columns(Layer(named).columns, main, Layer(()), fallback, Layer(tuple(in_order)).columns, splits)


def _years(periods: Iterable[Period]) -> tuple[Period, ...]:
    years = {school_year_of(period.starts_on) for period in periods}
    return tuple(sorted(years, key=lambda year: year.starts_on, reverse=True))


def _overlap(one: Period, other: Period) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _apart(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods in order, without any that counts a day of an earlier one."""
    kept: list[Period] = []
    for period in periods:
        if not any(_overlap(period, other) for other in kept):
            kept.append(period)
    return tuple(kept)


def _splits(years: Iterable[Period], parts: Sequence[Period], cut_off: date) -> tuple[Split, ...]:
    """Each year that ``parts`` fill without a gap, as far as it has been counted."""
    found = []
    for year in years:
        within = [part for part in parts if year.starts_on <= part.starts_on <= year.ends_on]
        if _fill(year, within, cut_off):
            found.append(Split(year.label, tuple(part.label for part in within)))
    return tuple(found)


def _fill(year: Period, parts: Sequence[Period], cut_off: date) -> bool:
    next_day = year.starts_on
    for part in parts:
        if part.starts_on != next_day:
            return False
        next_day = part.ends_on + ONE_DAY
    return bool(parts) and next_day > min(year.ends_on, cut_off) and parts[-1].ends_on <= year.ends_on
