"""Named views of the lists: kept, changed, renamed and dropped, each with its opposite."""

from __future__ import annotations

from dataclasses import dataclass, replace

from esafety_desk.host.errors import KnownError
from esafety_desk.records.names import folded
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.store import list_views
from esafety_desk.store.desk import Desk
from esafety_desk.store.list_views import ListView

__all__ = ["CHANGED", "Kept", "ListView", "ViewsBefore", "back", "drop", "keep", "views"]

CHANGED = frozenset({"views"})
"""What listeners hear when views changed."""
LONGEST = 60


@dataclass(frozen=True, slots=True)
class ViewsBefore:
    """What takes an act on views back: all views of the register as they were, and as the act left them."""

    register: str
    before: tuple[ListView, ...]
    after: tuple[ListView, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an act on views did; ``view`` is the one it was about, None where that is gone."""

    view: ListView | None
    message: str
    undo: ViewsBefore | None
    changed: frozenset[str] = CHANGED


def views(desk: Desk, register: str = "") -> tuple[ListView, ...]:
    """The views of one register, or of all, by the alphabet."""
    with desk.reading() as connection:
        return _of(list_views.read(connection), register)


def keep(work: Work, view: ListView) -> Kept:
    """Keep a view under its name. Raises Refused where it has none, or another view of the list bears it."""
    view = replace(view, name=view.name.strip())
    if not view.name:
        raise Refused({"name": "Give the view a name."}, {})
    if len(view.name) > LONGEST:
        raise Refused({"name": f"A name has at most {LONGEST} letters."}, {})
    with work.desk.sketching() as connection:
        before = _of(list_views.read(connection), view.register)
        if any(folded(one.name) == folded(view.name) and one.id != view.id for one in before):
            raise Refused({"name": "Another view of this list has that name."}, {})
        kept = list_views.keep(connection, view)
        after = _of(list_views.read(connection), view.register)
    return Kept(kept, f"View “{kept.name}” kept.", ViewsBefore(view.register, before, after))


def drop(work: Work, view: ListView) -> Kept:
    """Forget a view."""
    with work.desk.sketching() as connection:
        before = _of(list_views.read(connection), view.register)
        list_views.drop(connection, view.id or 0)
        after = _of(list_views.read(connection), view.register)
    return Kept(None, f"View “{view.name}” gone.", ViewsBefore(view.register, before, after))


def back(work: Work, undone: ViewsBefore) -> Kept:
    """Put the views of a register back as they were. Raises KnownError where they have changed since."""
    with work.desk.sketching() as connection:
        if _of(list_views.read(connection), undone.register) != undone.after:
            raise KnownError("The views have changed since, so this cannot be undone.")
        for view in undone.after:
            list_views.drop(connection, view.id or 0)
        for view in undone.before:
            list_views.keep(connection, view)
    return Kept(None, "The views are as they were before.", None)


def _of(found: tuple[ListView, ...], register: str) -> tuple[ListView, ...]:
    return tuple(view for view in found if register in ("", view.register))
