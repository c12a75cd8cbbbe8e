"""Charts as neutral shapes: within their room, true to the figures, and showing nothing that is hidden."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from esafety_desk.policy.figures import Chart, Figure, Series
from esafety_desk.reports.charts import EMPTY, Drawing, Line, Rect, Text, drawn, natural_height
from tests.reports.factory import FEW, coverage, risk_areas, rounded, statuses

CHARTS = (risk_areas(), coverage(), statuses())


def measure(text: str, size: float) -> float:
    return len(text) * size * 0.55


def draw(chart: Chart, width: float = 480, height: float = 0, size: float = 7.5) -> Drawing:
    return drawn(chart, width, height or natural_height(chart, width, measure, size), measure, size)


def said(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def filled(drawing: Drawing, role: str) -> list[Rect]:
    """The parts of bars in a role, without edges of outlines and swatches, which are small."""
    parts = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.fill == role]
    return [part for part in parts if part.width > 10]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
@pytest.mark.parametrize(("width", "size"), [(240, 11), (360, 11), (482, 7.5), (900, 14)])
def test_chart_stays_within_its_room(chart: Chart, width: float, size: float) -> None:
    drawing = draw(chart, width, size=size)
    for shape in drawing.shapes:
        if isinstance(shape, Text):
            wide = measure(shape.text, size)
            left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            box = (left, shape.y - size, left + wide, shape.y)
        elif isinstance(shape, Line):
            box = (
                min(shape.x1, shape.x2),
                min(shape.y1, shape.y2),
                max(shape.x1, shape.x2),
                max(shape.y1, shape.y2),
            )
        else:
            box = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
        assert box[0] >= -0.01
        assert box[1] >= -size * 0.2
        assert box[2] <= width + 0.01
        assert box[3] <= drawing.height + 0.01


def test_parts_are_as_high_as_their_figures() -> None:
    autumn, spring, summer, _ = filled(draw(risk_areas()), "series2")
    assert (autumn.height + 0.75) / 20 == pytest.approx((spring.height + 0.75) / 15)
    assert (autumn.height + 0.75) / 20 == pytest.approx((summer.height + 0.75) / 25)


def test_hidden_figures_are_outlines_of_one_size_whatever_they_hide() -> None:
    loud = Figure("fewer than 5", 400.0, is_hidden=True)
    quiet = Chart("k", "T", "stacked", ("A", "B"), (Series("One", (FEW, rounded(10))),), "Alt")
    lying = replace(quiet, series=(Series("One", (loud, rounded(10))),))
    assert draw(quiet) == draw(lying)
    assert "<5" in said(draw(quiet))
    assert "400" not in said(draw(lying))


@pytest.mark.parametrize("shape", ["stacked", "bars"])
def test_chart_of_hidden_figures_alone_draws_no_length(shape: str) -> None:
    chart = Chart("k", "T", shape, ("A", "B"), (Series("One", (FEW, FEW)),), "Alt")
    drawing = draw(chart)
    assert said(drawing).count("<5") == 2
    assert not filled(drawing, "series0")


def test_share_is_the_filled_part_of_an_outline_of_its_whole() -> None:
    drawing = draw(coverage())
    outlines = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.stroke == "ink-2"]
    for outline, part, (count, whole) in zip(
        outlines, filled(drawing, "series0"), [(32, 41), (30, 41), (24, 39)], strict=True
    ):
        assert part.width / outline.width == pytest.approx(count / whole)
    assert "32 of 41" in said(drawing)


def test_category_with_nothing_says_what_its_figure_says() -> None:
    chart = Chart("k", "T", "stacked", ("A", "B"), (Series("One", (Figure("none"), rounded(5))),), "Alt")
    assert "none" in said(draw(chart))


def test_fifth_series_is_hatched_and_its_lines_stay_inside_it() -> None:
    drawing = draw(risk_areas())
    hatching = [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.y1 != shape.y2]
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.stroke]
    for line in hatching:
        assert any(
            box.x - 0.01 <= line.x1 <= line.x2 <= box.x + box.width + 0.01
            and box.y - 0.01 <= line.y1 <= line.y2 <= box.y + box.height + 0.01
            for box in boxes
        )
    assert hatching


def test_legend_stands_beside_a_wide_chart_in_the_order_of_the_parts_and_above_a_narrow_one() -> None:
    names = [one.label for one in risk_areas().series]
    beside = {shape.text: shape for shape in draw(risk_areas(), 480).shapes if isinstance(shape, Text)}
    assert all(beside[low].y > beside[high].y for low, high in pairwise(names))
    above = {shape.text: shape for shape in draw(risk_areas(), 300).shapes if isinstance(shape, Text)}
    assert all(above[name].y < 60 for name in names)


@pytest.mark.parametrize("categories", [(), ("A",)])
def test_chart_without_figures_says_so(categories: tuple[str, ...]) -> None:
    assert said(draw(Chart("k", "T", "stacked", categories, (), "Alt"))) == [EMPTY]


def test_chart_of_zeros_draws_no_bar() -> None:
    chart = Chart("k", "T", "bars", ("A",), (Series("One", (Figure("0"),)),), "Alt", (0.0,))
    assert not filled(draw(chart), "series0")
    assert "0" in said(draw(chart))
