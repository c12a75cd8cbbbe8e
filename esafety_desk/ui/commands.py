"""What can be done from anywhere: every page to go to, every kind of new record, and the acts of the whole window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from esafety_desk.ui.places import KEYED, PLACES, Place, Tab
from esafety_desk.ui.registers.declarations import VIEWS
from esafety_desk.ui.session import Session

_UNOFFERED = frozenset({"notes"})


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do or a page to go to, by its name."""

    title: str
    icon: str
    keys: str
    act: Callable[[], object]


def commands(
    session: Session,
    go: Callable[[str], object],
    lock: Callable[[], object],
    help: Callable[[], object],
    meet: Callable[[], object],
) -> tuple[Command, ...]:
    """Every page, every kind of new record, the meeting view, help and locking."""
    news = [
        Command(f"New {view.singular}", view.name, "", partial(session.draft_asked.emit, view.name, {}))
        for view in VIEWS.values()
        if view.name not in _UNOFFERED
    ]
    pages = [_going(place, tab, go) for place in PLACES for tab in place.tabs or (Tab(place.key, ""),)]
    return (
        *news,
        *pages,
        Command("Begin a meeting", "eye", "F11", meet),
        Command("Help for this page", "help", "F1", help),
        Command("Show me a first day", "today", "", session.first_day_asked.emit),
        Command("Lock the desk", "lock", "Ctrl+L", lock),
    )


def _going(place: Place, tab: Tab, go: Callable[[str], object]) -> Command:
    """The way to one page. Only the first page of a place has its key."""
    keys = f"Ctrl+{KEYED.index(place) + 1}" if place in KEYED and tab.key == place.key else ""
    name = f"{place.title}: {tab.title.lower()}" if tab.title else place.title
    return Command(f"Go to {name}", tab.key, keys, partial(go, tab.key))
