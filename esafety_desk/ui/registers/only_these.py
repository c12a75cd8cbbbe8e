"""Says that a list shows a few chosen records alone, and shows all of them again with one click."""

from __future__ import annotations

from PySide6.QtCore import Signal

from esafety_desk.ui.kit.basics import button
from esafety_desk.ui.kit.notice import NoticeLine


class OnlyThese(NoticeLine):
    """``ids`` are the records let through, None where all are."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            "only.told", button("Show all", "link", name="action.show-all-records", on_click=self._on_all)
        )
        self.ids: frozenset[int] | None = None

    @property
    def told(self) -> str:
        """Which they are, in a few words; nothing where all are let through."""
        return self._text.text() if self.ids is not None else ""

    def show_only(self, told: str, ids: frozenset[int]) -> None:
        self.ids = ids
        self.say(told)

    def clear(self) -> None:
        """Let all through, without telling."""
        self.ids = None
        self.hide()

    def _on_all(self) -> None:
        self.clear()
        self.changed.emit()
