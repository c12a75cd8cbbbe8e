"""Today with its figures and charts, against bare group-bys and the drawing of the same charts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from esafety_desk.services.today import agenda
from esafety_desk.ui.chart_view import ChartView
from esafety_desk.ui.kit.basics import column
from esafety_desk.ui.today_page import TodayPage
from tests.benchmarks import raw
from tests.benchmarks.measure import Limit, Row, Timed, clocked, median, side_by_side
from tests.benchmarks.stage import Stage, settle, show, until

_ROUNDS = 30
_GOAL, _MS = 1.3, 16.0
_GROUP_BYS = (
    "SELECT status, count(*) FROM incidents GROUP BY status",
    "SELECT kind, count(*) FROM incidents GROUP BY kind",
    "SELECT register, dated_on, count(*) FROM entry WHERE register = 'incidents' GROUP BY dated_on",
)


def rows(stage: Stage) -> list[Row]:
    ours, theirs = side_by_side(_page(stage), _bare(stage), _ROUNDS, warm_up=3)
    limit = Limit("median", median(ours), _MS)
    return [
        Row(
            "Today's figures and charts",
            "group-by + drawing",
            median(ours),
            median(theirs),
            _GOAL,
            limits=(limit,),
        )
    ]


def _page(stage: Stage) -> Timed:
    page = TodayPage(stage.session)
    show(page)

    def refreshed() -> None:
        page.refresh()
        until(lambda: stage.session.jobs.is_idle)
        QCoreApplication.sendPostedEvents()
        page.repaint()

    settle()
    return clocked(refreshed)


def _bare(stage: Stage) -> Timed:
    connection = raw.connect(stage.folder / "desk.db", stage.data_key)
    charts = [ChartView(chart) for chart in agenda(stage.session.desk, stage.session.today()).charts]
    page = QWidget()
    page.setLayout(column(*charts))
    show(page)

    def drawn() -> None:
        for query in _GROUP_BYS:
            connection.execute(query).fetchall()
        for chart in page.findChildren(ChartView):
            chart.repaint()

    return clocked(drawn)
