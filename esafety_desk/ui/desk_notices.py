"""What Today says of the desk itself: backups, clock, folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from esafety_desk.services.standing import Notice
from esafety_desk.ui.kit.basics import button, column, label, rule
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import SPACE

_BADGE_WIDTH = 72


class DeskNotices(Card):
    """One line each, with one click to where it is mended."""

    def __init__(self, notices: Sequence[Notice], session: Session) -> None:
        super().__init__("The desk itself")
        self.setObjectName("today.desk")
        for at, notice in enumerate(notices):
            if at:
                self.body.addWidget(rule())
            self.body.addWidget(_line(notice, session))


def _line(notice: Notice, session: Session) -> QWidget:
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setColumnMinimumWidth(0, _BADGE_WIDTH)
    grid.setColumnStretch(1, 1)
    title, reason = label(notice.title, "strong", wraps=True), label(notice.reason, "secondary", wraps=True)
    grid.addWidget(Badge(notice.badge, notice.tone), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addLayout(column(title, reason, gap=1), 0, 1)
    if notice.page:
        opens = button(
            "Open",
            name=f"open.{notice.page}",
            told=f"Open: {notice.title}",
            on_click=partial(session.navigate.emit, notice.page, 0),
        )
        grid.addWidget(opens, 0, 2, Qt.AlignmentFlag.AlignTop)
    return line
