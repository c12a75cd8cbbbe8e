"""Says that a list shows a few chosen records alone, and shows all of them again with one click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from esafety_desk.ui.kit.basics import button, label
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress


class OnlyThese(QFrame):
    """``ids`` are the records let through, None where all are."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "notice", tone="accent")
        self.ids: frozenset[int] | None = None
        self._text = label("", "secondary", name="only.told")
        everything = button("Show all", "link", name="action.show-all-records", on_click=self._on_all)
        within = QHBoxLayout(self)
        within.setContentsMargins(SPACE, HAIR, GAP, HAIR)
        within.addWidget(self._text, 1)
        within.addWidget(everything)
        self.hide()

    @property
    def told(self) -> str:
        """Which they are, in a few words; nothing where all are let through."""
        return self._text.text() if self.ids is not None else ""

    def show_only(self, told: str, ids: frozenset[int]) -> None:
        self.ids = ids
        self._text.setText(told)
        self.show()

    def clear(self) -> None:
        """Let all through, without telling."""
        self.ids = None
        self.hide()

    def _on_all(self) -> None:
        self.clear()
        self.changed.emit()
