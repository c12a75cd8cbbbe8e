"""Erasing and anonymising, so that nothing of a record is left in the desk but a certificate of the act."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from esafety_desk.host.errors import CannotWrite, KnownError
from esafety_desk.policy.anonymising import stand_in, with_others, without_words
from esafety_desk.records.attachment import Attachment, Seal
from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.facts import facts
from esafety_desk.records.registers import ATTACHMENTS, NOTES, REGISTERS
from esafety_desk.services.keeping import Work
from esafety_desk.store import (
    audit,
    backup_places,
    erased,
    erasing,
    generations,
    hanging,
    holders,
    list_views,
    lookups,
    retention,
    rows,
)
from esafety_desk.store.engine import Connection
from esafety_desk.store.erased import Act, Marks
from esafety_desk.store.hanging import Link
from esafety_desk.store.retention import Erasure
from esafety_desk.store.unit import Unit, linked_people

_OLD_COPIES = "backups"
"""Where the first versions of the program kept a copy of the desk from before an upgrade."""
_BACKUPS_LIVE = timedelta(days=366)
_WORDS_ALONE = frozenset({NOTES.name, ATTACHMENTS.name})
"""Registers of which nothing is left once the words have gone."""


class Ground(StrEnum):
    """Why something was erased: a choice and not a text, since the certificate may name nobody."""

    PERIOD_OVER = "The period it is kept for is over"
    ASKED = "The person concerned, or their family, asked for it"
    IN_ERROR = "It was entered in error"
    TOLD = "A court, the regulator or the authority required it"


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing would do, by references. ``in_the_way``: sentences that say why it cannot be done."""

    going: tuple[str, ...]
    losing_a_link: tuple[str, ...]
    in_the_way: tuple[str, ...]


def plan(work: Work, ids: Collection[int]) -> Plan:
    """What erasing these records would take with it."""
    with work.desk.reading() as connection:
        going = hanging.going_with(connection, ids)
        behind = {link.id for link in hanging.left_behind(connection, going)}
        return Plan(
            tuple(erasing.references(connection, going)),
            tuple(erasing.references(connection, behind)),
            tuple(_in_the_way(connection, going)),
        )


def erase(work: Work, ids: Collection[int], ground: Ground) -> Erasure:
    """Erase these records and all that hangs on them. Raises KnownError where something is in the way."""
    return _done(work, ids, ground, Act.ERASED)


def anonymise(work: Work, ids: Collection[int], ground: Ground) -> Erasure:
    """Keep kinds, days and numbers of these records for statistics, and erase every word and link to a person."""
    return _done(work, ids, ground, Act.ANONYMISED)


def erasures(work: Work) -> tuple[Erasure, ...]:
    """Every erasure there was, newest first."""
    with work.desk.reading() as connection:
        return retention.erasures(connection)


def erase_again(work: Work, listed: Marks) -> int:
    """In a desk that was restored: take out what is on the erase list. Returns how many records that were."""
    with work.desk.writing(work.actor, work.now) as unit:
        known = erased.read(unit.connection)
        found = erased.found(unit.connection, listed)
        if found:
            erasing.prepare(unit)
            _take_out(unit, found)
            erasing.finish(unit)
        erased.add(unit.connection, {k: act for k, act in listed.items() if k not in known}, 0)
    if found:
        work.desk.compact()
    return len(found)


def _done(work: Work, ids: Collection[int], ground: Ground, act: Act) -> Erasure:
    _forget_older_desks(work)
    with work.desk.writing(work.actor, work.now) as unit:
        going = hanging.going_with(unit.connection, ids)
        stopped = _in_the_way(unit.connection, going, act)
        if stopped:
            raise KnownError(stopped[0])
        references = erasing.references(unit.connection, going)
        marks = _marks(unit.connection, going, act)
        erasing.prepare(unit)
        _take_out(unit, dict.fromkeys(going, act))
        erasing.finish(unit)
        certificate = _certified(unit, work, act, ground, references)
        erased.add(unit.connection, marks, certificate.id)
    erased.write_file(work.desk.home, marks)
    work.desk.compact()
    return certificate


