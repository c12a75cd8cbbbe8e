"""The hard stop: no file comes to an incident about an image, and what came before is sealed.

Every verb that keeps a record passes here, so that window, import and command line obey alike.
"""

from __future__ import annotations

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.evidence_rules import STOPPED, evidence_problems, is_stopped
from esafety_desk.records.attachment import Attachment, Seal
from esafety_desk.records.base import Record
from esafety_desk.records.incident import IMAGE_TYPES, Incident
from esafety_desk.store import attachments, cases
from esafety_desk.store.engine import Connection
from esafety_desk.store.unit import Unit

SEALED = "This file is sealed. A designated safeguarding lead releases or destroys it, with a reason."
DESTROYED = "This file was destroyed. Only what is known of it is kept."
_HELD_BY = ("kind", "duplicate_of", "about_id")
"""Fields by which a record comes under the hard stop."""


def stop_on(connection: Connection, record_id: int) -> str:
    """Why no file may be attached to a record; empty where one may."""
    kinds = cases.incidents_of(connection, record_id).values()
    return STOPPED if is_stopped(set(kinds)) else ""


def problems(connection: Connection, before: Record | None, after: Record) -> dict[str, str]:
    """Messages by field where ``after`` is a file that may not be kept like this."""
    if not isinstance(after, Attachment):
        return {}
    known = before if isinstance(before, Attachment) else None
    found = evidence_problems(known, after)
    stop = stop_on(connection, after.about_id) if known is None else ""
    return found | ({"about_id": stop} if stop else {})


def after_change(unit: Unit, before: Record | None, after: Record) -> None:
    """Seal what a change has brought under the hard stop; erase the content of what was destroyed."""
    if isinstance(after, Attachment):
        if after.seal is Seal.DESTROYED:
            attachments.erase(unit.connection, after.id or 0)
    elif _may_come_under_it(before, after) and stop_on(unit.connection, after.id or 0):
        _seal(unit, after, is_new_type=_becomes_image(before, after))


def forbid_withdrawing(record: Record) -> None:
    """Raises KnownError where ``record`` is a sealed file: it is not deleted until it is decided upon."""
    if isinstance(record, Attachment) and record.is_sealed:
        raise KnownError(SEALED)


def forbid_undoing(now: Record, before: Record | None) -> None:
    """Raises KnownError where undoing would take back a sealing, or a decision on a sealed file."""
    if isinstance(now, Attachment) and now.seal is not (
        before.seal if isinstance(before, Attachment) else Seal.OPEN
    ):
        raise KnownError("What was decided on a sealed file cannot be undone.")


def _may_come_under_it(before: Record | None, after: Record) -> bool:
    if before is None:  # nothing hangs on a new record, unless it is a duplicate
        return getattr(after, "duplicate_of", None) is not None
    return any(getattr(after, name, None) != getattr(before, name, None) for name in _HELD_BY)


def _becomes_image(before: Record | None, after: Record) -> bool:
    if not isinstance(after, Incident) or after.kind not in IMAGE_TYPES:
        return False
    return not isinstance(before, Incident) or before.kind not in IMAGE_TYPES


def _seal(unit: Unit, record: Record, *, is_new_type: bool) -> None:
    """Seal the files of the whole case; a released one only where the type itself has become one of images."""
    incidents = cases.incidents_of(unit.connection, record.id or 0)
    held = cases.beneath(unit.connection, incidents)
    to_seal = {Seal.OPEN, Seal.RELEASED} if is_new_type else {Seal.OPEN}
    for attachment in attachments.about(unit.connection, held, with_withdrawn=True):
        if attachment.seal in to_seal:
            undecided = {"seal_decided_by": None, "seal_decided_on": None, "seal_reason": ""}
            unit.change(attachment.changed(seal=Seal.SEALED, **undecided), verb="sealed")
