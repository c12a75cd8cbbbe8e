"""Figures of invented schools, scattered by chance, to compose governors' reports from."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from esafety_desk.policy.calendar import comparisons, parse_period, recent_terms, suggested_terms
from esafety_desk.policy.counts import (
    COUNTED_STATUSES,
    ActionCounts,
    Addressee,
    Age,
    Bullying,
    ConductCounts,
    ConductStanding,
    Delay,
    Flag,
    PeriodCounts,
    WorkCounts,
    WorkStanding,
    together,
)
from esafety_desk.policy.figures import Verification
from esafety_desk.policy.governors import Gathered
from esafety_desk.policy.report_columns import columns_of
from esafety_desk.records.incident import CLOSED, RiskArea, Severity, Whereabouts
from esafety_desk.records.moderation import ModerationKind

K = TypeVar("K")

TERMS = tuple(term for year in (2024, 2025, 2026) for term in suggested_terms(year))
AFTER_TERM = date(2027, 1, 3)
IN_TERM = date(2026, 11, 22)
WORK = WorkCounts(
    sessions=4, staff_in_post=41, staff_covered=32, asked=7, approved=6, refused=1, supported_first=6,
    actions=ActionCounts(due=5, on_time=4, late=1),
)  # fmt: skip


def scattered(number: int, kinds: Iterable[K], chance: random.Random) -> dict[K, int]:
    """``number`` things over ``kinds``, some of them likelier than others."""
    known = list(kinds)
    return dict(Counter(chance.choices(known, [chance.random() ** 3 for _ in known], k=number)))


def some(most: int, chance: random.Random) -> int:
    return chance.randint(0, most)


def conduct(number: int, chance: random.Random) -> ConductCounts:
    """Counts that could be those of real records: what is part of something is never more than it."""
    referrals = scattered(some(number, chance), Addressee, chance)
    statuses = scattered(number, COUNTED_STATUSES, chance)
    places = scattered(number, Whereabouts, chance)
    outside = places.get(Whereabouts.OUTSIDE, 0) + places.get(Whereabouts.BOTH, 0)
    bullying = referrals.get(Addressee.ANTI_BULLYING, 0)
    bullying_answered = some(bullying, chance)
    answered = bullying_answered + some(sum(referrals.values()) - bullying, chance)
    parents_due, review_due = some(number, chance), some(bullying, chance)
    review_held = some(review_due, chance)
    closed = sum(count for status, count in statuses.items() if status in CLOSED)
    moderated = scattered(some(number // 2, chance), ModerationKind, chance)
    return ConductCounts(
        by_area=scattered(number, RiskArea, chance),
        by_status=statuses,
        by_whereabouts=places,
        by_severity=scattered(number, Severity, chance),
        flags={
            Flag.UNREVIEWED: some(number, chance),
            Flag.STAFF_TARGETED: some(number, chance),
            Flag.IDENTITY: some(number, chance),
            Flag.PARENTS_DUE: parents_due,
            Flag.PARENTS_TOLD: some(parents_due, chance),
            Flag.GROUNDS: some(outside, chance),
        },
        delays={
            Delay.REPORTED: scattered(some(number, chance), range(20), chance),
            Delay.ACTED: scattered(some(number, chance), range(6), chance),
            Delay.ENDED: scattered(some(closed, chance), range(60), chance),
        },
        referrals=referrals,
        answered=answered,
        answered_in_time=some(answered, chance),
        bullying={
            Bullying.ANSWERED: bullying_answered,
            Bullying.REVIEW_DUE: review_due,
            Bullying.REVIEW_HELD: review_held,
            Bullying.RESOLVED: some(review_held, chance),
            Bullying.RECURRED: some(bullying, chance),
        },
        moderated=moderated,
        reversed=some(sum(moderated.values()), chance),
        actions=ActionCounts(due=number, on_time=some(number, chance)),
    )


def open_ages(named: Iterable[ConductCounts], chance: random.Random) -> dict[Age, int]:
    """Ages of all that is open: at least the open ones of the ``named`` periods."""
    still_open = sum(n for one in named for status, n in one.by_status.items() if status not in CLOSED)
    return scattered(still_open + some(3, chance), Age, chance)


def gathered(
    name: str = "Autumn 2026",
    *,
    cut_off: date = AFTER_TERM,
    most: int = 40,
    seed: int = 1,
    own: ConductCounts | None = None,
    work: WorkCounts = WORK,
) -> Gathered:
    """Figures of an invented school with up to ``most`` incidents a term; ``own`` are the period's."""
    chance = random.Random(seed)
    period = parse_period(name, TERMS)
    columns = columns_of(period, comparisons(period, TERMS), recent_terms(period, TERMS), cut_off)
    whole = {split.whole: split.parts for split in columns.splits}
    periods = (*columns.main.periods, *columns.terms.periods, *columns.years.periods)
    counts = {
        p.label: PeriodCounts(p, conduct(chance.randint(0, most), chance), work)
        for p in periods
        if p.label not in whole
    }
    if own is not None:
        counts[period.label] = PeriodCounts(period, own, work)
    counts |= {
        p.label: together(p, [counts[part] for part in whole[p.label]]) for p in periods if p.label in whole
    }
    return Gathered(
        school_name="Willowmere Primary School",
        period=period,
        columns=columns,
        counts=counts,
        work_standing=WorkStanding(2, 6, 2),
        conduct_standing=ConductStanding(
            some(most, chance), 0, open_ages((counts[c].conduct for c in columns.named), chance)
        ),
        roll=210,
        support_months=12,
        cut_off=cut_off,
        verification=Verification(417, "9f2c"),
    )
