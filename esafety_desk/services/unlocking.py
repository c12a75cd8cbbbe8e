"""Making a desk, and the ways into it that ``getting_in`` gives."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from esafety_desk.host.errors import BadUsage, CannotWrite
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld
from esafety_desk.records.school import School
from esafety_desk.services import beginnings, entering
from esafety_desk.services.getting_in import unlock, unlock_with_recovery_key
from esafety_desk.services.passphrases import passphrase_problem, suggest_passphrase
from esafety_desk.store import audit, engine, generations, header, holders, keyslots, migrating, recovery_key
from esafety_desk.store.desk import Desk
from esafety_desk.store.header import Header, Slot
from esafety_desk.store.keyslots import FLOOR, Cost
from esafety_desk.store.migrations import HEAD

__all__ = [
    "Created", "NewLeader", "create_desk", "desk_exists", "new_recovery_key",
    "passphrase_problem", "suggest_passphrase", "unlock", "unlock_with_recovery_key",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewLeader:
    """The e-safety leader who sets up the desk."""

    given_name: str
    family_name: str


@dataclass(frozen=True, slots=True)
class Created:
    """A new desk, open, and the recovery key that is never shown again."""

    desk: Desk
    recovery_key: str


def desk_exists(folder: Path) -> bool:
    """Whether ``folder`` holds a desk, whole or in part: then none is set up over it."""
    return generations.exists(folder)


def new_recovery_key() -> str:
    """A fresh recovery key as it is written on paper."""
    return recovery_key.spelt(recovery_key.new_secret())


def create_desk(
    folder: Path,
    school: School,
    leader: NewLeader,
    passphrase: str,
    *,
    now: datetime,
    recovery: str = "",
    cost: Cost = FLOOR,
) -> Created:
    """Set up a desk in ``folder``, built aside and moved in whole: a failure leaves nothing behind.

    ``recovery`` is a key made by ``new_recovery_key`` and already written down. Raises BadUsage where a desk
    stands there already, CannotWrite where the disk refuses.
    """
    if desk_exists(folder):
        raise BadUsage("There is a desk in this folder already. Open it, or choose another folder.")
    entering.refuse_unsafe(folder)
    recovery = recovery or new_recovery_key()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = folder if folder.is_dir() else folder.parent  # on the same disk, so that moving in is quick
        with tempfile.TemporaryDirectory(prefix=".desk-", dir=beside) as aside:
            _build(Path(aside), school, leader, passphrase, recovery, now, cost)
            _move_in(Path(aside), folder)
    except OSError as error:
        raise CannotWrite from error
    return Created(unlock(folder, passphrase, now=now, floor=cost), recovery)


def _build(
    aside: Path, school: School, leader: NewLeader, passphrase: str, recovery: str, now: datetime, cost: Cost
) -> None:
    name, data_key = secrets.token_hex(8), keyslots.new_data_key()
    slots = (
        keyslots.passphrase_slot(keyslots.LEADER_SLOT, name, data_key, passphrase, cost),
        keyslots.recovery_slot(keyslots.RECOVERY_SLOT, name, data_key, recovery_key.read(recovery)),
    )
    with engine.known_failures():
        opened = engine.open_engine(aside / engine.FILE_NAME, data_key, create=True)
        migrating.run(opened, HEAD)
        desk = Desk(aside, opened)
        with desk.writing(keyslots.LEADER_SLOT, now) as unit:
            audit.begin_chain(unit.connection)
            unit.add(school)
            person = unit.add(_leader(leader, school, now.date()))
            for slot in slots:
                holders.keep(unit.connection, slot, _holder(slot, person), now)
            beginnings.complete(unit)
        desk.close()
    header.write(aside, Header(name, slots))


def _leader(leader: NewLeader, school: School, today: date) -> Person:
    since = min((term.starts_on for term in school.terms), default=today)
    return Person(
        kind=PersonKind.STAFF,
        given_name=leader.given_name,
        family_name=leader.family_name,
        roles=(
            RoleHeld(role=Role.ESAFETY_LEADER, since=min(since, today)),
            RoleHeld(role=Role.SOCIAL_TEAM, since=min(since, today)),
        ),
    )


def _holder(slot: Slot, leader: Person) -> PersonId | None:
    return PersonId(leader.id or 0) if slot.name == keyslots.LEADER_SLOT else None


def _move_in(aside: Path, folder: Path) -> None:
    # The header goes last: a folder without it is not yet a desk that asks for a passphrase.
    folder.mkdir(exist_ok=True)
    try:
        for name in (engine.FILE_NAME, header.FILE_NAME):
            shutil.move(aside / name, folder / name)
    except OSError:
        (folder / engine.FILE_NAME).unlink(
            missing_ok=True
        )  # half a desk would stand in the way of a whole one
        raise
