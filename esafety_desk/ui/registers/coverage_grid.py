"""Which topics each year group was taught this school year, above the list of lessons: counts, and gaps by a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from esafety_desk.records.people import YearGroup
from esafety_desk.services.coverage import Coverage, TopicRow, coverage
from esafety_desk.ui.kit.basics import Button, button, emptied, holder, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.page_head import ElidedLabel
from esafety_desk.ui.page import Page
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE, dress

_CELL, _LINE, _LEAST_WIDTH = 30, 20, 520
_SHORT = {YearGroup.NURSERY: "N", YearGroup.RECEPTION: "R"}


class CoverageGrid(Card):
    """A number shows the lessons behind it in the list beneath; a gap begins one."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(margins=SPACE)
        self._session, self._page = session, page
        self._is_folded = False
        self.setObjectName("coverage")
        self.setAccessibleName("Coverage: topics by year group")
        self._title = label("", "strong", name="coverage.title")
        self._fold: Button = button("Hide", "link", name="action.coverage", on_click=self._on_fold)
        self.body.setSpacing(2)
        self.body.addLayout(row(self._title, 0, self._fold))
        self._inside = holder(row())
        self.body.addWidget(self._inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        session.records_changed.connect(self._on_changed)
        session.words_changed.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        session = self._session
        session.run(self, lambda: coverage(session.desk, session.today()), self._show, channel="coverage")

    def _on_changed(self, changed: frozenset) -> None:
        if changed & {"teaching", "people", "school"}:
            self._ask()

    def _on_fold(self) -> None:
        self._is_folded = not self._is_folded
        self._fold.setText("Show the grid" if self._is_folded else "Hide")
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The grid steps aside where its topics could not be read."""
        has_room = self.width() >= _LEAST_WIDTH
        self._fold.setVisible(has_room)
        self._inside.setVisible(has_room and not self._is_folded)

    def _show(self, found: Coverage) -> None:
        self._title.setText(f"Taught in {found.year}: {found.covered} of {found.cells}")
        emptied(self._inside.layout())
        self._inside.layout().addWidget(_grid(found, self._cell))

    def _cell(self, topic: TopicRow, group: YearGroup, ids: frozenset[int]) -> QWidget:
        told = f"{topic.label}, {group.label}"
        if not ids:
            made = button("gap", "gap", told=f"{told}: not yet taught. Record a lesson.")
            made.setObjectName(f"coverage.{topic.code}.{group.value}")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(
                lambda: self._page.begin_new_with({"topic": topic.code, "year_groups": (group,)})
            )
            return made
        made = button(f"{len(ids)}", "count", told=f"{told}: {len(ids)} taught. Show them.")
        made.setObjectName(f"coverage.{topic.code}.{group.value}")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(
            lambda: self._page.show_only(f"{told} · {len(ids)} taught this school year", ids)
        )
        return made


def _grid(found: Coverage, cell: object) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2)
    grid.setVerticalSpacing(1)
    grid.setColumnStretch(0, 5)
    for at, group in enumerate(found.years, start=1):
        head = label(_SHORT.get(group, group.label.replace("Year ", "Y")), "hint")
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setToolTip(group.label)
        grid.addWidget(head, 0, at)
        grid.setColumnMinimumWidth(at, _CELL)
        grid.setColumnStretch(at, 1)
    for line, topic in enumerate(found.topics, start=1):
        name = ElidedLabel("", topic.label)
        name.setMinimumWidth(GAP * 12)
        grid.addWidget(name, line, 0)
        for at, (group, ids) in enumerate(zip(found.years, topic.lessons, strict=True), start=1):
            made = cell(topic, group, ids)
            made.setFixedHeight(_LINE)
            grid.addWidget(made, line, at)
    dress(whole, "")
    return whole
