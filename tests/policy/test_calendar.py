"""School years, terms and periods, as a school in England lives them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.calendar import (
    Period,
    between,
    comparisons,
    is_school_day,
    known_periods,
    next_school_day,
    parse_period,
    period_of,
    periods_of,
    recent_terms,
    school_year,
    school_year_of,
    suggested_terms,
    term_on,
    week_of_term,
)
from esafety_desk.policy.dates import easter, months_after
from esafety_desk.records.school import School, Term

TERMS = tuple(term for year in (2024, 2025, 2026) for term in suggested_terms(year))
AUTUMN_2026 = parse_period("Autumn 2026", TERMS)


def labels(periods: tuple[Period, ...]) -> list[str]:
    return [period.label for period in periods]


def test_school_year_turns_on_the_first_of_september() -> None:
    assert school_year_of(date(2026, 8, 31)).label == "2025–26"
    assert school_year_of(date(2026, 9, 1)) == Period("2026–27", date(2026, 9, 1), date(2027, 8, 31))
    assert school_year(1999).label == "1999–00"


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_almanac_says(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def test_suggested_terms_of_2026_are_those_a_school_would_print() -> None:
    autumn, spring, summer = suggested_terms(2026)

    assert (autumn.name, autumn.starts_on, autumn.ends_on) == (
        "Autumn 2026",
        date(2026, 9, 1),
        date(2026, 12, 18),
    )
    assert (autumn.break_from, autumn.break_until) == (date(2026, 10, 26), date(2026, 10, 30))
    assert (spring.name, spring.starts_on, spring.ends_on) == (
        "Spring 2027",
        date(2027, 1, 4),
        date(2027, 3, 25),
    )
    assert (summer.name, summer.starts_on, summer.ends_on) == (
        "Summer 2027",
        date(2027, 4, 12),
        date(2027, 7, 22),
    )


@given(st.integers(2000, 2090))
def test_suggested_terms_never_overlap_and_lie_in_their_year(start: int) -> None:
    terms = suggested_terms(start)
    year = school_year(start)

    assert School(name="A school", terms=terms).rule_problems() == {}
    for term in terms:
        assert year.contains(term.starts_on)
        assert year.contains(term.ends_on)
        assert term.starts_on.weekday() < 5
        assert term.ends_on.weekday() < 5
        assert term.break_from is not None
        assert term.break_until is not None
        assert term.starts_on < term.break_from < term.break_until < term.ends_on


@given(st.dates(date(2024, 9, 1), date(2027, 8, 31)))
def test_every_day_is_counted_in_exactly_one_term_of_its_school_year(day: date) -> None:
    homes = [period for period in periods_of(TERMS) if period.contains(day)]

    assert len(homes) == 1
    assert school_year_of(homes[0].starts_on) == school_year_of(homes[0].ends_on) == school_year_of(day)


def test_christmas_holiday_counts_with_the_autumn_term() -> None:
    term = term_on(date(2026, 12, 25), TERMS)

    assert term is not None
    assert term.name == "Autumn 2026"
    assert AUTUMN_2026.ends_on == date(2027, 1, 3)


def test_a_term_whose_follower_is_not_entered_yet_ends_on_its_own_last_day() -> None:
    autumn = suggested_terms(2026)[0]

    assert period_of(autumn, (autumn,)) == Period("Autumn 2026", date(2026, 9, 1), date(2026, 12, 18))
    assert term_on(date(2027, 1, 10), (autumn,)) is None


def test_a_year_whose_first_term_starts_in_august_still_adds_up() -> None:
    early = Term(name="Autumn 2026", starts_on=date(2026, 8, 26), ends_on=date(2026, 12, 18))
    terms = (*suggested_terms(2025), early)

    assert period_of(early, terms).starts_on == date(2026, 9, 1)
    assert period_of(terms[2], terms).ends_on == date(2026, 8, 31)
    assert is_school_day(date(2026, 8, 27), terms)


def test_weeks_of_term_are_counted_from_its_first_monday() -> None:
    assert week_of_term(date(2026, 11, 22), TERMS) == 12
    assert week_of_term(date(2026, 9, 1), TERMS) == 1
    assert week_of_term(date(2026, 12, 25), TERMS) is None


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 9, 3), date(2026, 9, 4)),
        (date(2026, 9, 4), date(2026, 9, 7)),
        (date(2026, 10, 23), date(2026, 11, 2)),
        (date(2026, 12, 18), date(2027, 1, 4)),
        (date(2027, 4, 30), date(2027, 5, 4)),
    ],
    ids=["tomorrow", "weekend", "half-term", "Christmas", "May bank holiday"],
)
def test_next_school_day_skips_what_is_no_school_day(day: date, following: date) -> None:
    assert next_school_day(day, TERMS) == following


def test_weekdays_are_school_days_where_no_term_is_known() -> None:
    assert next_school_day(date(2031, 8, 1), TERMS) == date(2031, 8, 4)
    assert is_school_day(date(2026, 11, 20), ())


@pytest.mark.parametrize("text", ["Autumn 2026", "autumn 2026", "  AUTUMN   2026 ", "Autumn term 2026"])
def test_a_term_is_found_however_it_is_typed(text: str) -> None:
    assert parse_period(text, TERMS).label == "Autumn 2026"


@pytest.mark.parametrize(
    "text", ["2026-27", "2026–27", "2026/27", "2026-2027", "year 2026-27", "School year 2026/27"]
)
def test_a_year_is_found_however_it_is_typed(text: str) -> None:
    assert parse_period(text, TERMS) == school_year(2026)


@pytest.mark.parametrize("text", ["Autumn 2031", "2026-28", "winter", "", "2026"])
def test_an_unknown_period_says_which_terms_are_known(text: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_period(text, TERMS)

    assert "Autumn 2024, Spring 2025" in caught.value.sentence
    assert "Summer 2027" in caught.value.sentence


def test_a_desk_without_terms_says_where_to_enter_them() -> None:
    with pytest.raises(BadUsage, match="no terms yet"):
        parse_period("Autumn 2026", ())


def test_any_days_are_labelled_by_themselves() -> None:
    assert between(date(2026, 9, 1), date(2026, 10, 30)).label == "1 September – 30 October 2026"
    assert between(date(2026, 12, 1), date(2027, 1, 30)).label == "1 December 2026 – 30 January 2027"
    with pytest.raises(BadUsage, match="earlier date first"):
        between(date(2026, 10, 30), date(2026, 9, 1))


def test_a_term_stands_beside_the_one_before_and_the_same_a_year_earlier() -> None:
    assert labels(comparisons(AUTUMN_2026, TERMS)) == ["Summer 2026", "Autumn 2025"]


def test_comparisons_name_only_what_the_desk_knows() -> None:
    only = suggested_terms(2026)

    assert comparisons(parse_period("Autumn 2026", only), only) == ()
    assert labels(comparisons(parse_period("Spring 2027", only), only)) == ["Autumn 2026"]
    assert labels(comparisons(school_year(2026), TERMS)) == ["2025–26"]
    assert comparisons(school_year(2024), TERMS) == ()
    assert comparisons(between(date(2026, 9, 1), date(2027, 8, 31)), TERMS) == ()


def test_a_school_with_numbered_terms_compares_like_with_like() -> None:
    terms = tuple(
        Term(name=f"{name} {year}", starts_on=date(year, month, 5), ends_on=date(year, month + 2, 20))
        for year in (2025, 2026)
        for name, month in (("Michaelmas", 9), ("Lent", 1))
    )

    assert labels(comparisons(parse_period("lent 2026", terms), terms)) == ["Michaelmas 2025", "Lent 2025"]


def test_recent_terms_end_with_the_period() -> None:
    expected = ["Spring 2025", "Summer 2025", "Autumn 2025", "Spring 2026", "Summer 2026", "Autumn 2026"]

    assert labels(recent_terms(AUTUMN_2026, TERMS)) == expected
    assert labels(recent_terms(parse_period("Autumn 2024", TERMS), TERMS)) == ["Autumn 2024"]
    assert labels(recent_terms(school_year(2025), TERMS, 2)) == ["Spring 2026", "Summer 2026"]


def test_reports_are_offered_for_what_has_begun_the_latest_first() -> None:
    offered = labels(known_periods(TERMS, date(2026, 11, 22)))

    assert offered[:2] == ["Autumn 2026", "Summer 2026"]
    assert offered[-3:] == ["2026–27", "2025–26", "2024–25"]
    assert "Spring 2027" not in offered


def test_periods_contain_their_first_and_last_day() -> None:
    assert AUTUMN_2026.contains(AUTUMN_2026.starts_on)
    assert AUTUMN_2026.contains(AUTUMN_2026.ends_on)
    assert not AUTUMN_2026.contains(AUTUMN_2026.ends_on + timedelta(days=1))


def test_months_after_keeps_to_the_end_of_a_short_month() -> None:
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert months_after(date(2026, 11, 22), 12) == date(2027, 11, 22)
