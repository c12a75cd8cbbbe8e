"""One way back for whatever can be undone: each act's opposite knows which verb takes it back."""

from __future__ import annotations

from typing import Any

from esafety_desk.services import import_acts, keeping, people_merging, retaining, viewing
from esafety_desk.services.import_acts import Brought, TakenBack
from esafety_desk.services.keeping import Saved, Undo, Work
from esafety_desk.services.people_merging import Apart, Merged
from esafety_desk.services.retaining import Decided, DecisionBefore
from esafety_desk.services.viewing import Kept, ViewsBefore

Opposite = Undo | Brought | Apart | ViewsBefore | DecisionBefore


def undo(work: Work, undone: Opposite) -> Saved[Any] | TakenBack | Merged | Kept | Decided:
    """Take an act back. Raises KnownError where what it did has changed since."""
    if isinstance(undone, Brought):
        return import_acts.take_back(work, undone.batch)
    if isinstance(undone, Apart):
        return people_merging.unmerge(work, undone.duplicate)
    if isinstance(undone, ViewsBefore):
        return viewing.back(work, undone)
    if isinstance(undone, DecisionBefore):
        return retaining.back(work, undone)
    return keeping.undo(work, undone)
