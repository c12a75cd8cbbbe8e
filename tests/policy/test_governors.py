"""The governors' report is plain to read, says what the figures say, and gives nothing hidden away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.calendar import Period, comparisons, parse_period, recent_terms
from esafety_desk.policy.counts import (
    COUNTED_STATUSES,
    Addressee,
    ConductCounts,
    WorkCounts,
    together,
)
from esafety_desk.policy.disclosure import FEWER
from esafety_desk.policy.figures import Edition, Figure, GovernorReport, Row, Table
from esafety_desk.policy.governors import compose
from esafety_desk.policy.report_audit import audit
from esafety_desk.policy.report_columns import columns_of
from esafety_desk.records.incident import RiskArea, Severity, Whereabouts
from tests.policy.reporting_school import IN_TERM, TERMS, gathered


def table_of(report: GovernorReport, key: str) -> Table:
    return next(table for section in report.sections for table in section.tables if table.key == key)


TEN_INCIDENTS = ConductCounts(
    by_area={RiskArea.CONDUCT: 7, RiskArea.CONTENT: 3},
    by_status={COUNTED_STATUSES[0]: 4, COUNTED_STATUSES[3]: 6},
    by_whereabouts={Whereabouts.OUTSIDE: 8, Whereabouts.IN_SCHOOL: 2},
    by_severity={Severity.LOW: 6, Severity.HIGH: 4},
)
SEED = 2
"""A school where nothing of these ten incidents could be worked out, so that no line is joined."""
SESSION = "a privacy-settings session within twelve months"
FIRST = "had a support session first"


def test_front_page_says_what_the_figures_say() -> None:
    report = compose(gathered(own=TEN_INCIDENTS, seed=SEED))
    assert report.sentences[0] == (
        "Staff support kept pace: 32 of 41 staff in post have had a privacy-settings session within twelve months."
    )
    assert (
        report.sentences[1]
        == "Six accounts were approved and one refused; each owner had a support session first."
    )
    assert report.sentences[2].startswith("About ten incidents were recorded, ")
    assert report.sentences[2].endswith("fewer than five in every risk area but conduct.")
    assert (
        report.sentences[3] == "Fewer than five referrals were made, too few to say how they were answered."
    )
    assert len(report.sentences) == 5
    assert len(report.risks) == 3
    assert report.glance.columns == ("Autumn 2026", "Summer 2026", "Autumn 2025")


def test_running_term_is_not_compared_with_whole_ones() -> None:
    report = compose(gathered(cut_off=IN_TERM, own=TEN_INCIDENTS, seed=SEED))
    assert (
        report.sentences[2]
        == "About ten incidents were recorded; fewer than five in every risk area but conduct."
    )
    assert any("Autumn 2026 is not over yet." in paragraph for paragraph in report.method)


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (WorkCounts(), "No staff in post are on the desk yet, so it cannot be said how many were supported."),
        (WorkCounts(staff_in_post=1), f"The one member of staff in post has not had {SESSION}."),
        (WorkCounts(staff_in_post=3), f"None of the 3 staff in post has had {SESSION}."),
        (WorkCounts(staff_in_post=1, staff_covered=1),
         f"Staff support is complete: the one in post has had {SESSION}."),
    ],
)  # fmt: skip
def test_support_sentence_fits_small_numbers(work: WorkCounts, sentence: str) -> None:
    assert compose(gathered(work=work)).sentences[0] == sentence


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (WorkCounts(), "No professional account was asked for."),
        (WorkCounts(asked=1), "One was asked for and none decided yet."),
        (WorkCounts(approved=1, supported_first=1), f"One account was approved; its owner {FIRST}."),
        (WorkCounts(approved=3, supported_first=2), f"Three accounts were approved; two of the owners {FIRST}."),
        (WorkCounts(refused=1), "One account was refused."),
    ],
)  # fmt: skip
def test_approvals_sentence_fits_one_and_many(work: WorkCounts, sentence: str) -> None:
    assert compose(gathered(work=work)).sentences[1] == sentence


def test_referrals_are_said_in_words_once_there_are_ten() -> None:
    many = replace(TEN_INCIDENTS, referrals={Addressee.DSL: 20}, answered=19, answered_in_time=11)
    assert compose(gathered(own=many)).sentences[3] == (
        "About 20 referrals were made; nearly all had been answered, about half by the day they were due."
    )


def test_incidents_chart_reaches_the_rounded_totals() -> None:
    report = compose(gathered(own=TEN_INCIDENTS, seed=SEED))
    chart = report.sections[0].charts[0]
    heights = [sum(series.figures[-1].size for series in chart.series)]
    assert chart.categories[-1] == "Autumn 2026"
    assert heights == [10.0]


def test_under_ten_incidents_there_is_no_chart_of_them() -> None:
    report = compose(gathered(most=3))
    assert [chart.key for section in report.sections for chart in section.charts] == ["staff-coverage"]


def test_small_school_falls_back_on_school_years_and_says_so() -> None:
    few = ConductCounts(
        by_area={RiskArea.CONDUCT: 4}, by_status={COUNTED_STATUSES[3]: 4},
        by_whereabouts={Whereabouts.IN_SCHOOL: 4}, by_severity={Severity.LOW: 4},
    )  # fmt: skip
    figures = gathered(most=0)
    counts = {label: replace(c, conduct=few) for label, c in figures.counts.items()}
    for split in figures.columns.splits:
        year = figures.counts[split.whole].period
        counts[split.whole] = together(year, [counts[part] for part in split.parts])
    report = compose(replace(figures, counts=counts))
    years = table_of(report, measures.AREA_BY_YEAR)
    assert years.columns == ("2026–27", "2025–26")
    assert [cell.text for cell in years.rows[2].cells] == [FEWER, "about 10"]
    assert any("whole school years are told instead" in text for text in report.sections[0].paragraphs)
    assert audit(report, figures.columns.splits) == ()


def test_small_school_reads_sentences_in_place_of_blank_tables() -> None:
    report = compose(gathered(most=1))
    assert report.sections[0].tables == ()
    assert any(text.startswith("Not drawn: incidents by risk area") for text in report.sections[0].paragraphs)


def test_confidential_edition_is_exact_and_says_what_it_is() -> None:
    report = compose(gathered(own=TEN_INCIDENTS, seed=SEED), Edition.CONFIDENTIAL)
    assert report.glance.rows[0].cells[0].text == "10"
    assert report.glance.rows[1].cells[0].text == "8 of 10"
    assert any(paragraph.startswith("Confidential edition") for paragraph in report.method)


def test_year_is_split_into_its_terms() -> None:
    period = parse_period("2025-26", TERMS)
    columns = columns_of(period, comparisons(period, TERMS), recent_terms(period, TERMS), IN_TERM)
    assert columns.named == ("2025–26", "2024–25")
    assert columns.splits[0].parts == ("Autumn 2025", "Spring 2026", "Summer 2026")
    assert columns.trend == tuple(term.name for term in TERMS[:6])


def test_any_days_stand_beside_terms_they_do_not_touch() -> None:
    period = Period("Half a term", date(2026, 9, 1), date(2026, 10, 23))
    columns = columns_of(period, (), recent_terms(period, TERMS), IN_TERM)
    assert columns.named == ("Half a term",)
    assert columns.trend[-2:] == ("Summer 2026", "Half a term")


def with_glance(report: GovernorReport, row: Row) -> GovernorReport:
    rows = (row, *report.glance.rows[1:])
    return replace(report, glance=replace(report.glance, rows=rows))


def test_audit_finds_an_exact_figure() -> None:
    report = compose(gathered(own=TEN_INCIDENTS, seed=SEED))
    told = Row(measures.INCIDENTS_RECORDED, tuple(Figure("7", 7.0) for _ in report.glance.columns))
    assert audit(with_glance(report, told)) == ("incidents in Autumn 2026 is told as it is, not rounded.",)


def test_audit_finds_two_hidden_lines_that_their_total_gives_away() -> None:
    report = compose(gathered(own=TEN_INCIDENTS, seed=SEED))
    hidden, ten = Figure(FEWER, is_hidden=True), Figure("about 10", 10.0)
    rows = (
        Row("Still open", (hidden,)),
        Row("Closed", (hidden,)),
        Row("All incidents", (ten,), is_total=True),
    )
    status = Table(measures.BY_STATUS, "Incidents by status", ("Autumn 2026",), rows)
    section = replace(report.sections[0], tables=(status,))
    found = audit(replace(report, sections=(section, *report.sections[1:])))
    assert "status: Closed in Autumn 2026 could be worked out." in found


def test_audit_finds_a_rate() -> None:
    report = compose(gathered(own=TEN_INCIDENTS, seed=SEED))
    assert audit(replace(report, sentences=("Incidents fell by 12 per cent.",))) == (
        "A rate in per cent is told.",
    )
