"""Who can open the desk: deputies added, passphrases and the recovery key changed, each with its line in the audit."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from esafety_desk.host.errors import BadUsage, CannotWrite
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import proving
from esafety_desk.services.proving import Proven
from esafety_desk.store import audit, header, holders, keyslots, lookups, recovery_key, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.header import Header, Note
from esafety_desk.store.keyslots import FLOOR, LEADER_SLOT, RECOVERY, RECOVERY_SLOT, Cost
from esafety_desk.store.lists import ListQuery
from esafety_desk.store.lists import ids as ids_of

_DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """One key as a person reads it. ``name`` is of the person it belongs to, empty where nobody is named."""

    slot: str
    title: str
    name: str
    is_recovery: bool
    since: datetime | None


def who_can_open(desk: Desk) -> tuple[KeyHolder, ...]:
    """Every key that opens the desk now, the leader's first, the recovery key last."""
    head = header.read(desk.folder)
    with desk.reading() as connection:
        known = holders.read(connection)
        people = {holder.person_id for holder in known.values() if holder.person_id is not None}
        names = {key: person.full_name for key, person in lookups.people(connection, people).items()}
    found = []
    for slot in sorted(
        head.slots, key=lambda slot: (slot.kind == RECOVERY, slot.name != LEADER_SLOT, slot.name)
    ):
        holder = known.get(slot.name)
        name = names.get(holder.person_id or PersonId(0), "") if holder else ""
        since = holder.since if holder else None
        found.append(KeyHolder(slot.name, title_of(slot.name), name, slot.kind == RECOVERY, since))
    return tuple(found)


def possible_deputies(desk: Desk) -> tuple[tuple[PersonId, str], ...]:
    """Staff in post who have no key yet, by name."""
    staff = ListQuery(PEOPLE, choices={"kind": frozenset({PersonKind.STAFF.value})})
    with desk.reading() as connection:
        found = rows.read(connection, PEOPLE, ids_of(connection, staff)).values()
        known = holders.read(connection).values()
    taken = {int(holder.person_id or 0) for holder in known if holder.removed_at is None}
    people = [
        one
        for one in found
        if isinstance(one, Person) and one.left_on is None and int(one.id or 0) not in taken
    ]
    return tuple(
        (PersonId(one.id or 0), one.full_name) for one in sorted(people, key=lambda one: one.full_name)
    )


def title_of(slot: str) -> str:
    """A slot's name as a person reads it: "E-safety leader", "Deputy 2", "Recovery key"."""
    if slot.startswith(f"{_DEPUTY}-"):
        return f"Deputy {slot.removeprefix(f'{_DEPUTY}-')}"
    return {LEADER_SLOT: "E-safety leader", RECOVERY_SLOT: "Recovery key"}.get(slot, slot.capitalize())


def add_deputy(
    desk: Desk, mine: str, person: PersonId, passphrase: str, *, now: datetime, cost: Cost = FLOOR
) -> str:
    """Let ``person`` open the desk with ``passphrase``; ``mine`` proves who lets them. Returns the slot's name."""
    head, proven = _proven(desk, mine, cost)
    with desk.reading() as connection:
        known = holders.read(connection)
        if person not in lookups.people(connection, [person]):
            raise BadUsage("Choose someone whom the desk knows. Enter them under People first.")
    if any(holder.person_id == person and holder.removed_at is None for holder in known.values()):
        raise BadUsage("This person has a key already. Change it, or take it away first.")
    number = 1 + sum(name.startswith(f"{_DEPUTY}-") for name in {*known, *(slot.name for slot in head.slots)})
    slot = keyslots.passphrase_slot(f"{_DEPUTY}-{number}", head.desk, proven.data_key, passphrase, cost)
    _write(
        desk,
        head,
        head.with_slot(slot),
        proven,
        Note(now.isoformat(), proven.slot, "key added", slot.name, person),
    )
    return slot.name


def change_passphrase(desk: Desk, old: str, new: str, *, now: datetime, cost: Cost = FLOOR) -> None:
    """A new passphrase, and a new pair of keys, for the slot that ``old`` opens. Raises WrongPassphrase."""
    head = header.read(desk.folder)
    proven = proving.by_passphrase(head, old, cost)
    slot = keyslots.passphrase_slot(proven.slot, head.desk, proven.data_key, new, cost)
    _write(
        desk,
        head,
        head.with_slot(slot),
        proven,
        Note(now.isoformat(), proven.slot, "passphrase changed", slot.name, 0),
    )


def set_passphrase(desk: Desk, recovery: str, new: str, *, now: datetime, cost: Cost = FLOOR) -> None:
    """Give the leader a new passphrase by the recovery key. Raises WrongRecoveryKey."""
    head = header.read(desk.folder)
    proven = proving.by_recovery_key(head, recovery)
    slot = keyslots.passphrase_slot(LEADER_SLOT, head.desk, proven.data_key, new, cost)
    verb = "passphrase set by recovery key"
    _write(desk, head, head.with_slot(slot), proven, Note(now.isoformat(), proven.slot, verb, slot.name, 0))


def renew_recovery_key(desk: Desk, mine: str, spelt: str, *, now: datetime, cost: Cost = FLOOR) -> None:
    """Put the recovery key ``spelt``, already written down, in place of the old one. Raises WrongPassphrase."""
    head, proven = _proven(desk, mine, cost)
    slot = keyslots.recovery_slot(RECOVERY_SLOT, head.desk, proven.data_key, recovery_key.read(spelt))
    verb = "recovery key renewed"
    _write(desk, head, head.with_slot(slot), proven, Note(now.isoformat(), proven.slot, verb, slot.name, 0))


def settle(desk: Desk, data_key: bytes) -> None:
    """Bring what was done to the keys into the audit chain, where a crash left it only in the header."""
    head = header.read(desk.folder)
    for note in head.notes:
        _take_over(desk, head, note, data_key)
    if head.notes:
        with suppress(CannotWrite):  # what stays noted is found in the chain next time, and not written twice
            header.write(desk.folder, replace(head, notes=()))


def begin_roster(desk: Desk, head: Header, now: datetime) -> None:
    """In a desk from before slots had holders: remember the slots there are."""
    with desk.sketching() as connection:
        if not holders.read(connection):
            for slot in head.slots:
                holders.keep(connection, slot, None, now)


def _proven(desk: Desk, typed: str, cost: Cost) -> tuple[Header, Proven]:
    head = header.read(desk.folder)
    return head, proving.by_either(head, typed, cost)


def _write(desk: Desk, old: Header, new: Header, proven: Proven, note: Note) -> None:
    """Write the header, with a note of the act, then the audit line; a crash in between loses neither.

    Where the line cannot be written, the old header returns.
    """
    noted = replace(note, mac=keyslots.proof(proven.data_key, new.desk, note))
    header.write(desk.folder, replace(new, notes=(*old.notes, noted)))
    try:
        settle(desk, proven.data_key)
    except BaseException:
        header.write(desk.folder, old)
        raise


def _take_over(desk: Desk, head: Header, note: Note, data_key: bytes) -> None:
    slot, is_ours = head.slot(note.slot), note.mac == keyslots.proof(data_key, head.desk, note)
    if not is_ours:
        return  # whoever wrote it had no key: the strangers' check tells what else they did
    at = datetime.fromisoformat(note.at)
    with desk.writing(note.actor, at) as unit:
        if audit.has_line(unit.connection, note.verb, note.slot, note.at):
            return
        if slot is not None:
            holders.keep(unit.connection, slot, PersonId(note.person) or None, at)
        unit.witness(note.verb, note.slot, (note.at,))
