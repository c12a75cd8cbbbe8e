"""Dates are read as a column means them, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.exchange.dates import EARLIEST, DayOrder, reading, school_year, understood, verdict, votes

TODAY = date(2026, 11, 19)
JANUARY_31 = date(2025, 1, 31)
days = st.dates(EARLIEST, TODAY)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-31", "2025/1/31", "20250131", "2025-01-31T09:15:00Z", "2025-01-31 00:00:00", "31/01/2025", "31/1/25",
        "31.1.25", "31-01-2025", "31 01 2025", "31/01/2025 00:00", "31 Jan 2025", "31-Jan-25", "31st January 2025",
        "31st of January, 2025", "Fri 31 Jan 2025", "Friday, 31 January 2025", "Jan 31, 2025", "January 31st 2025",
        "1/31/2025", "01/31/25", "1/31/2025 12:00:00 AM", "  31 / 01 / 2025 ", "45688", "45688.395833",
    ],
)  # fmt: skip
def test_a_date_that_can_mean_one_day_is_read_whatever_its_style(text: str) -> None:
    assert understood(text, None, TODAY) == (JANUARY_31, "")


@pytest.mark.parametrize(
    "text",
    ["31/02/2025", "13/13/2025", "2025-13-01", "next Tuesday", "31 Foo 2025", "1/2", "12/2025", "2024", "99999",
     "3 Sept", "01/02/1066", "3/4-2025", "٣١/٠١/٢٠٢٥", "202513", "31/01/20255", "=TODAY()"],
)  # fmt: skip
def test_what_is_no_date_is_refused_without_being_echoed(text: str) -> None:
    day, reason = understood(text, DayOrder.DAY_FIRST, TODAY)
    assert day is None
    assert reason
    assert text not in reason


def test_a_date_that_could_mean_two_days_is_refused_until_its_order_is_known() -> None:
    day, reason = understood("3/4/2025", None, TODAY)
    assert day is None
    assert "day first or month first" in reason
    assert understood("3/4/2025", DayOrder.DAY_FIRST, TODAY) == (date(2025, 4, 3), "")
    assert understood("3/4/2025", DayOrder.MONTH_FIRST, TODAY) == (date(2025, 3, 4), "")


def test_two_digits_mean_the_newest_such_year_not_ahead_of_us() -> None:
    assert understood("25 Dec 26", None, TODAY)[0] == date(1926, 12, 25)
    assert understood("25 Dec 25", None, TODAY)[0] == date(2025, 12, 25)


def test_a_whole_column_is_read_as_its_unambiguous_cells_say() -> None:
    column = votes(["4/2/2016", "11/23/2015", "6/6/2015", "", "n/a", "2015-01-02"], TODAY)
    assert (column.day_first, column.month_first, column.either) == (0, 1, 1)
    assert column.settled(None) is DayOrder.MONTH_FIRST
    assert verdict(column, None) == "read month first; 1 cell proves it."


def test_a_column_that_proves_nothing_goes_by_what_was_asked_and_is_not_guessed() -> None:
    column = votes(["4/2/2016", "11/3/2015"], TODAY)
    assert column.settled(None) is None
    assert "refused" in verdict(column, None)
    assert column.settled(DayOrder.DAY_FIRST) is DayOrder.DAY_FIRST


def test_a_contradiction_is_told_and_only_what_was_asked_decides() -> None:
    column = votes(["31/1/2016", "1/31/2016", "1/2/2016"], TODAY)
    assert column.is_contradictory
    assert column.settled(None) is None
    assert column.settled(DayOrder.MONTH_FIRST) is DayOrder.MONTH_FIRST
    assert verdict(column, None).startswith("1 cell can only be day first and 1 only month first")


def test_a_column_that_proves_the_opposite_of_what_was_asked_stays_undecided() -> None:
    column = votes(["1/31/2016", "1/2/2016"], TODAY)
    assert column.settled(DayOrder.DAY_FIRST) is None
    assert "day first was asked for" in verdict(column, DayOrder.DAY_FIRST)


def test_a_column_without_doubt_needs_no_words() -> None:
    assert verdict(votes(["2016-01-02", "3 Sept 2025", "5/5/2020"], TODAY), None) == ""


@given(days, st.sampled_from("/.-"), st.booleans())
def test_any_day_written_in_numbers_is_among_its_readings(day: date, separator: str, is_padded: bool) -> None:
    d, m = (f"{day.day:02}", f"{day.month:02}") if is_padded else (str(day.day), str(day.month))
    assert reading(f"{d}{separator}{m}{separator}{day.year}", TODAY).day_first == day
    assert reading(f"{m}{separator}{d}{separator}{day.year}", TODAY).month_first == day


@given(days)
def test_any_day_written_out_has_one_reading(day: date) -> None:
    for text in (day.isoformat(), f"{day.day} {MONTHS[day.month - 1]} {day.year}"):
        assert reading(text, TODAY) == (day, day)


@given(st.lists(days, min_size=1))
def test_a_column_in_one_order_is_never_read_in_the_other(column: list[date]) -> None:
    cells = [f"{day.day}/{day.month}/{day.year}" for day in column]
    order = votes(cells, TODAY).settled(None)
    for day, cell in zip(column, cells, strict=True):
        assert understood(cell, order, TODAY)[0] in (day, None)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    day, reason = understood(text, DayOrder.DAY_FIRST, TODAY)
    assert (day is None) == bool(reason)


@pytest.mark.parametrize("text", ["3 Sept", "Wed 3rd September", "Sept 3", "3/9", "3.9."])
def test_a_day_without_a_year_is_read_only_under_a_school_year(text: str) -> None:
    assert understood(text, DayOrder.DAY_FIRST, TODAY)[0] is None
    assert understood(text, DayOrder.DAY_FIRST, TODAY, 2025)[0] == date(2025, 9, 3)


def test_the_spring_of_a_school_year_lies_in_its_second_year() -> None:
    assert understood("4 Mar", None, TODAY, 2024)[0] == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("*** 2024/25 ***", 2024), ("Academic year 2024-2025", 2024), ("2023–24", 2023), ("2024/26", None),
        ("Log", None), ("2023/24 and 2024/25", None), ("01/02/2024", None), ("2024", None),
    ],
)  # fmt: skip
def test_a_school_year_is_two_years_that_follow_one_another(text: str, year: int | None) -> None:
    assert school_year(text) == year
