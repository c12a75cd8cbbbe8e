"""From a figure of the report to the records behind it, for the leader alone: by a click on the page or from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from esafety_desk.policy.figures import GovernorReport, Table
from esafety_desk.services import behind
from esafety_desk.ui.governors.draft import Drafted, ReportDraft
from esafety_desk.ui.kit.basics import column, label
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.pdf_pages import PdfPages, Spot
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import HAIR, SPACE, text_font

if TYPE_CHECKING:
    from esafety_desk.reports.places import Place

TIP = "Show the records behind this figure"
_LINE = Qt.ItemDataRole.UserRole


class FiguresPanel(QWidget):
    """Lists every figure of one column; Return or a double click shows the records behind it."""

    def __init__(self, session: Session, draft: ReportDraft) -> None:
        super().__init__()
        self._session = session
        self._report: GovernorReport | None = None
        self._places: Sequence[Place] = ()
        self._columns = QComboBox()
        self._columns.setObjectName("figures.column")
        self._columns.setAccessibleName("Column of the report")
        self._columns.activated.connect(self._show)
        self._tree = QTreeWidget()
        self._tree.setObjectName("figures.list")
        self._tree.setAccessibleName("Figures of the report")
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(SPACE)
        self._tree.setFrameShape(QFrame.Shape.NoFrame)
        self._tree.setUniformRowHeights(True)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self._tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.itemActivated.connect(self._on_activated)
        card = Card(margins=SPACE)
        told = "A click on a figure, here or on the page, shows the records behind it."
        card.body.addLayout(column(label(told, "hint", wraps=True), self._columns, gap=HAIR))
        card.body.addWidget(self._tree, 1)
        self.setLayout(column(card))
        draft.drafted.connect(self._on_drafted)

    def lead_from(self, pages: PdfPages, places: Sequence[Place]) -> None:
        """Let the figures on ``pages`` be clicked; none where ``places`` is empty."""
        self._places = places
        pages.set_spots([_spot(place) for place in places], TIP)

    def follow(self, number: int) -> None:
        """Show the records behind the figure of that number on the pages."""
        place = self._places[number]
        self._look(place.table, place.label, place.column)

    def _on_drafted(self, drafted: Drafted) -> None:
        self._report = drafted.report
        before = self._columns.currentText()
        self._columns.clear()
        self._columns.addItems(
            list(dict.fromkeys(c for table in _tables(self._report) for c in table.columns))
        )
        self._columns.setCurrentIndex(max(self._columns.findText(before), 0))
        self._show()

    def _show(self) -> None:
        wanted = self._columns.currentText()
        self._tree.clear()
        for table in _tables(self._report) if self._report else ():
            if wanted not in table.columns:
                continue
            at = table.columns.index(wanted)
            heading = QTreeWidgetItem([table.title])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFont(0, text_font(strong=True))
            self._tree.addTopLevelItem(heading)
            heading.setFirstColumnSpanned(True)
            for row in table.rows:
                line = QTreeWidgetItem(heading, [row.label, row.cells[at].text])
                line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                line.setData(0, _LINE, (table.key, row.label))
                line.setToolTip(0, row.label)
        self._tree.expandAll()

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        line = item.data(0, _LINE)
        if line:
            self._look(*line, self._columns.currentText())

    def _look(self, table: str, line: str, column: str) -> None:
        session, report = self._session, self._report
        if report is None:
            return

        def show(found: behind.Behind | None) -> None:
            if found is None:
                session.message.emit("No record stands behind this figure.", None)
            else:
                session.evidence_asked.emit(found.register, f"{line} · {column}", found.ids)

        session.run(
            self,
            lambda: behind.records_behind(session.desk, report, table, line, column),
            show,
            channel="behind",
        )


def _tables(report: GovernorReport) -> list[Table]:
    every = (report.glance, *(table for section in report.sections for table in section.tables))
    return [table for table in every if not table.is_words and table.rows]


def _spot(place: Place) -> Spot:
    return place.page, QRectF(place.left, place.top, place.right - place.left, place.bottom - place.top)
