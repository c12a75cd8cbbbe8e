"""One act on several records: each is judged by every rule, those that may not change stay, and one Undo serves all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from esafety_desk.host.progress import Progress, unwatched
from esafety_desk.policy.endings import ENDINGS, Ending
from esafety_desk.policy.wording import counted
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.facts import facts
from esafety_desk.records.problems import checked
from esafety_desk.records.registers import REGISTERS, Register
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Refused, Undo, Work
from esafety_desk.store import entries, lists, rows
from esafety_desk.store.unit import Unit

__all__ = ["ENDINGS", "Ending", "Stayed", "Together", "assign", "end"]

Change = Callable[[Record], Mapping[str, Any]]
"""The fields that become others; raises Refused where this record is left alone."""


@dataclass(frozen=True, slots=True)
class Stayed:
    """A record that was left as it is, and the sentence that says why."""

    id: RecordId
    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class Together:
    """What one act did: the registers that changed, what to tell the leader, and which records ``stayed``."""

    changed: frozenset[str]
    message: str
    undo: Undo | None
    stayed: tuple[Stayed, ...]


def assign(
    work: Work,
    register_name: str,
    ids: Sequence[int],
    field: str,
    person: PersonId,
    progress: Progress = unwatched,
) -> Together:
    """Put ``person`` in the ``field`` of each of these records. Raises whatever ``progress`` raises."""
    register = REGISTERS[register_name]
    with work.desk.reading() as connection:
        name = lists.names(connection, [person]).get(person, "")

    def given(record: Record) -> Mapping[str, Any]:
        return {field: person}

    return _each(work, register, ids, given, f"given to {name}", progress)


def end(
    work: Work,
    register_name: str,
    ids: Sequence[int],
    key: str,
    reason: str,
    progress: Progress = unwatched,
) -> Together:
    """End each of these records in the way ``key`` names. Raises Refused where a reason is asked for and none given."""
    ending = next(one for one in ENDINGS[register_name] if one.key == key)
    if ending.asks and not reason.strip():
        raise Refused({"reason": "Say it in a few words; it is kept with each of them."}, {})

    def ended(record: Record) -> Mapping[str, Any]:
        if not ending.is_open(record):
            raise Refused({"": f"It has come to its end before: it is not {ending.told} again."}, {})
        return ending.fields(record, reason.strip(), work.today)

    return _each(work, REGISTERS[register_name], ids, ended, ending.told, progress)


def _each(
    work: Work, register: Register, ids: Sequence[int], change: Change, told: str, progress: Progress
) -> Together:
    stayed: list[Stayed] = []
    before: list[Record] = []
    with work.desk.writing(work.actor, work.now) as unit:
        found = rows.read(unit.connection, register, ids)
        for number, key in enumerate(ids, start=1):
            progress(number, len(ids))
            record = found.get(RecordId(key))
            if record is None:
                continue
            try:
                _change(unit, record, change, work)
                before.append(record)
            except Refused as refused:
                stayed.append(Stayed(RecordId(key), record.reference, _why(record, refused)))
        undo = _undo(unit, register, before)
    return Together(frozenset(unit.changed), _said(register, before, stayed, told), undo, tuple(stayed))


def _change(unit: Unit, record: Record, change: Change, work: Work) -> None:
    """Change one record. What is refused is refused before anything of it is written."""
    if entries.read(unit.connection, record.id or 0).withdrawn is not None:
        raise Refused({"": "It was withdrawn meanwhile."}, {})
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    changed, messages = checked(type(record), fields | dict(change(record)))
    if changed is None:
        raise Refused(messages, {})
    keeping.keep(unit, changed, work.today)


def _why(record: Record, refused: Refused) -> str:
    """The first thing in the way, with the field it stands at."""
    name, text = next(iter([*refused.messages.items(), *refused.questions.items()]))
    declared = facts(type(record)).get(name)
    if declared is None:
        return text
    return f"{declared.title}{' ' if declared.title.endswith('?') else ': '}{text}"


def _undo(unit: Unit, register: Register, before: Sequence[Record]) -> Undo | None:
    undos = [Undo(register.name, record.id or 0, record, unit.digest(record.id or 0)) for record in before]
    if not undos:
        return None
    told = f"{_counted(undos, register)} as before." if len(undos) > 1 else ""
    return replace(undos[0], also=tuple(undos[1:]), told=told)


def _said(register: Register, done: Sequence[Record], stayed: Sequence[Stayed], told: str) -> str:
    said = f"{_counted(done, register)} {told}." if done else ""
    left = f" {len(stayed):,} as before, each with its reason." if stayed and done else ""
    return said + left


def _counted(things: Sequence[object], register: Register) -> str:
    return counted(len(things), register.singular, register.title.lower())