def _take_out(unit: Unit, found: Mapping[int, Act]) -> None:
    """Erase or anonymise; what holds nothing but words goes either way, and half-typed forms about it."""
    people = lookups.people(unit.connection, [PersonId(key) for key in found]).values()
    whole = [person.full_name for person in people if " " in person.full_name]
    erasing.drop_drafts(unit.connection, list(found), whole)
    list_views.forget(
        unit.connection, [f"{one.given_name} {one.known_as} {one.family_name}" for one in people]
    )
    kept_in = lookups.registers_of(unit.connection, list(found))
    going = {key for key, act in found.items() if act is Act.ERASED or kept_in.get(key, "") in _WORDS_ALONE}
    going = hanging.going_with(unit.connection, going)
    needed = {link.target for link in _needing(unit.connection, going)}
    for register in REGISTERS.values():
        mine = [key for key in found if kept_in.get(key) == register.name and key not in going - needed]
        for record in rows.read(unit.connection, register, mine).values():
            _make_nameless(unit, record)
    erasing.erase(unit, going - needed)


def _make_nameless(unit: Unit, record: Record) -> None:
    people = lookups.people(unit.connection, linked_people(record))
    instead = {
        key: PersonId(unit.add(stand_in(person), verb="stands in").id or 0) for key, person in people.items()
    }
    erasing.replace(unit, without_words(with_others(record, instead)), Act.ANONYMISED.value)


def _marks(connection: Connection, going: Collection[int], act: Act) -> dict[str, Act]:
    kept_in = lookups.registers_of(connection, going)
    words = {key for key in going if act is Act.ERASED or kept_in[key] in _WORDS_ALONE}
    return erasing.marks(connection, set(going) - words, act) | erasing.marks(connection, words, Act.ERASED)


def _in_the_way(connection: Connection, going: Collection[int], act: Act = Act.ERASED) -> list[str]:
    """Why these records may not go now, each with what to do first."""
    found: list[str] = []
    if held := retention.held(connection, going):
        named = _listed(connection, held)
        found.append(f"{named} is held. Release the hold first.")
    files = rows.read(connection, ATTACHMENTS, going).values()
    if any(isinstance(file, Attachment) and file.seal is Seal.SEALED for file in files):
        found.append("A file is sealed. A designated safeguarding lead releases or destroys it first.")
    keys = {holder.person_id for holder in holders.read(connection).values() if holder.removed_at is None}
    if keys & set(going):
        found.append("This person holds a key to the desk. Take the key away first.")
    if act is Act.ERASED:
        needing = _needing(connection, going)
        if needing:
            found.append(
                f"{_listed(connection, {link.id for link in needing})} cannot do without this person. "
                "Erase that first, or anonymise the person."
            )
    return found


def _needing(connection: Connection, going: Collection[int]) -> list[Link]:
    """Links of records that stay, and that their own rules do not let them be without."""
    return [
        link
        for link in hanging.left_behind(connection, going)
        if link.is_needed or _breaks_without(connection, link)
    ]


def _breaks_without(connection: Connection, link: Link) -> bool:
    record = next(iter(rows.read(connection, link.register, [link.id]).values()))
    if facts(type(record))[link.field].part is not None:
        return False
    cut = record.model_copy(update={link.field: None})
    return link.field in cut.rule_problems().keys() - record.rule_problems().keys()


def _listed(connection: Connection, ids: Collection[int]) -> str:
    references = erasing.references(connection, ids)
    more = len(references) - 3
    return ", ".join(references[:3]) + (f" and {more} more" if more > 0 else "")


def _certified(unit: Unit, work: Work, act: Act, ground: Ground, references: Sequence[str]) -> Erasure:
    head = audit.head(unit.connection)
    has_backups = any(place.last_at for place in backup_places.read(unit.connection))
    until: date | None = work.today + _BACKUPS_LIVE if has_backups else None
    known = (work.now, work.actor, act.value, ground.value, tuple(references), until)
    number = retention.keep_erasure(unit.connection, Erasure(0, *known, head.sequence, head.short_hash))
    return Erasure(number, *known, head.sequence, head.short_hash)


def _forget_older_desks(work: Work) -> None:
    """Remove the generations this desk replaced: they hold what is about to go. Raises CannotWrite."""
    generations.tidy(work.desk.home, keep=0)
    shutil.rmtree(work.desk.home / _OLD_COPIES, ignore_errors=True)
    if generations.replaced(work.desk.home) or (work.desk.home / _OLD_COPIES).exists():
        raise CannotWrite(
            "An older copy of the desk cannot be removed, so nothing was erased. "
            "Close what may be reading it, and try again."
        )
