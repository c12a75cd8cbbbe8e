"""What stands above a form's fields: that a draft was restored, and cautions about what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import button, label
from esafety_desk.ui.kit.notice import Notice, NoticeLine
from esafety_desk.ui.registers.declaration import Caution


class RestoredNotice(NoticeLine):
    """Says that what was typed is back, and offers to start afresh."""

    start_afresh = Signal()

    def __init__(self) -> None:
        afresh = button("Start afresh", "link", name="action.start-afresh", on_click=self._on_afresh)
        super().__init__("draft.restored", afresh)

    def tell(self, time: str) -> None:
        self.say(f"Restored what you had typed at {time}")

    def _on_afresh(self) -> None:
        self.hide()
        self.start_afresh.emit()


class Cautions(QWidget):
    """The cautions that apply to what is typed, each on amber."""

    def __init__(self, cautions: tuple[Caution, ...]) -> None:
        super().__init__()
        self._notices: list[tuple[Caution, Notice]] = []
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        for caution in cautions:
            notice = Notice()
            notice.within.addWidget(label(caution.text, wraps=True, name="caution"))
            within.addWidget(notice)
            self._notices.append((caution, notice))
        self.hide()

    def show_for(self, draft: Mapping[str, Any]) -> None:
        applying = [notice for caution, notice in self._notices if caution.applies(draft)]
        for _, notice in self._notices:
            notice.setVisible(notice in applying)
        self.setVisible(bool(applying))
