"""The running term on Today: its figures and charts, each of which shows the records behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from esafety_desk.policy.figures import Chart
from esafety_desk.services import term_at_a_glance
from esafety_desk.services.behind import Behind
from esafety_desk.ui.chart_view import ChartView
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.session import Session

Ask = Callable[[str, int, str], None]
"""What is asked about ("figures" or a chart's key), at which place of it, and how the answer is called."""


class TermCard(Card):
    """Each figure is a way to its records."""

    def __init__(self, figures: tuple[tuple[str, str], ...], ask: Ask) -> None:
        super().__init__("This term")
        for place, (name, figure) in enumerate(figures):
            told = f"{name}: {figure}. Show them."
            value = button(figure, "link", told=told, name=f"figure.{place}")
            value.clicked.connect(
                partial(lambda place, name, _=False: ask("figures", place, name), place, name)
            )
            self.body.addLayout(row(label(name, "secondary"), 0, value))


class ChartCard(Card):
    """Each label of the chart is a way to its records."""

    def __init__(self, chart: Chart, ask: Ask) -> None:
        super().__init__(chart.title)
        view = ChartView(chart)
        view.picked.connect(lambda at: ask(chart.key, at, f"{chart.title} · {chart.categories[at]}"))
        self.body.addWidget(view, 1)


def show_behind(session: Session, what: str, place: int, told: str) -> None:
    """Bring the records behind a figure into view, on their own register's page."""
    desk, today = session.desk, session.today()

    def show(found: Behind) -> None:
        if found.ids:
            session.evidence_asked.emit(found.register, told, found.ids)
        else:
            session.message.emit("No record stands behind this figure.", None)

    session.run(session, partial(term_at_a_glance.behind, desk, today, what, place), show, channel="behind")
