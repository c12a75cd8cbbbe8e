"""What governors are told of projects: each notice and each word of senior staff is counted once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.policy.calendar import periods_of
from esafety_desk.policy.project_counts import KnownProject, ProjectCounts, project_counts
from esafety_desk.records.project import Stage
from tests.policy.invented import FIRST_USE, HEAD, HOD, LEADER, OLD_HEAD, SCHOOL, around, project

PERIODS = periods_of(SCHOOL.terms)
AUTUMN = next(period for period in PERIODS if period.label == "Autumn 2026")
AFTERWARDS = date(2027, 8, 31)
WORD = {
    "override_by": HEAD,
    "override_on": date(2026, 11, 18),
    "override_reason": "The author is here that day.",
}


def known(**fields: Any) -> KnownProject:
    return project(**fields), around(today=AFTERWARDS)


def test_notice_of_fourteen_days_is_kept_and_of_thirteen_is_late() -> None:
    kept = known(technical_request_on=FIRST_USE - timedelta(days=14))
    late = known(technical_request_on=FIRST_USE - timedelta(days=13), late_reason="A guest came early.")
    never = known(technical_request_on=None)

    counts = project_counts([kept, late, never], AUTUMN)

    assert (counts.due, counts.late_notices, counts.notice_kept) == (3, 2, 1)


def test_notice_that_is_not_due_yet_is_not_counted() -> None:
    early = project(technical_request_on=None), around(today=date(2026, 11, 29))
    assert project_counts([early], AUTUMN) == ProjectCounts()


@pytest.mark.parametrize("stage", [Stage.REFUSED, Stage.CALLED_OFF])
def test_project_that_never_ran_is_not_counted(stage: Stage) -> None:
    assert project_counts([known(stage=stage, technical_request_on=None, **WORD)], AUTUMN) == ProjectCounts()


def test_override_counts_on_the_day_it_was_given() -> None:
    spring = known(**WORD, first_use_on=date(2027, 1, 18), last_use_on=None)
    counted = {period.label: project_counts([spring], period) for period in PERIODS}

    assert counted["Autumn 2026"].overrides == 1
    assert counted["Autumn 2026"].due == 0
    assert counted["Spring 2027"].overrides == 0
    assert counted["Spring 2027"].due == 1


def test_override_by_someone_else_or_without_a_reason_is_none() -> None:
    wrong = [known(**WORD | {"override_by": who}) for who in (HOD, LEADER, OLD_HEAD)]
    assert project_counts([*wrong, known(**WORD | {"override_reason": " "})], AUTUMN).overrides == 0


@given(
    given_on=st.dates(date(2026, 9, 1), AFTERWARDS),
    first=st.dates(date(2026, 9, 1), AFTERWARDS),
    told=st.none() | st.dates(date(2026, 9, 1), AFTERWARDS),
)
def test_every_override_and_every_notice_falls_in_exactly_one_period(
    given_on: date, first: date, told: date | None
) -> None:
    one = known(
        **WORD | {"override_on": given_on}, first_use_on=first, last_use_on=None, technical_request_on=told
    )
    counted = [project_counts([one], period) for period in PERIODS]

    assert sum(counts.overrides for counts in counted) == 1
    assert sum(counts.due for counts in counted) == 1
