"""A meeting: the issued reports it may look at, the actions without their words, and the minutes that come of it.

``end`` asks for the passphrase again, since whoever stands at the screen may not be who opened the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.policy.meeting import Minutes, OpenAction, as_actions, role_of
from esafety_desk.policy.narrative import Narrative
from esafety_desk.records.action import Action
from esafety_desk.records.base import Record
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.registers import ACTIONS, PEOPLE, REGISTERS
from esafety_desk.services import archive, keeping, narrating, proving
from esafety_desk.services.keeping import Saved, Undo, Work
from esafety_desk.store import action_counts, drafts, header, lookups, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.issued import IssuedReport
from esafety_desk.store.keyslots import FLOOR, Cost
from esafety_desk.store.lists import ListQuery
from esafety_desk.store.lists import ids as ids_of

FORM = "meeting:minutes"
"""The name that minutes half-taken are kept by."""
_MINUTES = TypeAdapter(Minutes)


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """What a meeting has before it: the reports that can be shown, the one that is, and the actions open now."""

    choices: tuple[IssuedReport, ...]
    chosen: IssuedReport | None
    report: GovernorReport | None
    content: bytes
    actions: tuple[OpenAction, ...]


def prepared(desk: Desk, today: date, number: int | None = None) -> OnTheTable:
    """The report of that number, else the newest standard edition, with all that can be chosen instead."""
    choices = archive.issued(desk)
    standard = (one for one in choices if one.edition == Edition.STANDARD)
    chosen = next((one for one in choices if one.id == number), None) or next(standard, None)
    return OnTheTable(
        choices,
        chosen,
        archive.report_of(chosen) if chosen else None,
        archive.content(desk, chosen.id) if chosen else b"",
        open_actions(desk, today),
    )


def open_actions(desk: Desk, today: date) -> tuple[OpenAction, ...]:
    """Open actions on the school's own work, the first due first; their words stay where they are.

    Actions that follow from someone's conduct are left out: their number is a protected figure.
    """
    with desk.reading() as connection:
        found = action_counts.open_on_own_work(connection)
        owners = {one.owner_id for one in found if one.owner_id is not None}
        people = lookups.people(connection, owners)
    return tuple(
        OpenAction(
            one.reference,
            role_of(people.get(one.owner_id) if one.owner_id is not None else None, today),
            one.due_on,
            REGISTERS[one.about].singular if one.about else "",
        )
        for one in found
    )


def names_someone(desk: Desk, text: str) -> bool:
    """Whether ``text`` names anybody of the desk, so far as a name can tell."""
    return bool(narrating.names_found(desk, Narrative(decisions=(text,))))


def as_draft(minutes: Minutes) -> dict[str, Any]:
    """The minutes as a draft keeps them."""
    values: dict[str, Any] = _MINUTES.dump_python(minutes, mode="json")
    return values


def from_draft(values: Mapping[str, Any]) -> Minutes:
    """The minutes that a draft holds; none where another version of the program wrote it."""
    try:
        return _MINUTES.validate_python(dict(values))
    except ValidationError:
        return Minutes()


def end(work: Work, passphrase: str, minutes: Minutes, floor: Cost = FLOOR) -> Saved[Record] | None:
    """Keep the minutes in the register of actions, in one unit of work, and end the meeting.

    None where no minutes were taken. ``passphrase`` may be the recovery key too, for whoever has forgotten.
    Raises WrongPassphrase.
    """
    proving.by_either(header.read(work.desk.folder), passphrase, floor)
    if not minutes:
        _forget_minutes(work.desk)
        return None
    with work.desk.writing(work.actor, work.now) as unit:
        found = as_actions(minutes, _adults(unit.connection), work.today)
        kept = [keeping.keep(unit, one, work.today) for one in found]
        drafts.drop(unit.connection, FORM)
        undos = [_undo(one, unit.digest(one.id or 0)) for one in kept]
    undo = Undo(undos[0].register, undos[0].id, None, undos[0].digest, also=tuple(undos[1:]))
    said = f"The meeting has ended. {minutes.told()} kept under Actions."
    return Saved(kept[0], frozenset(unit.changed), said, undo)


def _adults(connection: Connection) -> list[Person]:
    """Everyone who may hold a role."""
    kinds = frozenset({PersonKind.STAFF.value, PersonKind.GOVERNOR.value})
    found = ids_of(connection, ListQuery(PEOPLE, choices={"kind": kinds}))
    return [one for one in rows.read(connection, PEOPLE, found).values() if isinstance(one, Person)]


def _undo(kept: Action, digest: bytes) -> Undo:
    return Undo(ACTIONS.name, kept.id or 0, None, digest)


def _forget_minutes(desk: Desk) -> None:
    with desk.sketching() as connection:
        drafts.drop(connection, FORM)
