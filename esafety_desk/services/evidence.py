"""Evidence on any record: attached once, viewed inside the window, decided upon where it is sealed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from esafety_desk.exchange import pictures
from esafety_desk.host.errors import KnownError
from esafety_desk.policy.evidence_rules import file_problem, media_type_of
from esafety_desk.records.attachment import LARGEST, Attachment, Seal
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.names import tidy
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.problems import checked
from esafety_desk.records.registers import ATTACHMENTS, PEOPLE
from esafety_desk.services import keeping, sealing
from esafety_desk.services.keeping import Refused, Saved, Undo, Work
from esafety_desk.store import attachments, entries, lookups, rows
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.lists import ListQuery
from esafety_desk.store.lists import ids as ids_of

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Filed:
    """One file as its record's page shows it; ``decided_by`` is the name of who released or destroyed it."""

    attachment: Attachment
    entered_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files on one record. ``stop`` says why none may be added; ``deciders`` are the DSLs of the day."""

    files: tuple[Filed, ...]
    stop: str
    deciders: tuple[tuple[PersonId, str], ...]


def attach(
    work: Work,
    about_id: RecordId,
    path: Path,
    *,
    source: str = "",
    taken_on: date | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> Saved[Attachment]:
    """Keep a copy of the file at ``path`` as evidence on a record; the file itself is left as it is.

    A picture is kept dot by dot, without where, when and with what it was taken.

    The file is not even opened where files are switched off. Raises Refused, whose messages stand under "file"
    or the field of the attachment they belong to.
    """
    with work.desk.reading() as connection:
        stop = sealing.stop_on(connection, about_id)
    if stop:
        raise Refused({"about_id": stop}, {})
    content = _content_of(path)
    drafted = _described(about_id, _file_name(path), content, source, taken_on)
    return _filed(work, drafted, content, confirmed)


def file(work: Work, about_id: RecordId, name: str, content: bytes, *, source: str) -> Saved[Attachment]:
    """Keep a paper that the desk itself has made with the record it is about. Raises Refused."""
    drafted = _described(about_id, name, content, source, work.today)
    return _filed(work, drafted, content, frozenset())


def _filed(work: Work, drafted: Attachment, content: bytes, confirmed: frozenset[str]) -> Saved[Attachment]:
    with work.desk.writing(work.actor, work.now) as unit:
        kept = keeping.keep(unit, drafted, work.today, confirmed)
        key = kept.id or RecordId(0)
        attachments.write(unit.connection, key, content)
        undo = Undo(ATTACHMENTS.name, key, None, unit.digest(key))
    return Saved(kept, frozenset(unit.changed), f"{kept.reference} attached.", undo)


def content(work: Work, attachment_id: RecordId) -> bytes:
    """The bytes of one attachment; viewing it is audited. Raises KnownError where it is sealed or destroyed."""
    with work.desk.writing(work.actor, work.now) as unit:
        attachment = _attachment(unit.get(ATTACHMENTS, attachment_id))
        if attachment.seal in _CLOSED:
            raise KnownError(_CLOSED[attachment.seal])
        kept = attachments.read(unit.connection, attachment_id)
        if kept is None or hashlib.sha256(kept).hexdigest() != attachment.digest:
            raise KnownError("The content of this file is not as it was attached. Restore the newest backup.")
        unit.witness("viewed", attachment.reference)
    return kept


def attached_to(desk: Desk, record_id: RecordId) -> tuple[Attachment, ...]:
    """The attachments of one record, oldest first, without their content."""
    with desk.reading() as connection:
        return attachments.about(connection, [record_id])


def shelf(desk: Desk, record_id: RecordId, today: date) -> Shelf:
    """All that a record's page says of its files."""
    with desk.reading() as connection:
        found = attachments.about(connection, [record_id])
        moments = (
            entries.entered(connection, [item.id for item in found if item.id is not None]) if found else {}
        )
        named = {item.seal_decided_by for item in found if item.seal_decided_by is not None}
        names = {key: person.full_name for key, person in lookups.people(connection, named).items()}
        deciders = _deciders(connection, today) if any(item.is_sealed for item in found) else ()
        stop = sealing.stop_on(connection, record_id)
    files = tuple(
        Filed(item, moments[item.id or 0], names.get(item.seal_decided_by or PersonId(0), ""))
        for item in found
    )
    return Shelf(files, stop, deciders)


