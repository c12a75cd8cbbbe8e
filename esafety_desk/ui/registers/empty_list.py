"""What stands in a register's place where its list shows nothing: what it is for, or the filters to clear."""

from __future__ import annotations

from PySide6.QtCore import Signal

from esafety_desk.ui.kit.basics import button
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.registers.declaration import RegisterView


class EmptyList(EmptyState):
    """``step_asked`` asks for the first record, or for the filters to be cleared; ``files_asked`` for a file."""

    files_asked = Signal()

    def __init__(self, view: RegisterView) -> None:
        super().__init__(view.name, "", name="action.first-step")
        self._view = view
        self._files = button(
            "Bring in from a file", "link", name="action.first-files", on_click=self.files_asked.emit
        )
        self.add_beneath_step(self._files)

    def show_for(self, is_filtered: bool) -> None:
        """Say why nothing shows."""
        view = self._view
        self._files.setVisible(view.comes_in_files and not is_filtered)
        if is_filtered:
            self.say(f"No {view.singular} fits these filters", "", "Clear the filters", icon="filter")
        else:
            self.say(f"No {view.singular} yet", view.purpose, view.first_step, icon=view.name)
