"""The school's logo for its papers: kept in the desk as a file on the school's own record, drawn anew when chosen."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from esafety_desk.host.errors import KnownError
from esafety_desk.host.foreign import must_be_a_file
from esafety_desk.records.attachment import Attachment, MediaType, Seal
from esafety_desk.records.base import RecordId
from esafety_desk.records.registers import ATTACHMENTS
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Saved, Undo, Work
from esafety_desk.store import attachments, lookups
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import Unit

FILE_NAME = "School logo.png"
_REPLACED = "Another logo was chosen."
_TAKEN_AWAY = "The logo was taken off the papers."


def logo(desk: Desk) -> bytes | None:
    """The logo as papers draw it; None where the school has chosen none."""
    with desk.reading() as connection:
        return read(connection)


def read(connection: Connection) -> bytes | None:
    """The same, inside an open transaction."""
    found = _kept(connection)
    return attachments.read(connection, found[-1].id or 0) if found else None


def choose_file(work: Work, path: Path) -> Saved[Attachment]:
    """As ``choose``, of the picture at ``path``; the file itself is left as it is. Raises KnownError."""
    from esafety_desk.reports import logo as pictures

    try:
        must_be_a_file(path)
        with path.open("rb") as file:
            content = file.read(pictures.LARGEST_FILE + 1)
    except OSError as error:
        raise KnownError(
            "This picture cannot be read. Close it elsewhere, or copy it to this computer first."
        ) from error
    return choose(work, content)


def choose(work: Work, content: bytes) -> Saved[Attachment]:
    """Keep a PNG or JPEG picture as the logo: its pixels alone, made small. Raises KnownError."""
    from esafety_desk.reports import logo as pictures

    picture = pictures.kept(content)
    with work.desk.writing(work.actor, work.now) as unit:
        school = lookups.school(unit.connection)
        also = tuple(_withdrawn(unit, before, _REPLACED) for before in _kept(unit.connection))
        described = Attachment(
            about_id=RecordId(school.id or 0),
            file_name=FILE_NAME,
            media_type=MediaType.PNG,
            size=len(picture),
            digest=hashlib.sha256(picture).hexdigest(),
        )
        kept = keeping.keep(unit, described, work.today)
        key = kept.id or RecordId(0)
        attachments.write(unit.connection, key, picture)
        undo = Undo(ATTACHMENTS.name, key, None, unit.digest(key), also=also)
    return Saved(kept, frozenset(unit.changed), "Papers now show the school's logo.", undo)


def take_away(work: Work) -> Saved[Attachment]:
    """Print papers without a logo from now on. Raises KnownError where there is none."""
    with work.desk.writing(work.actor, work.now) as unit:
        found = _kept(unit.connection)
        if not found:
            raise KnownError("The school has no logo on its papers.")
        undone = [_withdrawn(unit, before, _TAKEN_AWAY) for before in found]
    undo = replace(undone[-1], also=tuple(undone[:-1]))
    return Saved(found[-1], frozenset(unit.changed), "Papers no longer show a logo.", undo)


def _withdrawn(unit: Unit, before: Attachment, reason: str) -> Undo:
    key = before.id or RecordId(0)
    unit.withdraw(before, reason)
    return Undo(ATTACHMENTS.name, key, before, unit.digest(key), was_withdrawal=True)


def _kept(connection: Connection) -> tuple[Attachment, ...]:
    school = lookups.school(connection)
    found = attachments.about(connection, [school.id or 0])
    return tuple(one for one in found if one.file_name == FILE_NAME and one.seal is Seal.OPEN)
