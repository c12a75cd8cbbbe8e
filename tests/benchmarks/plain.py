"""ReportLab alone: the same figures and the same rows drawn by its own flowables and its bare canvas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from esafety_desk.policy import figures
from esafety_desk.policy.figures import GovernorReport
from esafety_desk.reports import fonts
from esafety_desk.reports.style import MARGIN, REGULAR, SEMIBOLD, TEXT_WIDTH

_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=9.5, leading=14)
_HEAD = ParagraphStyle("head", fontName=SEMIBOLD, fontSize=12, leading=16, spaceBefore=20)
_LINE = HexColor("#C9CED6")
_TABLE = (
    ("FONT", (0, 0), (-1, -1), REGULAR, 9.5),
    ("FONT", (1, 0), (1, -1), SEMIBOLD, 9.5),
    ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
)


def report(made: GovernorReport) -> bytes:
    """The report's words, tables and charts by ReportLab's flowables: no tags, no care for what is split."""
    fonts.register()
    written = BytesIO()
    SimpleDocTemplate(
        written, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN
    ).build(list(_flow(made)), onFirstPage=_foot, onLaterPages=_foot)
    return written.getvalue()


def register(rows: Iterable[tuple[str, ...]], lefts: Sequence[float], a_page: int) -> bytes:
    """Rows on the bare canvas: a text for each cell and a line for each row, nothing measured or broken."""
    fonts.register()
    written = BytesIO()
    canvas = Canvas(written, pagesize=landscape(A4), pageCompression=1)
    top = A4[0] - MARGIN
    for number, row in enumerate(rows):
        if number % a_page == 0:
            if number:
                canvas.showPage()
            canvas.setFont(REGULAR, 8.5)
        y = top - 16 * (number % a_page + 1)
        for left, text in zip(lefts, row, strict=True):
            canvas.drawString(left, y, text)
        canvas.line(MARGIN, y - 4, A4[1] - MARGIN, y - 4)
    canvas.save()
    return written.getvalue()


def _foot(canvas: Any, _document: Any) -> None:
    canvas.setFont(REGULAR, 7.5)
    canvas.drawString(MARGIN, MARGIN / 2, "Counts about conduct are rounded to the nearest 5.")


def _flow(made: GovernorReport) -> Iterator[Any]:
    yield Paragraph(f"{made.period_label} · {made.school_name}", _HEAD)
    yield from (Paragraph(text, _TEXT) for text in (*made.sentences, *made.decisions))
    yield _table(made.glance)
    yield from (Paragraph(f"{name}: {text}", _TEXT) for name, text in made.risks)
    yield PageBreak()
    for section in made.sections:
        yield Paragraph(section.title, _HEAD)
        yield from (Paragraph(text, _TEXT) for text in section.paragraphs)
        for table in section.tables:
            yield Paragraph(table.title, _TEXT)
            yield _table(table)
        for chart in section.charts:
            yield from (Spacer(1, 8), Paragraph(chart.alt, _TEXT), _chart(chart))
    yield from (Paragraph(text, _TEXT) for text in (*made.method, *made.signatories))


def _table(table: figures.Table) -> Any:
    rows = [[table.corner, *table.columns]]
    rows += [[row.label, *(cell.text for cell in row.cells)] for row in table.rows]
    each = TEXT_WIDTH * 0.55 / max(len(table.columns), 1)
    return Table(
        rows, colWidths=[TEXT_WIDTH * 0.45, *([each] * len(table.columns))], style=_TABLE, repeatRows=1
    )


def _chart(chart: figures.Chart) -> Any:
    drawing = Drawing(TEXT_WIDTH, 140)
    if not chart.series or not chart.categories:
        return drawing
    bars = VerticalBarChart() if chart.shape == "stacked" else HorizontalBarChart()
    bars.x, bars.y, bars.width, bars.height = 80, 10, TEXT_WIDTH - 90, 120
    bars.data = [[figure.size for figure in series.figures] for series in chart.series]
    bars.categoryAxis.categoryNames = list(chart.categories)
    bars.categoryAxis.style = "stacked" if chart.shape == "stacked" else "parallel"
    bars.valueAxis.valueMin = 0
    drawing.add(bars)
    return drawing
