"""A page of cards under one another that scrolls beneath its head."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import column, row
from esafety_desk.ui.kit.gutter import GutterArea
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.page import Page
from esafety_desk.ui.theme import HAIR, SPACE, WIDE


class ScrolledPage(Page):
    """``stack`` fills it once; the head stays in sight."""

    def __init__(self, head: PageHead) -> None:
        super().__init__()
        self.head = head

    def stack(self, *things: QWidget | QLayout) -> None:
        """Lay ``things`` under one another."""
        within = column(*things, 0, gap=SPACE)
        within.setContentsMargins(0, 0, WIDE - HAIR, WIDE)
        inside = QWidget()
        inside.setLayout(within)
        head_row = row(self.head)
        head_row.setContentsMargins(0, 0, WIDE - HAIR, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(WIDE, SPACE, HAIR, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(head_row)
        area = GutterArea()  # the cards end where the head ends, with a scroll bar or without
        area.hold(inside)
        whole.addWidget(area, 1)
