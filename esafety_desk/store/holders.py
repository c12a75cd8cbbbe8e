"""Who holds which key slot: kept inside the encrypted desk, since the header beside it may name nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from esafety_desk.records.base import PersonId
from esafety_desk.store.header import Slot
from esafety_desk.store.tables import KEY_SLOT


@dataclass(frozen=True, slots=True)
class Holder:
    """One key slot. ``removed_at`` is set once it was taken away; its name is never given again."""

    slot: str
    person_id: PersonId | None
    public: str
    since: datetime
    removed_at: datetime | None = None


def read(connection: sa.Connection) -> dict[str, Holder]:
    """Every slot there is and was, by name, in the order they came."""
    found = connection.execute(sa.select(KEY_SLOT).order_by(KEY_SLOT.c.since, KEY_SLOT.c.slot))
    return {row.slot: Holder(**row._mapping) for row in found}


def keep(connection: sa.Connection, slot: Slot, person: PersonId | None, now: datetime) -> None:
    """Remember whose ``slot`` is; a new pair of keys of a slot that stands already takes its place."""
    row = {"slot": slot.name, "person_id": person, "public": slot.public, "since": now, "removed_at": None}
    again = {"public": slot.public, "removed_at": None} | ({"person_id": person} if person else {})
    connection.execute(
        insert(KEY_SLOT).values(row).on_conflict_do_update(index_elements=["slot"], set_=again)
    )


def remove(connection: sa.Connection, names: Iterable[str], now: datetime) -> None:
    """Remember that these slots open the desk no more."""
    gone = sa.update(KEY_SLOT).where(KEY_SLOT.c.slot.in_(list(names)))
    connection.execute(gone.values(removed_at=now))


def strangers(known: Iterable[Holder], slots: Iterable[Slot]) -> tuple[str, ...]:
    """Names of slots in the header that the desk did not put there, or whose key it does not know."""
    standing = {holder.slot: holder.public for holder in known if holder.removed_at is None}
    return tuple(slot.name for slot in slots if slot.public and standing.get(slot.name) != slot.public)
