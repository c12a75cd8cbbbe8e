"""What stands in a register's place where its list shows nothing: what it is for, or the filters to clear."""

from __future__ import annotations

from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.registers.declaration import RegisterView


class EmptyList(EmptyState):
    """``step_asked`` asks for the first record, or for the filters to be cleared."""

    def __init__(self, view: RegisterView) -> None:
        super().__init__(view.name, "", name="action.first-step")
        self._view = view

    def show_for(self, is_filtered: bool) -> None:
        """Say why nothing shows."""
        view = self._view
        if is_filtered:
            self.say(f"No {view.singular} fits these filters", "", "Clear the filters", icon="filter")
        else:
            title = view.register.title.lower()
            self.say(f"No {title} yet", view.purpose, view.first_step, icon=view.name)
