"""Keeping records: check, save, withdraw, undo. Each verb is one audited unit of work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.rules import Findings, Surroundings, findings
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.facts import facts, names_people
from esafety_desk.records.problems import checked
from esafety_desk.records.registers import PEOPLE, REGISTERS, register_of
from esafety_desk.services import sealing
from esafety_desk.services.surroundings import surroundings
from esafety_desk.store import drafts, entries, lookups, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import Unit

R = TypeVar("R", bound=Record)
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """Who does something, in which desk, at which moment."""

    desk: Desk
    actor: str
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Undo:
    """What takes a change back: the record as it was (None where it was new), and its digest since.

    ``also`` are the other changes of the same act, which are taken back with it; ``told`` says so then.
    """

    register: str
    id: int
    before: Record | None
    digest: bytes
    was_withdrawal: bool = False
    also: tuple[Undo, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Saved(Generic[R]):
    """What a verb did: the record now kept, the registers that changed, and what to tell the leader."""

    record: R
    changed: frozenset[str]
    message: str
    undo: Undo | None = None


class _Link(NamedTuple):
    """Where a record points: ``register`` is empty where any will do."""

    field: str
    id: int
    register: str


class Refused(KnownError):
    """A draft that cannot be kept as it is: ``messages`` must be mended, ``questions`` answered with yes."""

    def __init__(self, messages: Mapping[str, str], questions: Mapping[str, str]) -> None:
        super().__init__(next(iter([*messages.values(), *questions.values()]), "This cannot be kept."))
        self.messages = dict(messages)
        self.questions = dict(questions)


def load(work: Work, register_name: str, record_id: int) -> Record:
    """The record as it is kept. Raises LookupError."""
    with work.desk.reading() as connection:
        found = rows.read(connection, REGISTERS[register_name], [record_id])
    if not found:
        raise LookupError(f"no record {record_id} in {register_name}")
    return next(iter(found.values()))


def check(
    work: Work, record_type: type[Record], draft: Mapping[str, Any], confirmed: frozenset[str] = _NONE
) -> tuple[dict[str, str], dict[str, str]]:
    """What ``save`` would say of ``draft``: messages and open questions by field."""
    record, messages = checked(record_type, draft)
    if record is None:
        return messages, {}
    with work.desk.reading() as connection:
        lost = _lost_links(connection, record)
        if lost:
            return lost, {}
        found = _judged(connection, record, surroundings(connection, record, work.today))
    return found.messages, _still_asked(found, confirmed)


def save(work: Work, record: R, *, confirmed: frozenset[str] = _NONE, form: str = "") -> Saved[R]:
    """Keep ``record``: new where it has no id, changed where it has one. Drops the draft of ``form``.

    ``confirmed`` names the fields whose question was answered with yes. Raises Refused.
    """
    with work.desk.writing(work.actor, work.now) as unit:
        before = unit.get(register_of(record), record.id) if record.id is not None else None
        kept = keep(unit, record, work.today, confirmed)
        if form:
            drafts.drop(unit.connection, form)
        undo = Undo(register_of(kept).name, kept.id or 0, before, unit.digest(kept.id or 0))
    return Saved(kept, frozenset(unit.changed), f"{kept.reference} saved.", undo)


def keep(unit: Unit, record: R, today: date, confirmed: frozenset[str] = _NONE) -> R:
    """Check ``record`` by every rule and keep it, inside a unit of work that may hold more. Raises Refused."""
    if record.id is not None and _is_withdrawn(unit.connection, record.id):
        raise KnownError(f"{record.reference} is withdrawn. It can be read, but not changed.")
    lost = _lost_links(unit.connection, record)
    if lost:
        raise Refused(record.rule_problems() | lost, {})
    around = surroundings(unit.connection, record, today)
    found = _judged(unit.connection, record, around)
    messages, questions = found.messages | record.rule_problems(), _still_asked(found, confirmed)
    if messages or questions:
        raise Refused(messages, questions)
    kept = unit.add(record) if record.id is None else unit.change(record)
    sealing.after_change(unit, around.before, kept)
    return kept


def withdraw(work: Work, register_name: str, record_id: int, reason: str) -> Saved[Record]:
    """Take a record out of lists and counts. It stays in the desk, with the reason. Raises Refused."""
    if not reason.strip():
        raise Refused({"reason": "Give the reason in a few words."}, {})
    with work.desk.writing(work.actor, work.now) as unit:
        record = unit.get(REGISTERS[register_name], record_id)
        if _is_withdrawn(unit.connection, record_id):
            raise KnownError(f"{record.reference} is withdrawn already.")
        sealing.forbid_withdrawing(record)
        unit.withdraw(record, reason.strip())
        undo = Undo(register_name, record_id, record, unit.digest(record_id), was_withdrawal=True)
    return Saved(record, frozenset(unit.changed), f"{record.reference} withdrawn.", undo)


def undo(work: Work, undone: Undo) -> Saved[Record]:
    """Take a change back, as a new audited act. Raises KnownError if the record has changed since."""
    with work.desk.writing(work.actor, work.now) as unit:
        record = _take_back(unit, undone)
        for other in undone.also:
            _take_back(unit, other)
    return Saved(record, frozenset(unit.changed), undone.told or f"{record.reference} is as it was before.")


def _take_back(unit: Unit, undone: Undo) -> Record:
    record = unit.get(REGISTERS[undone.register], undone.id)
    has_changed = unit.digest(undone.id) != undone.digest
    if has_changed or _is_withdrawn(unit.connection, undone.id) != undone.was_withdrawal:
        raise KnownError(f"{record.reference} has changed since, so this cannot be undone.")
    if undone.was_withdrawal:
        unit.reinstate(record)
        return record
    sealing.forbid_undoing(record, undone.before)
    if undone.before is None:
        unit.withdraw(record, "Undone straight after it was entered.", verb="undone")
        return record
    returned = unit.change(undone.before, verb="undone")
    sealing.after_change(unit, record, returned)
    return returned


def _is_withdrawn(connection: Connection, record_id: int) -> bool:
    return entries.read(connection, record_id).withdrawn is not None


def _lost_links(connection: Connection, record: Record) -> dict[str, str]:
    """Messages for links to records the desk does not keep, or back to ``record`` itself."""
    links = list(_links(record))
    kept_in = lookups.registers_of(connection, {link.id for link in links})
    messages = {
        link.field: "This is not on the desk any more. Choose again."
        for link in links
        if not (kept_in.get(link.id) == link.register if link.register else link.id in kept_in)
    }
    about: RecordId | None = getattr(record, "about_id", None)
    if about is not None and record.id is not None and lookups.leads_back(connection, about, record.id):
        messages["about_id"] = "A record cannot be about itself. Choose another."
    return messages


def _links(record: Record) -> Iterator[_Link]:
    for name, fact in facts(type(record)).items():
        value = getattr(record, name)
        if fact.refers_to and value is not None:
            yield _Link(name, value, "" if fact.refers_to == "any" else fact.refers_to)
        elif names_people(fact):
            yield from (_Link(name, part.person_id, PEOPLE.name) for part in value)


def _judged(connection: Connection, record: Record, around: Surroundings) -> Findings:
    """What every rule says of ``record``: those of policy, its own, and those of links and files."""
    found = findings(record, around)
    own = record.rule_problems() | _lost_links(connection, record)
    own |= sealing.problems(connection, around.before, record)
    return Findings(found.messages | own, found.questions)


def _still_asked(found: Findings, confirmed: frozenset[str]) -> dict[str, str]:
    return {name: text for name, text in found.questions.items() if name not in confirmed}
