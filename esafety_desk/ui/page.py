"""What the shell asks of every page it shows; a page answers what concerns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from esafety_desk.services.viewing import ListView


class Page(QWidget):
    """One place of the rail. Each of these does nothing unless a page says otherwise."""

    @property
    def in_view(self) -> Page:
        """The page a person looks at: this one, or the chosen tab of a place that holds several."""
        return self

    def choose(self, name: str) -> None:
        """Show the tab of that name, where there are tabs."""

    def show_record(self, record_id: int) -> None:
        """Bring the record with this id into view."""

    def begin_new(self) -> None:
        """Ctrl+N: start a new record."""

    def begin_new_with(self, values: dict) -> None:
        """Start a new record with some of its values filled in."""

    def show_only(self, told: str, ids: frozenset) -> None:
        """Show the records with these ids alone, which ``told`` says in a few words."""

    def show_view(self, view: ListView) -> None:
        """Show the list in this view, where the page has a list."""

    def find(self) -> None:
        """Ctrl+F: put the cursor into the page's filter."""

    def save(self) -> None:
        """Ctrl+S: save what is being edited."""

    def step_back(self) -> bool:
        """Esc: leave the innermost thing; False if there was nothing to leave."""
        return False

    def flush(self) -> None:
        """Keep what is half-typed; called before the desk locks or closes."""

    def refresh(self) -> None:
        """Read anew: called when the page comes into view."""
