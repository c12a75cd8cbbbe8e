"""Bringing a whole desk in from an open folder: everything as it was sealed, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from esafety_desk.exchange import open_folder
from esafety_desk.host.errors import BadUsage, KnownError
from esafety_desk.records.attachment import Attachment
from esafety_desk.records.base import Record
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE, REGISTERS, Register
from esafety_desk.records.school import School
from esafety_desk.services.keeping import Work
from esafety_desk.services.moving_out import file_name
from esafety_desk.services.unlocking import NewLeader
from esafety_desk.store import attachments, audit, moving
from esafety_desk.store.engine import Connection
from esafety_desk.store.moving import Entry

_WRONG = (AttributeError, KeyError, OverflowError, TypeError, ValueError, ValidationError)
_OTHER = "The folder was changed since it was taken out. Nothing was brought in; take the desk out again."


@dataclass(frozen=True, slots=True)
class MovedIn:
    """How many records of each register came in, the folder's digest, and files whose content stayed behind."""

    counts: dict[str, int]
    digest: str
    without_content: tuple[str, ...]


def bring_in(work: Work, folder: Path) -> MovedIn:
    """Fill a desk that is still empty with the one in ``folder``. All of it comes in, or none.

    Raises BadUsage where the folder holds no desk or this desk is in use, KnownError naming file and line.
    """
    said = open_folder.about(folder)
    digest = open_folder.digest(folder)
    if digest != said.get("digest"):
        raise KnownError(_OTHER)
    with work.desk.writing(work.actor, work.now) as unit:
        connection = unit.connection
        if not moving.is_fresh(connection):
            raise BadUsage(
                "This desk holds records already. A whole desk can only be brought into an empty one."
            )
        moving.clear(connection)
        counts, missing = dict[str, int](), list[str]()
        for name, register in REGISTERS.items():
            counts[name], absent = _register_in(connection, folder, register)
            missing += absent
        for name in moving.BESIDE:
            _beside_in(connection, folder, name)
        _put_leader(connection, said.get("leader"))
        if moving.has_loose_ends(connection):
            raise KnownError(_OTHER)
        moving.put_lines(connection, _audit_lines(folder))
        moving.index_all(connection)
        unit.witness("brought in whole", fields=(digest[:16],))
        unit.changed |= set(REGISTERS)
    return MovedIn(counts, digest, tuple(missing))


def _register_in(connection: Connection, folder: Path, register: Register) -> tuple[int, list[str]]:
    """How many records came in, and the references of files whose content did not."""
    count, missing = 0, []
    for record, entry in _records(folder, register):
        try:
            moving.put(connection, record, entry)
        except ValueError as error:
            raise KnownError(_OTHER) from error
        count += 1
        if isinstance(record, Attachment) and not _content_in(connection, folder, record):
            missing.append(record.reference)
    return count, missing


def beginnings_of(folder: Path) -> tuple[School, NewLeader]:
    """The school in ``folder`` and who leads on e-safety there: what a new desk for it is made with.

    Raises BadUsage where the folder holds no desk.
    """
    said = open_folder.about(folder)
    schools = [record for record, _ in _records(folder, REGISTERS["school"]) if isinstance(record, School)]
    people = (record for record, _ in _records(folder, PEOPLE) if isinstance(record, Person))
    leader = next((person for person in people if person.id == said.get("leader")), None)
    if not schools:
        raise BadUsage("There is no school in this folder.")
    name = NewLeader(leader.given_name, leader.family_name) if leader else NewLeader("E-safety", "leader")
    return schools[0].model_copy(update={"id": None, "reference": ""}), name


def _put_leader(connection: Connection, person: Any) -> None:
    if person is not None and not isinstance(person, int):
        raise KnownError(_OTHER)
    try:
        moving.put_leader(connection, person)
    except ValueError as error:
        raise KnownError(_OTHER) from error


def _records(folder: Path, register: Register) -> Iterator[tuple[Record, Entry]]:
    name = f"{open_folder.REGISTERS}/{register.name}.jsonl"
    for number, value in open_folder.lines(folder, name):
        try:
            entry = _entry(value.pop("kept"))
            record = register.record.model_validate(value)
            if record.id is None or not record.reference or audit.digest(record, entry.salt) != entry.digest:
                raise ValueError("not as it was sealed")
        except _WRONG as error:
            raise open_folder.unreadable(name, number) from error
        yield record, entry


def _entry(said: dict[str, Any]) -> Entry:
    withdrawn = said["withdrawn"]
    return Entry(
        datetime.fromisoformat(said["entered_at"]),
        datetime.fromisoformat(said["changed_at"]),
        None if withdrawn is None else str(withdrawn),
        bytes.fromhex(said["salt"]),
        bytes.fromhex(said["digest"]),
    )


def _content_in(connection: Connection, folder: Path, record: Attachment) -> bool:
    """Keep the file that belongs to ``record``; whether there is nothing missing."""
    content = open_folder.file(folder, file_name(record))
    if content is None:
        return not record.is_sealed
    if hashlib.sha256(content).hexdigest() != record.digest:
        raise KnownError(_OTHER)
    attachments.write(connection, record.id or 0, content)
    return True


def _beside_in(connection: Connection, folder: Path, name: str) -> None:
    where = f"{open_folder.BESIDE}/{name}.jsonl"
    for number, value in open_folder.lines(folder, where):
        try:
            moving.put_beside(connection, name, [value])
        except _WRONG as error:
            raise open_folder.unreadable(where, number) from error


def _audit_lines(folder: Path) -> Iterator[audit.Line]:
    for number, value in open_folder.lines(folder, open_folder.AUDIT):
        try:
            yield audit.Line(
                int(value["sequence"]),
                datetime.fromisoformat(value["at"]),
                str(value["actor"]),
                str(value["verb"]),
                str(value["reference"]),
                str(value["fields"]),
                bytes.fromhex(value["digest"]),
                b"",
            )
        except _WRONG as error:
            raise open_folder.unreadable(open_folder.AUDIT, number) from error
