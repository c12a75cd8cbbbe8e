"""How a clause stands: red, amber, green, or grey where nothing can be said; with its evidence and its mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.registers import register_of

Status = Literal["red", "amber", "green", "grey"]
_MOST, _HALF = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """A number and the records behind it. ``ids`` are empty where content is restricted."""

    register: str
    label: str
    count: int
    ids: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one clause. ``to_green`` is empty where it is green."""

    status: Status
    reason: str
    to_green: str = ""
    evidence: tuple[Evidence, ...] = ()


def evidence(record_type: type[Record], label: str, records: Iterable[Record]) -> Evidence:
    """The number of ``records`` and their ids."""
    ids = tuple(record.id or RecordId(0) for record in records)
    return Evidence(register_of(record_type).name, label, len(ids), ids)


def counted_only(record_type: type[Record], label: str, records: Iterable[Record]) -> Evidence:
    """The number of restricted ``records`` and nothing more. Source: policy, Staff 9 and Out 3."""
    return Evidence(register_of(record_type).name, label, sum(1 for _ in records))


def by_share(part: int, whole: int) -> Status:
    """Green from nine in ten, amber from half; grey where there is nothing to share."""
    if whole == 0:
        return "grey"
    share = part / whole
    return "green" if share >= _MOST else "amber" if share >= _HALF else "red"


def shared(status: Status, reason: str, to_green: str, shown: tuple[Evidence, ...]) -> Verdict:
    """A verdict by a share; a green one asks for nothing more."""
    return Verdict(status, reason, "" if status == "green" else to_green, shown)
