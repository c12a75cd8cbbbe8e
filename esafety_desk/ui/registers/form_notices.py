"""What stands above a form's fields: that a draft was restored, and cautions about what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from esafety_desk.ui.kit.basics import button, label
from esafety_desk.ui.registers.declaration import Caution
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress


class RestoredNotice(QFrame):
    """Says that what was typed is back, and offers to start afresh."""

    start_afresh = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "notice", tone="accent")
        self._text = label("", "secondary", name="draft.restored")
        afresh = button("Start afresh", "link", name="action.start-afresh", on_click=self._on_afresh)
        within = QHBoxLayout(self)
        within.setContentsMargins(SPACE, HAIR, GAP, HAIR)
        within.addWidget(self._text, 1)
        within.addWidget(afresh)
        self.hide()

    def tell(self, time: str) -> None:
        self._text.setText(f"Restored what you had typed at {time}")
        self.show()

    def _on_afresh(self) -> None:
        self.hide()
        self.start_afresh.emit()


class Cautions(QWidget):
    """The cautions that apply to what is typed, each on amber."""

    def __init__(self, cautions: tuple[Caution, ...]) -> None:
        super().__init__()
        self._notices: list[tuple[Caution, QFrame]] = []
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        for caution in cautions:
            notice = _notice(caution.text)
            within.addWidget(notice)
            self._notices.append((caution, notice))
        self.hide()

    def show_for(self, draft: Mapping[str, Any]) -> None:
        applying = [notice for caution, notice in self._notices if caution.applies(draft)]
        for _, notice in self._notices:
            notice.setVisible(notice in applying)
        self.setVisible(bool(applying))


def _notice(text: str) -> QFrame:
    made = QFrame()
    dress(made, "notice", tone="amber")
    within = QHBoxLayout(made)
    within.setContentsMargins(SPACE, GAP + 2, SPACE, GAP + 2)
    within.addWidget(label(text, wraps=True, name="caution"))
    return made