def who_may_decide(desk: Desk, today: date) -> tuple[tuple[PersonId, str], ...]:
    """The designated safeguarding leads of this day, with their names."""
    with desk.reading() as connection:
        return _deciders(connection, today)


def release(work: Work, attachment_id: RecordId, by: PersonId, reason: str) -> Saved[Attachment]:
    """Open a sealed file again: ``by`` is a designated safeguarding lead today. Raises Refused."""
    return _decide(work, attachment_id, Seal.RELEASED, by, reason)


def destroy(work: Work, attachment_id: RecordId, by: PersonId, reason: str) -> Saved[Attachment]:
    """Erase the content of a sealed file for good; that it was there, and why it went, is kept. Raises Refused."""
    return _decide(work, attachment_id, Seal.DESTROYED, by, reason)


def _decide(work: Work, attachment_id: RecordId, seal: Seal, by: PersonId, reason: str) -> Saved[Attachment]:
    with work.desk.writing(work.actor, work.now) as unit:
        before = _attachment(unit.get(ATTACHMENTS, attachment_id))
        if not before.is_sealed:
            raise KnownError(f"{before.reference} is not sealed, so there is nothing to decide.")
        values = before.model_dump() | {
            "seal": seal,
            "seal_decided_by": by,
            "seal_decided_on": work.today,
            "seal_reason": reason,
        }
        kept = keeping.keep(unit, _whole(values), work.today)
    return Saved(kept, frozenset(unit.changed), f"{kept.reference} {seal.label.lower()}.")


def _content_of(path: Path) -> bytes:
    """The bytes of a file, never more than one beyond the limit. Raises Refused."""
    try:
        if not path.is_file():
            raise Refused({"file": "There is no such file. Choose it again."}, {})
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except OSError as error:
        text = "This file cannot be read. Close it elsewhere, or copy it to this computer first."
        raise Refused({"file": text}, {}) from error
    problem = file_problem(found)
    if problem:
        raise Refused({"file": problem}, {})
    try:
        return pictures.bare(found)
    except KnownError as error:
        raise Refused({"file": error.sentence}, {}) from error


def _described(about_id: RecordId, name: str, found: bytes, source: str, taken_on: date | None) -> Attachment:
    return _whole(
        {
            "about_id": about_id,
            "file_name": name,
            "media_type": media_type_of(found),
            "size": len(found),
            "digest": hashlib.sha256(found).hexdigest(),
            "source": source,
            "taken_on": taken_on,
        }
    )


def _file_name(path: Path) -> str:
    """The file's name without signs that could not be kept; a long one loses its middle, not its ending."""
    name = tidy(path.name.encode("utf-8", "replace").decode("utf-8")) or "Unnamed"
    if len(name) <= _LONGEST_NAME:
        return name
    ending = path.suffix[:20]
    return f"{name[: _LONGEST_NAME - len(ending) - 1]}…{ending}"


def _whole(values: dict[str, object]) -> Attachment:
    record, messages = checked(Attachment, values)
    if record is None:
        raise Refused(messages, {})
    return record


def _deciders(connection: Connection, today: date) -> tuple[tuple[PersonId, str], ...]:
    staff = ListQuery(PEOPLE, choices={"kind": frozenset({PersonKind.STAFF.value})})
    found = rows.read(connection, PEOPLE, ids_of(connection, staff)).values()
    people = [person for person in found if isinstance(person, Person) and Role.DSL in person.roles_on(today)]
    return tuple((PersonId(person.id or 0), person.full_name) for person in people)


def _attachment(record: object) -> Attachment:
    assert isinstance(record, Attachment)
    return record


_CLOSED = {Seal.SEALED: sealing.SEALED, Seal.DESTROYED: sealing.DESTROYED}
