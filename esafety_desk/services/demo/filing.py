"""Evidence at the invented school: a chat copied out by hand, a class's poster, a letter of the filtering service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from esafety_desk.host.resources import resource
from esafety_desk.policy.recurrence import BULLYING_TYPE
from esafety_desk.records.base import RecordId
from esafety_desk.records.exemption import ExemptionState
from esafety_desk.records.registers import EXEMPTIONS, INCIDENTS, POSITIVE_USES, Register
from esafety_desk.services import evidence, listing
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery


@dataclass(frozen=True, slots=True)
class _Piece:
    """One shipped file, and the newest record it fits."""

    file: str
    register: Register
    fits: Callable[[Any], bool]
    source: str


_PIECES = (
    _Piece(
        "group-chat.txt",
        INCIDENTS,
        lambda item: item.kind == BULLYING_TYPE and not item.is_ending,
        "Copied by hand from a parent’s phone",
    ),
    _Piece("poster.png", POSITIVE_USES, lambda item: True, "The class teacher"),
    _Piece(
        "filter-change.pdf",
        EXEMPTIONS,
        lambda item: item.state is ExemptionState.IN_FORCE and item.tested_on is not None,
        "The filtering service, by email",
    ),
)


def file_evidence(work: Work) -> None:
    """Attach each piece to the newest record it fits; where there is none, it is left out."""
    for piece in _PIECES:
        found = listing.records(work.desk, ListQuery(piece.register, sort="dated_on"))
        record = next((item for item in found if piece.fits(item)), None)
        if record is not None:
            path = resource(f"demo/evidence/{piece.file}")
            about = record.id or RecordId(0)
            taken_on = min(record.dated_on or work.today, work.today)
            evidence.attach(work, about, path, source=piece.source, taken_on=taken_on)
