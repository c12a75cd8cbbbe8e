"""The charts of a governors' report: published sizes only, and a sentence for whoever cannot see them."""

from __future__ import annotations

from collections.abc import Sequence

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.disclosure import FEWER, exact
from esafety_desk.policy.figures import Chart, Edition, Figure, Row, Series, Table
from esafety_desk.policy.report_shown import Shown
from esafety_desk.policy.report_words import coverage, within_months
from esafety_desk.policy.wording import full, listed

SMALL_AREAS = f"Areas with {FEWER}"
AREAS_CHART, COVERAGE_CHART = "incidents-by-area", "staff-coverage"
AGES_CHART, EXEMPTIONS_CHART = "open-by-age", "exemptions"
LEAST_CHARTED = 10
"""Under this many incidents in every term a table is enough. Source: DOMAIN, charts."""


def charts_of_incidents(shown: Shown) -> tuple[Chart, ...]:
    """Incidents by risk area over the terms; none where every term is too small.

    Hidden areas of a term are one part together: what its rounded total leaves beside the areas that are told.
    """
    key = measures.AREA_BY_TERM if shown.columns.terms.periods else measures.BY_AREA
    table = shown.tables[key]
    places = [table.columns.index(column) for column in shown.columns.trend if column in table.columns]
    rows = [row for row in table.rows if not row.is_total and any(row.cells[p].size for p in places)]
    rest = tuple(_rest(shown, table, rows, place) for place in places)
    heights = [sum(row.cells[place].size for row in rows) for place in places]
    if (
        max((height + left.size for height, left in zip(heights, rest, strict=True)), default=0)
        < LEAST_CHARTED
    ):
        return ()
    series = [Series(row.label, tuple(_drawn(row.cells[place]) for place in places)) for row in rows]
    if shown.edition is Edition.STANDARD:
        series.append(Series(SMALL_AREAS, rest))
    categories = tuple(table.columns[place] for place in places)
    said = "; ".join(_in_words(rows, place, table.columns[place]) for place in places)
    return (Chart(AREAS_CHART, "Incidents by risk area", "stacked", categories, tuple(series), f"{said}."),)


def _rest(shown: Shown, table: Table, rows: Sequence[Row], place: int) -> Figure:
    """What the published total of a column leaves beside its published areas."""
    totals = [row for row in table.rows if row.is_total]
    headlines = shown.tables[measures.HEADLINES]
    if totals:
        total = totals[0].cells[place]
    elif table.columns[place] in headlines.columns:
        total = shown.headline(measures.INCIDENTS_RECORDED, table.columns[place])
    else:
        return Figure("")
    if total.is_hidden:
        return total
    left = max(0.0, total.size - sum(row.cells[place].size for row in rows))
    return Figure(f"about {left:,.0f}" if left else "", left)


def _drawn(figure: Figure) -> Figure:
    return Figure("") if figure.is_hidden else figure


def _in_words(rows: Sequence[Row], place: int, column: str) -> str:
    visible = [f"{row.label.lower()} {row.cells[place].text}" for row in rows if row.cells[place].size]
    return f"{column}: {listed(visible) if visible else f'{FEWER} in every area'}"


def chart_of_ages(shown: Shown) -> tuple[Chart, ...]:
    """Open incidents by age, a bar each; none where ten are not open. Source: DOMAIN, charts."""
    table = shown.tables[measures.BY_AGE]
    rows = [row for row in table.rows if not row.is_total]
    if sum(row.cells[0].size for row in rows) < LEAST_CHARTED:
        return ()
    figures = tuple(_drawn(row.cells[0]) for row in rows)
    said = listed([f"{row.cells[0].text} for {row.label}" for row in rows])
    title = f"Incidents open on {full(shown.cut_off)}"
    bars = Series(title, figures)
    return (Chart(AGES_CHART, title, "bars", tuple(row.label for row in rows), (bars,), f"Open: {said}."),)


def chart_of_exemptions(shown: Shown) -> tuple[Chart, ...]:
    """Exemptions at the end of each of the last twelve months; none where there never was one."""
    if not any(in_time + past for _, in_time, past in shown.months):
        return ()
    series = (
        Series("In their time", tuple(exact(in_time) for _, in_time, _ in shown.months)),
        Series("Past their end, not confirmed removed", tuple(exact(past) for _, _, past in shown.months)),
    )
    months = tuple(month for month, _, _ in shown.months)
    most = max(in_time + past for _, in_time, past in shown.months)
    _, in_time, past = shown.months[-1]
    said = f"At the end {in_time:,} in their time and {past:,} past it; never more than {most:,} together."
    title = "Exemptions at the end of each month"
    return (Chart(EXEMPTIONS_CHART, title, "stacked", months, series, said),)


def coverage_chart(shown: Shown) -> Chart | None:
    """Staff supported by term, each bar against staff in post; None where no staff are on the desk."""
    columns = [column for column in shown.columns.trend if shown.work[column].staff_in_post]
    if not columns:
        return None
    work = [shown.work[column] for column in columns]
    title = f"Staff supported {within_months(shown.support_months)}"
    said = f"{coverage(work[-1])} staff in post in {columns[-1]}"
    if len(columns) > 1:
        said += f", after {coverage(work[0])} in {columns[0]}"
    return Chart(
        COVERAGE_CHART,
        title,
        "bars",
        tuple(columns),
        (Series(title, tuple(Figure(coverage(w), float(w.staff_covered)) for w in work)),),
        f"{said}.",
        tuple(float(w.staff_in_post) for w in work),
    )
