"""A new data key for the whole desk: when a key is taken away, or somebody may know what they should not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from esafety_desk.host.errors import BadUsage, DamagedHeader, KnownError
from esafety_desk.services import proving
from esafety_desk.services.proving import Proven
from esafety_desk.store import engine, generations, header, holders, keyslots, rekeying
from esafety_desk.store.desk import Desk
from esafety_desk.store.header import Header, Slot
from esafety_desk.store.keyslots import FLOOR, PASSPHRASE, Cost

_STRANGER = (
    "The key file desk.keys was changed outside the program. "
    "Restore it from a backup before the data key is rotated."
)


def remove(desk: Desk, mine: str, name: str, *, now: datetime, cost: Cost = FLOOR) -> None:
    """Take the key of ``name`` away and rotate the data key, so that a header kept from before opens nothing.

    Closes the desk. Raises BadUsage where nobody could open the desk with a passphrase any more.
    """
    head = header.read(desk.folder)
    if head.slot(name) is None:
        raise BadUsage("There is no such key. See who can open the desk.")
    if not any(slot.kind == PASSPHRASE and slot.name != name for slot in head.slots):
        raise BadUsage("One passphrase has to stay. Add a deputy first.")
    _rotate(desk, partial(proving.by_either, typed=mine, floor=cost), name, now)


def rotate(desk: Desk, mine: str, *, now: datetime, cost: Cost = FLOOR) -> None:
    """Encrypt the whole desk under a new data key; passphrases and recovery key stay. Closes the desk."""
    _rotate(desk, partial(proving.by_either, typed=mine, floor=cost), "", now)


def _rotate(desk: Desk, prove: Callable[[Header], Proven], removed: str, now: datetime) -> None:
    """The copy takes over at one stroke, once it was opened by the same hand with its new key and read over."""
    head = header.read(desk.folder)
    proven, slots = prove(head), tuple(slot for slot in head.slots if slot.name != removed)
    _refuse_strangers(desk, slots)
    new_key = keyslots.new_data_key()
    sealed = tuple(keyslots.resealed(slot, head.desk, new_key) for slot in slots)
    with generations.succession(desk.home) as aside:
        rekeying.copy(desk, aside / engine.FILE_NAME, new_key)
        header.write(aside, Header(head.desk, sealed, head.failed_unlocks))
        copied = Desk(aside, engine.open_engine(aside / engine.FILE_NAME, new_key))
        try:
            rekeying.check_same(desk, copied)
            _witness_rotation(copied, proven.slot, removed, now)
        finally:
            copied.close()
        if proven.slot != removed and prove(header.read(aside)).data_key != new_key:
            raise DamagedHeader
    desk.close()
    generations.tidy(desk.home, keep=0)  # a generation that the old key opens must not stay


def _witness_rotation(copied: Desk, actor: str, removed: str, now: datetime) -> None:
    with copied.writing(actor, now) as unit:
        if removed:
            holders.remove(unit.connection, [removed], now)
            unit.witness("key removed", removed)
        unit.witness("data key rotated")


def _refuse_strangers(desk: Desk, slots: tuple[Slot, ...]) -> None:
    with desk.reading() as connection:
        known = holders.read(connection).values()
    if holders.strangers(known, slots):
        raise KnownError(_STRANGER)
    if not all(slot.public for slot in slots):
        raise KnownError(
            "Make a new recovery key first: the present one is of an older kind, which cannot be carried over."
        )
