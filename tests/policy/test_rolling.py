"""Seven days, four weeks, twelve months: of each the newest backup stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.policy import rolling
from tests.conftest import NOW


def days_ago(*days: int) -> list[datetime]:
    return [NOW - timedelta(days=day) for day in days]


def test_of_one_day_only_the_newest_stays() -> None:
    morning, noon = NOW.replace(hour=8), NOW.replace(hour=12)
    assert rolling.kept([morning, noon], NOW) == {noon}


def test_a_year_of_daily_backups_leaves_some_twenty() -> None:
    kept = rolling.kept(days_ago(*range(400)), NOW)
    assert set(days_ago(*range(7))) <= kept
    assert 7 + 2 + 11 <= len(kept) <= 7 + 4 + 12
    assert min(kept) > NOW - timedelta(days=366)


def test_a_long_holiday_costs_no_backup() -> None:
    taken = days_ago(60, 61, 62, 63)
    assert rolling.kept(taken, NOW) == set(taken)


def test_a_backup_from_the_future_stays() -> None:
    ahead = NOW + timedelta(days=3)
    assert ahead in rolling.kept([ahead, *days_ago(*range(30))], NOW)


@given(st.lists(st.integers(0, 900), unique=True), st.integers(0, 5))
def test_what_stays_stays_the_next_time_unless_something_newer_came(ages: list[int], later: int) -> None:
    kept = rolling.kept(days_ago(*ages), NOW)
    assert rolling.kept(kept, NOW + timedelta(days=later)) == kept
    if ages:
        assert max(days_ago(*ages)) in kept
